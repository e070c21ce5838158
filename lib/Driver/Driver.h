// The driver: finds units, runs front ends in worker processes and from the cache, links, applies policy.
// Everything that the command line does apart from parsing arguments and printing.
#pragma once

#include "Cxx/CompileCommand.h"
#include "Facts/Facts.h"
#include "Facts/Store.h"
#include "Link/Link.h"
#include "Policy/Config.h"
#include "Policy/Policy.h"
#include "Report/Report.h"

#include <llvm/Support/Error.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace nostall::driver {

/// A compile database and what was noticed while reading it.
struct Database {
  std::string file;                       ///< absolute path of compile_commands.json
  std::vector<cxx::UnitCommand> commands; ///< sanitised, de-duplicated, sorted by file then target
  std::vector<std::string> notes;         ///< arguments dropped, duplicates, missing files
};
/// The database in `directory`, in its usual build folders (`build`, `build/*`, `out`, `cmake-build-*`, …),
/// or above it. The error explains how to make one for CMake, Meson, Bazel and make; a dangling link is
/// named.
llvm::Expected<std::string> findDatabase(const std::string& directory);
llvm::Expected<Database> loadDatabase(const std::string& file);

struct RunOptions {
  /// Files or folders; units outside are not analysed. Empty: the whole database, and the current folder's
  /// Python.
  std::vector<std::string> paths;
  bool cxx = true;
  bool python = true;
  std::string database;       ///< empty: search
  std::string cacheDirectory; ///< empty: `$XDG_CACHE_HOME/nostall` or `~/.cache/nostall`
  bool useCache = true;
  /// C++ facts as the store has them, whether or not files changed since; what it lacks is not analysed.
  bool storedOnly = false;
  unsigned jobs = 0; ///< 0: as many as processors
  std::chrono::milliseconds unitTimeout{120000};
  std::size_t workerMemory = 0;  ///< bytes of address space a worker may use; 0: no limit
  std::string resourceDirectory; ///< empty: found
  policy::Config config;
  const rules::Catalogue* catalogue = nullptr; ///< with the configuration applied
  /// Every file that decides the catalogue. Empty: not known, and what link finds is not kept.
  std::vector<std::string> catalogueFiles;
  bool resolve = true; ///< false: Python shards are as their front end left them, with modules and no callees
  std::string workerProgram; ///< this executable
  /// Called from one thread with units done and all units.
  std::function<void(std::size_t done, std::size_t all, const std::string& unit)> progress;
  std::atomic<bool>* stop = nullptr; ///< set by Ctrl-C: finish quickly with what is known
};

using report::LanguageUnits;

/// Facts of all units, ready to link.
struct Facts {
  std::vector<LinkShard> shards; ///< sorted by file then hash
  std::size_t units = 0;
  std::size_t analysed = 0;
  std::size_t fromCache = 0;
  std::map<facts::Language, LanguageUnits> languages; ///< the same for each language that has units
  std::vector<report::UnitProblem> problems;
  std::vector<std::string> notes;
  /// With `storedOnly`: the files that C++ facts were made from, with the hashes of what they held then.
  std::map<std::string, std::set<std::string>> contents;
  bool interrupted = false;
};
llvm::Expected<Facts> gatherFacts(const RunOptions& options);

/// What a run would find of Python.
struct PythonProject {
  std::size_t files = 0;
  std::map<std::string, std::size_t> roots;   ///< modules by the folder that their names start from
  std::map<std::string, std::size_t> leftOut; ///< files and whole folders, by reason
  std::vector<report::UnitProblem> problems;
};
PythonProject findPython(const RunOptions& options);

/// gatherFacts, link, policy.
llvm::Expected<report::Report> run(const RunOptions& options);

/// The body of a worker process: reads unit commands from standard input, writes facts to standard output,
/// until end of input. Returns the process's exit code.
int workerMain();

} // namespace nostall::driver
