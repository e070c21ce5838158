// A folder of a test's own, gone when the test is over.
#pragma once

#include "Support/Files.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <string>

namespace nostall::testing {

/// An empty folder that is removed with everything in it.
///
///   TempFolder folder;
///   std::string file = folder.file("src/a.cpp", "int a;\n");
class TempFolder {
public:
  TempFolder() {
    llvm::SmallString<128> created;
    llvm::cantFail(llvm::errorCodeToError(llvm::sys::fs::createUniqueDirectory("nostall-test", created)));
    llvm::SmallString<128> real;
    llvm::cantFail(llvm::errorCodeToError(llvm::sys::fs::real_path(created, real)));
    folder = std::string(real);
  }
  ~TempFolder() { llvm::sys::fs::remove_directories(folder); }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return folder; }
  std::string path(const std::string& name) const { return folder + "/" + name; }
  /// Writes a file and the folders on the way to it; returns its path.
  std::string file(const std::string& name, llvm::StringRef content) const {
    llvm::cantFail(
        llvm::errorCodeToError(llvm::sys::fs::create_directories(llvm::sys::path::parent_path(path(name)))));
    llvm::cantFail(support::writeAtomically(path(name), content, support::Durability::Kill));
    return path(name);
  }

private:
  std::string folder;
};

} // namespace nostall::testing
