// Positions as the protocol counts them: lines end with `\n`, `\r\n` or `\r`, characters of a line are units
// of an encoding that client and server agree on. Everything else here counts bytes.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <mlir/Tools/lsp-server-support/Protocol.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace nostall::lsp {

enum class Encoding : std::uint8_t { Utf8, Utf16, Utf32 };

/// The lines of a text, which has to outlive this.
class Lines {
public:
  Lines(llvm::StringRef text, Encoding encoding);

  /// The position of a byte; within a character, that of its begin.
  mlir::lsp::Position position(std::size_t offset) const;
  /// The byte at a position; what lies behind the end of a line or of the text is that end.
  std::size_t offset(mlir::lsp::Position position) const;
  /// The position of a line and column as findings have them: lines end with `\n`, columns are bytes, both
  /// from 1. What lies outside is clamped.
  mlir::lsp::Position position(std::uint32_t line, std::uint32_t column) const;

private:
  llvm::StringRef line(std::size_t number) const;

  llvm::StringRef text;
  Encoding encoding;
  std::vector<std::size_t> starts; ///< by the protocol
  std::vector<std::size_t> rows;   ///< by `\n`; empty: the same
};

/// Units of the encoding that the bytes take. Bytes that are no UTF-8 count as a character each.
std::size_t unitsOf(llvm::StringRef bytes, Encoding encoding);

/// An edit of the client: `range` replaced by `text`.
void replace(std::string& document, mlir::lsp::Range range, llvm::StringRef text, Encoding encoding);

} // namespace nostall::lsp
