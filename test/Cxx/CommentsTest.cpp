#include "Cxx/Comments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace nostall::cxx {
namespace {

using facts::Suppression;
using testing::ElementsAre;

const char* kindName(Suppression::Kind kind) {
  switch (kind) {
  case Suppression::Kind::Allow:
    return "allow";
  case Suppression::Kind::Nolint:
    return "nolint";
  case Suppression::Kind::NolintNextLine:
    return "nolint-next-line";
  case Suppression::Kind::NolintBegin:
    return "nolint-begin";
  case Suppression::Kind::NolintEnd:
    return "nolint-end";
  case Suppression::Kind::Noqa:
    return "noqa";
  }
  return "?";
}

/// One suppression a line: `3:5-3:40 own allow(a|b) the reason`.
std::vector<std::string> scan(llvm::StringRef text) {
  std::vector<std::string> lines;
  for (const Suppression& suppression : scanSuppressions(text)) {
    const facts::Range& range = suppression.range;
    std::string line = std::to_string(range.begin.line) + ":" + std::to_string(range.begin.column) + "-" +
                       std::to_string(range.end.line) + ":" + std::to_string(range.end.column) +
                       (suppression.ownLine ? " own " : " ") + kindName(suppression.kind) + "(";
    for (std::size_t index = 0; index != suppression.checks.size(); ++index)
      line += (index ? "|" : "") + suppression.checks[index];
    lines.push_back(line + ")" + (suppression.reason.empty() ? "" : " " + suppression.reason));
  }
  return lines;
}

TEST(Comments, AllowAtTheEndOfALine) {
  EXPECT_THAT(scan("f(); // nostall: allow(blocking-call) start-up only\n"),
              ElementsAre("1:6-1:52 allow(blocking-call) start-up only"));
}
TEST(Comments, AllowOnItsOwnLine) {
  EXPECT_THAT(scan("\n  // nostall: allow(a, b) why\n  f();\n"), ElementsAre("2:3-2:30 own allow(a|b) why"));
}
TEST(Comments, AllowInABlockComment) {
  EXPECT_THAT(scan("/* nostall: allow(a) why */ f();"), ElementsAre("1:1-1:28 allow(a) why"));
}
TEST(Comments, BlockCommentWithNothingAfterItStandsAlone) {
  EXPECT_THAT(scan("  /* nostall: allow(a) why */  \r\n"), ElementsAre("1:3-1:30 own allow(a) why"));
}
TEST(Comments, ReasonGoesOnThroughABlockComment) {
  EXPECT_THAT(scan("/*\n * nostall: allow(a) one\n *   two\n */"),
              ElementsAre("1:1-4:4 own allow(a) one two"));
}
TEST(Comments, ReasonMayFollowADashOrColon) {
  EXPECT_THAT(
      scan("// nostall: allow(a): why\n// nostall: allow(a) - why\n// nostall: allow(a) — why"),
      ElementsAre("1:1-1:26 own allow(a) why", "2:1-2:27 own allow(a) why", "3:1-3:29 own allow(a) why"));
}
TEST(Comments, MissingReasonIsKeptAsSuch) {
  EXPECT_THAT(scan("f(); // nostall: allow(a)"), ElementsAre("1:6-1:26 allow(a)"));
}
TEST(Comments, WhatCannotBeReadHasNoReason) {
  EXPECT_THAT(scan("// nostall: alow(a) why\n// nostall: allow a why\n// nostall:"),
              ElementsAre("1:1-1:24 own allow()", "2:1-2:24 own allow()", "3:1-3:12 own allow()"));
}
TEST(Comments, UnclosedListHasNoReason) {
  EXPECT_THAT(scan("// nostall: allow(a, b why"), ElementsAre("1:1-1:27 own allow(a|b why)"));
}
TEST(Comments, DocumentationCommentsCount) {
  EXPECT_THAT(scan("/// nostall: allow(a) why\n//!< nostall: allow(a) why"),
              ElementsAre("1:1-1:26 own allow(a) why", "2:1-2:27 own allow(a) why"));
}
TEST(Comments, ProseMayMentionTheForm) {
  EXPECT_THAT(scan("// write `// nostall: allow(a) why`"), ElementsAre());
}

TEST(Comments, Nolint) {
  EXPECT_THAT(scan("f(); // NOLINT\n"), ElementsAre("1:6-1:15 nolint()"));
  EXPECT_THAT(scan("f(); // NOLINT(a,b-*): why\n"), ElementsAre("1:6-1:27 nolint(a|b-*) why"));
  EXPECT_THAT(scan("// see below; NOLINTNEXTLINE(a)\nf();"), ElementsAre("1:1-1:32 own nolint-next-line(a)"));
  EXPECT_THAT(scan("// NOLINTBEGIN(a)\n// NOLINTEND(a)"),
              ElementsAre("1:1-1:18 own nolint-begin(a)", "2:1-2:16 own nolint-end(a)"));
}
TEST(Comments, NolintIsAWord) {
  EXPECT_THAT(scan("// XNOLINT NOLINTS NOLINTNEXTLINES _NOLINT"), ElementsAre());
}
TEST(Comments, NolintOfNothingSilencesNothing) { EXPECT_THAT(scan("f(); // NOLINT()"), ElementsAre()); }
TEST(Comments, NolintInALongBlockCommentSpeaksOfItsLine) {
  EXPECT_THAT(scan("/* text\n   NOLINT(a) */ f();"), ElementsAre("2:4-2:14 nolint(a)"));
}
TEST(Comments, OneCommentMayCarryBoth) {
  EXPECT_THAT(scan("f(); // nostall: allow(a) why // NOLINT(b)"),
              ElementsAre("1:6-1:43 allow(a) why", "1:6-1:43 nolint(b)"));
}

TEST(Comments, StringsAreNotComments) {
  EXPECT_THAT(scan(R"cpp(auto s = "// NOLINT"; auto t = "\"// NOLINT";)cpp"), ElementsAre());
  EXPECT_THAT(scan("auto s = R\"x(// NOLINT \" )\" // NOLINT )x\"; g(); // NOLINT(real)"),
              ElementsAre("1:49-1:64 nolint(real)"));
  EXPECT_THAT(scan("auto s = u8R\"(\n// NOLINT\n)\";\n"), ElementsAre());
}
TEST(Comments, CharactersAndDigitSeparators) {
  EXPECT_THAT(scan("char c = '\"'; // NOLINT"), ElementsAre("1:15-1:24 nolint()"));
  EXPECT_THAT(scan("int n = 1'000; // NOLINT"), ElementsAre("1:16-1:25 nolint()"));
  EXPECT_THAT(scan("auto c = L'\"'; // NOLINT"), ElementsAre("1:16-1:25 nolint()"));
}
TEST(Comments, AnApostropheOpensNothingBeyondItsLine) {
  EXPECT_THAT(scan("#error don't\nf(); // NOLINT"), ElementsAre("2:6-2:15 nolint()"));
}
TEST(Comments, CommentsDoNotNest) {
  EXPECT_THAT(scan("/* // */ f(); // NOLINT"), ElementsAre("1:15-1:24 nolint()"));
  EXPECT_THAT(scan("// /*\nf(); // NOLINT"), ElementsAre("2:6-2:15 nolint()"));
}
TEST(Comments, ABackslashContinuesALineComment) {
  EXPECT_THAT(scan("// nostall: allow(a) one \\\n two\nf();"), ElementsAre("1:1-2:5 own allow(a) one two"));
}
TEST(Comments, EndOfFileEndsEverything) {
  EXPECT_THAT(scan("/* NOLINT"), ElementsAre("1:1-1:10 own nolint()"));
  EXPECT_THAT(scan("\"// NOLINT"), ElementsAre());
  EXPECT_THAT(scan("R\"(// NOLINT"), ElementsAre());
  EXPECT_THAT(scan("// NOLINT \\"), testing::SizeIs(1));
  EXPECT_THAT(scan("'\\"), ElementsAre());
}
TEST(Comments, InvalidUtf8IsJustBytes) {
  EXPECT_THAT(scan("/* \xff\xfe */ f(); // NOLINT"), ElementsAre("1:15-1:24 nolint()"));
}
TEST(Comments, ManyOnOneLongLine) {
  std::string text;
  for (int index = 0; index != 100000; ++index)
    text += "f(); /* NOLINT(a) */ ";
  EXPECT_EQ(scanSuppressions(text).size(), 100000u);
}
TEST(Comments, ManyInOneLongComment) {
  std::string text = "/*";
  for (int index = 0; index != 100000; ++index)
    text += " NOLINT(a) nostall: R\"";
  EXPECT_EQ(scanSuppressions(text).size(), 100000u);
}

} // namespace
} // namespace nostall::cxx
