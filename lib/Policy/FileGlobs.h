// Globs of files, as configurations write them: `src/**/generated/*.cpp`, `third_party`.
//
// `*` matches any characters, slashes too; `?` one; `[a-z]` one of a set; `{a,b}` either; `**/` any folders
// or none. A glob that matches a folder matches everything below it.
#pragma once

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringRef.h>

#include <string>

namespace nostall::policy {

/// What is wrong with the glob; empty: nothing.
std::string fileGlobProblem(llvm::StringRef glob);

/// The glob with `folder` in front of it when it is relative.
std::string absoluteFileGlob(llvm::StringRef glob, llvm::StringRef folder);

/// Whether one of the globs, all of them absolute and sound, matches the absolute path.
bool matchesFile(llvm::ArrayRef<std::string> globs, llvm::StringRef path);

} // namespace nostall::policy
