// Which Python files a run is about: those named, and those below the folders named that are neither tests,
// migrations, somebody else's (virtual environments, build output) nor ignored by git. docs/configuration.md
// is the user's side of this.
//
// Folders are entered in the order of their names and links to folders not at all, as git does, so that a
// tree has one order and no loops. What cannot be read is a problem of the run.
#pragma once

#include "Report/Report.h"
#include "Support/Files.h"

#include <llvm/ADT/StringRef.h>

#include <map>
#include <string>
#include <vector>

namespace nostall::driver {

/// What to look for, all absolute.
struct PythonSearch {
  std::vector<std::string> paths; ///< files and folders, which exist
  std::vector<std::string>
      include; ///< globs (Policy/FileGlobs.h) of files to take although they would be left out
  std::vector<std::string> skip; ///< globs of files to leave out
};

/// A Python file that was found.
struct PythonFile {
  std::string path;
  support::FileStat stat;
};

struct PythonFiles {
  std::vector<PythonFile> files;             ///< sorted by path
  std::vector<std::string> bases;            ///< the folders searched, and those of files named; sorted
  std::vector<report::UnitProblem> problems; ///< folders and files that cannot be read
  std::map<std::string, std::size_t>
      leftOut; ///< files and whole folders, by reason: `tests`, `migrations`, …
};
PythonFiles findPythonFiles(const PythonSearch& search);

/// Whether a file of that name holds Python.
bool isPythonName(llvm::StringRef name);

} // namespace nostall::driver
