// Nearly every file is UTF-8 and stays where it is. Encodings of one byte per character are widened as if
// they were Latin-1: beyond ASCII they differ in comments and literals only, and nobody asks what these say.
#include "Python/Text.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/ConvertUTF.h>

#include <fmt/format.h>

#include <algorithm>

namespace nostall::python {
namespace {

using llvm::StringRef;

/// The encoding declared in one of the first two lines, in lower case; empty when there is none.
std::string declaredEncoding(StringRef text) {
  for (int line = 0; line != 2; ++line) {
    auto [first, rest] = text.split('\n');
    StringRef comment = first.ltrim(" \t\f");
    if (!comment.trim().empty() && !comment.starts_with("#")) return "";
    if (std::size_t at = comment.find("coding"); at != StringRef::npos) {
      StringRef value = comment.drop_front(at + 6);
      if (value.consume_front(":") || value.consume_front("="))
        return value.ltrim(" \t")
            .take_while([](char c) { return llvm::isAlnum(c) || c == '-' || c == '_' || c == '.'; })
            .lower();
    }
    text = rest;
  }
  return "";
}

bool isSingleByte(StringRef encoding) {
  for (StringRef prefix : {"latin", "iso-8859", "iso8859", "iso_8859", "cp125", "windows-125", "koi8", "mac",
                           "l1", "cp437", "cp850"})
    if (encoding.starts_with(prefix)) return true;
  return false;
}

std::size_t firstInvalid(std::string_view text) {
  const auto* at = reinterpret_cast<const llvm::UTF8*>(text.data());
  const llvm::UTF8* begin = at;
  llvm::isLegalUTF8String(&at, begin + text.size());
  return static_cast<std::size_t>(at - begin);
}

bool isUtf8(std::string_view text) {
  const auto* at = reinterpret_cast<const llvm::UTF8*>(text.data());
  return llvm::isLegalUTF8String(&at, at + text.size());
}

Text widen(std::string_view bytes) {
  Text result;
  result.converted.reserve(bytes.size() + bytes.size() / 16);
  for (char c : bytes) {
    auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      result.converted.push_back(c);
      continue;
    }
    result.widened.push_back(static_cast<std::uint32_t>(result.converted.size()));
    result.converted.push_back(static_cast<char>(0xC0 | byte >> 6));
    result.converted.push_back(static_cast<char>(0x80 | (byte & 0x3F)));
  }
  return result;
}

} // namespace

facts::Position Text::position(std::uint32_t line, std::uint32_t column, std::uint32_t offset) const {
  if (!widened.empty()) {
    auto before = [&](std::uint32_t at) { return std::ranges::lower_bound(widened, at); };
    column -= static_cast<std::uint32_t>(before(offset) - before(offset - column));
  }
  return {line + 1, column + 1};
}

llvm::Expected<Text> decodeText(std::string_view bytes) {
  if (bytes.size() >= UINT32_MAX) return llvm::createStringError("the file is too large");
  if (StringRef(bytes).contains('\0')) return llvm::createStringError("not a text file: it has NUL bytes");
  if (isUtf8(bytes)) {
    Text result;
    result.utf8 = bytes;
    return result;
  }
  std::string encoding = declaredEncoding(bytes);
  if (isSingleByte(encoding)) return widen(bytes);
  auto line = 1 + std::ranges::count(bytes.substr(0, firstInvalid(bytes)), '\n');
  if (encoding.empty() || StringRef(encoding).starts_with("utf"))
    return llvm::createStringError(
        fmt::format("line {} is not UTF-8, and no other encoding is declared", line));
  return llvm::createStringError(fmt::format("the declared encoding `{}` is not supported", encoding));
}

} // namespace nostall::python
