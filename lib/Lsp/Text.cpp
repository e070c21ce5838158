#include "Lsp/Text.h"

#include <llvm/ADT/STLExtras.h>

#include <algorithm>

namespace nostall::lsp {

using mlir::lsp::Position;

namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

/// The bytes of the character that the text starts with.
std::size_t characterSize(llvm::StringRef text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf8 ? 4 : 1;
  if (size > text.size() || !llvm::all_of(text.slice(1, size), continues)) return 1;
  return size;
}

std::size_t units(std::size_t size, Encoding encoding) {
  if (encoding == Encoding::Utf8) return size;
  return encoding == Encoding::Utf16 && size == 4 ? 2 : 1;
}

} // namespace

std::size_t unitsOf(llvm::StringRef bytes, Encoding encoding) {
  if (encoding == Encoding::Utf8) return bytes.size();
  std::size_t count = 0;
  while (!bytes.empty()) {
    const std::size_t size = characterSize(bytes);
    count += units(size, encoding);
    bytes = bytes.drop_front(size);
  }
  return count;
}

Lines::Lines(llvm::StringRef text, Encoding encoding) : text(text), encoding(encoding), starts{0} {
  bool differs = false;
  for (std::size_t at = text.find_first_of("\r\n"); at != llvm::StringRef::npos;
       at = text.find_first_of("\r\n", at)) {
    const bool pair = text.substr(at).starts_with("\r\n");
    differs |= text[at] == '\r' && !pair;
    at += pair ? 2 : 1;
    starts.push_back(at);
  }
  if (!differs) return;
  rows = {0};
  for (std::size_t at = text.find('\n'); at != llvm::StringRef::npos; at = text.find('\n', at + 1))
    rows.push_back(at + 1);
}

llvm::StringRef Lines::line(std::size_t number) const {
  const std::size_t end = number + 1 < starts.size() ? starts[number + 1] : text.size();
  return text.slice(starts[number], end).rtrim("\r\n");
}

Position Lines::position(std::size_t offset) const {
  offset = std::min(offset, text.size());
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const auto number = static_cast<std::size_t>(after - starts.begin()) - 1;
  std::size_t length = std::min(offset - starts[number], line(number).size());
  const llvm::StringRef whole = line(number);
  while (length > 0 && length < whole.size() && continues(whole[length]))
    --length;
  return {static_cast<int>(number), static_cast<int>(unitsOf(whole.take_front(length), encoding))};
}

std::size_t Lines::offset(Position position) const {
  if (position.line < 0) return 0;
  if (static_cast<std::size_t>(position.line) >= starts.size()) return text.size();
  const auto number = static_cast<std::size_t>(position.line);
  llvm::StringRef rest = line(number);
  auto wanted = static_cast<std::size_t>(std::max(position.character, 0));
  const std::size_t start = starts[number];
  if (encoding == Encoding::Utf8) {
    std::size_t length = std::min(wanted, rest.size());
    while (length > 0 && length < rest.size() && continues(rest[length]))
      --length;
    return start + length;
  }
  std::size_t bytes = 0;
  while (!rest.empty() && wanted > 0) {
    const std::size_t size = characterSize(rest);
    const std::size_t count = units(size, encoding);
    if (count > wanted) break;
    wanted -= count;
    bytes += size;
    rest = rest.drop_front(size);
  }
  return start + bytes;
}

Position Lines::position(std::uint32_t row, std::uint32_t column) const {
  const std::vector<std::size_t>& begins = rows.empty() ? starts : rows;
  if (row == 0) return {0, 0};
  if (row > begins.size()) return position(text.size());
  const std::size_t start = begins[row - 1];
  const std::size_t end = row < begins.size() ? begins[row] - 1 : text.size();
  return position(std::min(start + std::max(column, 1u) - 1, end));
}

void replace(std::string& document, mlir::lsp::Range range, llvm::StringRef text, Encoding encoding) {
  const Lines lines(document, encoding);
  const std::size_t begin = lines.offset(range.start);
  const std::size_t end = std::max(begin, lines.offset(range.end));
  document.replace(begin, end - begin, text.str());
}

} // namespace nostall::lsp
