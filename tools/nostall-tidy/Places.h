// Findings speak of lines and columns of files; Clang's diagnostics want its own locations.
#pragma once

#include "Link/Finding.h"

#include <clang/Basic/SourceManager.h>

#include <llvm/ADT/StringMap.h>

namespace nostall::tidy {

class Places {
public:
  explicit Places(clang::SourceManager& sources) : sources(sources) {}

  /// Where the location begins; a file that the unit did not read is opened. Invalid when that fails.
  clang::SourceLocation begin(const Location& location);
  clang::CharSourceRange range(const Location& location);
  /// The file's text from a place on; empty where it cannot be read.
  llvm::StringRef textFrom(clang::SourceLocation place) const;
  /// Whether the unit itself read the file.
  bool isOfUnit(const Location& location) { return file(location).ofUnit; }

private:
  struct File {
    clang::FileID id;
    bool ofUnit = false;
  };
  const File& file(const Location& location);

  clang::SourceManager& sources;
  llvm::StringMap<File> files;
};

} // namespace nostall::tidy
