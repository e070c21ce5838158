// Links are resolved in the folder only: where a build farm links each source file into a tree of its own,
// the name in the tree is the one that people know.
#include "Cxx/Files.h"

#include <clang/Basic/FileManager.h>

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/Path.h>

namespace nostall::cxx {

std::string absolutePath(const clang::SourceManager& sources, clang::FileEntryRef file) {
  llvm::StringRef name = llvm::sys::path::filename(file.getName());
  llvm::SmallString<256> path(sources.getFileManager().getCanonicalName(file.getDir()));
  sources.getFileManager().makeAbsolutePath(path);
  llvm::sys::path::append(path, name);
  return std::string(path);
}

} // namespace nostall::cxx
