// The source files that a report shows, read when first asked for.
#pragma once

#include "Link/Finding.h"

#include <llvm/ADT/StringRef.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nostall::report {

class Sources {
public:
  /// Line number `line` without its end. std::nullopt: the file cannot be read, or has fewer lines.
  std::optional<llvm::StringRef> line(const std::string& file, std::uint32_t line);
  /// The line that the place begins in, when the place can be in this file as it is now.
  std::optional<llvm::StringRef> line(const Location& place);
  /// The whole text; null when it cannot be read.
  const std::string* text(const std::string& file);

private:
  struct File {
    std::optional<std::string> text;
    std::vector<std::size_t> starts; ///< of the lines
  };
  const File& open(const std::string& file);

  std::map<std::string, File> files;
};

/// The file as people read it: relative to `root` when it lies below.
std::string shownFile(const std::string& file, const std::string& root);
/// `file:line:column`, as far as they are known.
std::string shownPlace(const Location& place, const std::string& root);

} // namespace nostall::report
