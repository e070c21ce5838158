// Globs of files, as configurations write them: `src/**/generated/*.cpp`, `third_party`.
//
// `*` matches any characters, slashes too; `?` one; `[a-z]` one of a set; `{a,b}` either; `**/` any folders
// or none. A glob that matches a folder matches everything below it.
#pragma once

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/GlobPattern.h>

#include <memory>
#include <string>
#include <vector>

namespace nostall::policy {

/// What is wrong with the glob; empty: nothing.
std::string fileGlobProblem(llvm::StringRef glob);

/// The glob with `folder` in front of it when it is relative.
std::string absoluteFileGlob(llvm::StringRef glob, llvm::StringRef folder);

/// Globs, all of them absolute and sound, to hold many paths against.
class FileGlobs {
public:
  explicit FileGlobs(llvm::ArrayRef<std::string> globs);
  /// Whether one of them matches the absolute path.
  bool match(llvm::StringRef path) const;
  /// Whether one of them may match something inside the folder.
  bool mayMatchInside(llvm::StringRef folder) const;

private:
  std::vector<std::unique_ptr<const std::string>> texts; ///< what `patterns` point into
  std::vector<llvm::GlobPattern> patterns;
  std::vector<std::string> beginnings; ///< of the globs, up to the first special character
};

/// Whether one of the globs, all of them absolute and sound, matches the absolute path.
bool matchesFile(llvm::ArrayRef<std::string> globs, llvm::StringRef path);

} // namespace nostall::policy
