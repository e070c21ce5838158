#include "Report/Text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::report {
namespace {

using ::testing::ElementsAre;

std::string shown(llvm::StringRef line, bool unicode = true) {
  const Layout layout(line, unicode);
  return layout.slice(0, layout.width());
}

unsigned column(llvm::StringRef line, std::size_t byte) { return Layout(line, true).columnOf(byte); }

TEST(Text, TabsReachToTheNextStop) {
  EXPECT_EQ(shown("\tf();"), "    f();");
  EXPECT_EQ(shown("ab\tf();"), "ab  f();");
  EXPECT_EQ(column("ab\tf();", 3), 4u);
}
TEST(Text, WideCharactersTakeTwoCells) {
  EXPECT_EQ(column("日本 = f();", 9), 7u);
  EXPECT_EQ(Layout("日本", true).width(), 4u);
}
TEST(Text, CombiningCharactersTakeNone) {
  EXPECT_EQ(column("e\u0301f", 3), 1u);
  EXPECT_EQ(shown("e\u0301f"), "e\u0301f");
}
TEST(Text, ControlCharactersAreShownAndNotObeyed) {
  EXPECT_EQ(shown("a\x1b[31mb"), "a\\x1b[31mb");
  EXPECT_EQ(shown(llvm::StringRef("a\0b\x7f", 4)), "a\\x00b\\x7f");
  EXPECT_EQ(shown("\xc2\x9b"
                  "31m"),
            "\\u{9b}31m");
}
TEST(Text, DirectionCannotBeTurned) {
  EXPECT_EQ(shown("a\u202eb\u2066c"), "a\\u{202e}b\\u{2066}c");
  EXPECT_EQ(shown("\u200f\u061c"), "\\u{200f}\\u{61c}");
}
TEST(Text, InvalidUtf8IsShownByteByByte) {
  EXPECT_EQ(shown("a\xff\xc3"
                  "b"),
            "a\\xff\\xc3b");
  EXPECT_EQ(shown("cut \xe6\x97"), "cut \\xe6\\x97");
  EXPECT_EQ(column("\xff"
                   "b",
                   1),
            4u);
}
TEST(Text, AsciiStyleHasNothingElse) { EXPECT_EQ(shown("ü日", false), "\\u{fc}\\u{65e5}"); }
TEST(Text, AByteInsideACharacterStandsAtItsBegin) { EXPECT_EQ(column("aü=", 2), 1u); }
TEST(Text, BehindTheEndIsTheEnd) {
  EXPECT_EQ(column("abc", 3), 3u);
  EXPECT_EQ(column("abc", 99), 3u);
  EXPECT_EQ(column("", 0), 0u);
}
TEST(Text, HalfAWideCharacterIsABlank) {
  EXPECT_EQ(Layout("a日b", true).slice(0, 2), "a ");
  EXPECT_EQ(Layout("a日b", true).slice(2, 4), " b");
}

TEST(Text, MessagesStayInOneLine) { EXPECT_EQ(printable("a\nb\tc\r", true), "a\\x0ab\\x09c\\x0d"); }

TEST(Text, Utf16) {
  EXPECT_EQ(utf16Length("aü日", 6), 3u);
  EXPECT_EQ(utf16Length("\U0001F600b", 5), 3u);
  EXPECT_EQ(utf16Length("ab", 99), 2u);
}

TEST(Text, ProseIsBrokenAtBlanks) {
  EXPECT_THAT(wrap("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(wrap("", 7), ElementsAre(""));
}
TEST(Text, CodeIsNotBroken) {
  EXPECT_THAT(wrap("use `co_await f(a, b)` there", 8), ElementsAre("use", "`co_await f(a, b)`", "there"));
}

} // namespace
} // namespace nostall::report
