#include "Report/Text.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/ConvertUTF.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/Unicode.h>

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace nostall::report {
namespace {

constexpr unsigned TabWidth = 4;

/// The character that begins at `text`, if it is valid, and how many bytes it takes (1 for an invalid one).
struct Decoded {
  std::optional<llvm::UTF32> codePoint;
  std::size_t bytes = 1;
};

Decoded decode(llvm::StringRef text) {
  const auto* begin = reinterpret_cast<const llvm::UTF8*>(text.data());
  const llvm::UTF8* position = begin;
  llvm::UTF32 codePoint = 0;
  if (llvm::convertUTF8Sequence(&position, begin + text.size(), &codePoint, llvm::strictConversion) !=
      llvm::conversionOK)
    return {};
  return {codePoint, static_cast<std::size_t>(position - begin)};
}

/// Characters that change the direction of the text around them, so that it reads unlike what a compiler
/// sees.
bool changesDirection(llvm::UTF32 c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

/// What stands for the character that begins at `text`; `width` gets its cells.
std::string shown(llvm::StringRef text, const Decoded& character, bool unicode, unsigned& width) {
  std::string escape;
  if (!character.codePoint) {
    escape = fmt::format("\\x{:02x}", static_cast<unsigned char>(text[0]));
  } else {
    const llvm::UTF32 c = *character.codePoint;
    const int columns = llvm::sys::unicode::columnWidthUTF8(text.take_front(character.bytes));
    if (c < 0x80 ? llvm::isPrint(static_cast<char>(c)) : unicode && columns >= 0 && !changesDirection(c)) {
      width = columns < 0 ? 0 : static_cast<unsigned>(columns);
      return text.take_front(character.bytes).str();
    }
    escape = c < 0x80 ? fmt::format("\\x{:02x}", static_cast<unsigned>(c))
                      : fmt::format("\\u{{{:x}}}", static_cast<unsigned>(c));
  }
  width = escape.size();
  return escape;
}

} // namespace

Layout::Layout(llvm::StringRef line, bool unicode) {
  for (std::size_t at = 0; at < line.size();) {
    Cell cell{at, total, 0, {}};
    if (line[at] == '\t') {
      cell.width = TabWidth - total % TabWidth;
      cell.text.assign(cell.width, ' ');
      ++at;
    } else {
      const Decoded character = decode(line.substr(at));
      cell.text = shown(line.substr(at), character, unicode, cell.width);
      at += character.bytes;
    }
    total += cell.width;
    cells.push_back(std::move(cell));
  }
}

unsigned Layout::columnOf(std::size_t byte) const {
  auto after = std::upper_bound(cells.begin(), cells.end(), byte,
                                [](std::size_t wanted, const Cell& cell) { return wanted < cell.byte; });
  if (after == cells.end() && (cells.empty() || byte > cells.back().byte)) return total;
  return std::prev(after)->column;
}

std::string Layout::slice(unsigned first, unsigned last) const {
  std::string text;
  for (const Cell& cell : cells) {
    const unsigned end = cell.column + cell.width;
    if (cell.column >= first && end <= last && (cell.width != 0 || cell.column > first))
      text += cell.text;
    else if (cell.column < last && end > first)
      text.append(std::min(end, last) - std::max(cell.column, first), ' ');
  }
  return text;
}

std::string printable(llvm::StringRef text, bool unicode) {
  std::string result;
  while (!text.empty()) {
    const Decoded character = decode(text);
    unsigned width = 0;
    result += shown(text, character, unicode, width);
    text = text.drop_front(character.bytes);
  }
  return result;
}

std::string validUtf8(llvm::StringRef text) {
  return llvm::json::isUTF8(text) ? text.str() : llvm::json::fixUTF8(text);
}

std::size_t utf16Length(llvm::StringRef text, std::size_t bytes) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < std::min(bytes, text.size());) {
    const Decoded character = decode(text.substr(at));
    units += character.codePoint && *character.codePoint > 0xFFFF ? 2 : 1;
    at += character.bytes;
  }
  return units;
}

std::vector<std::string> wrap(llvm::StringRef text, unsigned width) {
  std::vector<std::string> lines(1);
  std::string word;
  bool code = false;
  auto finishWord = [&] {
    const int used = llvm::sys::unicode::columnWidthUTF8(lines.back());
    const int more = llvm::sys::unicode::columnWidthUTF8(word);
    if (!lines.back().empty() && used + 1 + more > static_cast<int>(width)) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
    word.clear();
  };
  for (char c : text) {
    if (c == '`') code = !code;
    if (c == ' ' && !code)
      finishWord();
    else
      word += c;
  }
  finishWord();
  return lines;
}

} // namespace nostall::report
