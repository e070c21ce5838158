// The text of a module as the parser wants it, UTF-8, whatever encoding the file declares.
#pragma once

#include "Facts/Facts.h"

#include <llvm/Support/Error.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nostall::python {

struct Text {
  std::string_view utf8;
  std::string converted; ///< what `utf8` refers to when the file was not UTF-8
  /// Offsets in `converted` of the characters that are one byte in the file and two here. Sorted.
  std::vector<std::uint32_t> widened;

  /// The place in the file of an offset that lies `column` bytes after its line's begin, both from 0.
  facts::Position position(std::uint32_t line, std::uint32_t column, std::uint32_t offset) const;
};

/// Honours a byte order mark and the declaration of PEP 263. Fails on NUL bytes, on bytes that are not what
/// was declared, and on encodings whose bytes are not characters.
llvm::Expected<Text> decodeText(std::string_view bytes);

} // namespace nostall::python
