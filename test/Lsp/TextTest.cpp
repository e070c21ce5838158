#include "Lsp/Text.h"

#include <gtest/gtest.h>

namespace nostall::lsp {
namespace {

using mlir::lsp::Position;

/// `line:character` of a byte.
std::string at(llvm::StringRef text, std::size_t offset, Encoding encoding = Encoding::Utf16) {
  const Position position = Lines(text, encoding).position(offset);
  return std::to_string(position.line) + ":" + std::to_string(position.character);
}

std::size_t byte(llvm::StringRef text, int line, int character, Encoding encoding = Encoding::Utf16) {
  return Lines(text, encoding).offset({line, character});
}

std::string place(llvm::StringRef text, std::uint32_t line, std::uint32_t column) {
  const Position position = Lines(text, Encoding::Utf16).position(line, column);
  return std::to_string(position.line) + ":" + std::to_string(position.character);
}

TEST(Text, LinesEndInThreeWays) {
  EXPECT_EQ(at("a\nb\r\nc\rd", 8), "3:1");
  EXPECT_EQ(byte("a\nb\r\nc\rd", 3, 0), 7u);
  EXPECT_EQ(byte("a\nb\r\nc", 1, 9), 3u) << "the end of a line is before what ends it";
}

TEST(Text, CharactersAreUnitsOfTheEncoding) {
  const llvm::StringRef text = "ä😀x"; // 2, 4 and 1 bytes
  EXPECT_EQ(at(text, 6, Encoding::Utf8), "0:6");
  EXPECT_EQ(at(text, 6, Encoding::Utf16), "0:3");
  EXPECT_EQ(at(text, 6, Encoding::Utf32), "0:2");
  EXPECT_EQ(byte(text, 0, 6, Encoding::Utf8), 6u);
  EXPECT_EQ(byte(text, 0, 3, Encoding::Utf16), 6u);
  EXPECT_EQ(byte(text, 0, 2, Encoding::Utf32), 6u);
}

TEST(Text, WithinACharacterIsItsBegin) {
  EXPECT_EQ(byte("ä😀x", 0, 2, Encoding::Utf16), 2u) << "between two surrogates";
  EXPECT_EQ(byte("ä😀x", 0, 3, Encoding::Utf8), 2u);
  EXPECT_EQ(at("ä😀x", 4), "0:1");
}

TEST(Text, BytesThatAreNoUtf8CountAsCharacters) {
  EXPECT_EQ(at("\xff\xc3x", 2), "0:2");
  EXPECT_EQ(byte("\xff\xc3x", 0, 2), 2u);
}

TEST(Text, PlacesOutsideAreClamped) {
  EXPECT_EQ(byte("ab\ncd", 7, 0), 5u);
  EXPECT_EQ(byte("ab\ncd", -1, -1), 0u);
  EXPECT_EQ(place("ab\ncd", 9, 9), "1:2");
  EXPECT_EQ(place("ab\ncd", 1, 9), "0:2");
  EXPECT_EQ(place("", 1, 1), "0:0");
}

TEST(Text, PlacesOfFindingsCountNewlinesAndBytes) {
  EXPECT_EQ(place("a\nä x", 2, 4), "1:2");
  EXPECT_EQ(place("a\rb\nc", 2, 1), "2:0") << "the protocol has one line more";
}

TEST(Text, AnEditReplacesItsRange) {
  std::string text = "a😀b\nc";
  replace(text, {{0, 1}, {0, 3}}, "x", Encoding::Utf16);
  EXPECT_EQ(text, "axb\nc");
  replace(text, {{0, 3}, {1, 0}}, "", Encoding::Utf16);
  EXPECT_EQ(text, "axbc");
  replace(text, {{0, 3}, {0, 1}}, "-", Encoding::Utf16);
  EXPECT_EQ(text, "axb-c") << "a range that ends before it begins is empty";
}

} // namespace
} // namespace nostall::lsp
