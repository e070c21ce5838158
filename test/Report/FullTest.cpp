#include "Golden.h"
#include "Report/Sample.h"
#include "TempFolder.h"

#include <gmock/gmock.h>

namespace nostall::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace nostall::testing;

TEST(Full, Sample) {
  EXPECT_TRUE(matchesGolden("test/golden/report.full.txt", print("full", sampleReport())));
}

TEST(Full, Ascii) {
  Style style;
  style.unicode = false;
  const std::string text = print("full", sampleReport(), style);
  EXPECT_TRUE(matchesGolden("test/golden/report.ascii.txt", text));
  EXPECT_TRUE(llvm::all_of(text, [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
}

TEST(Full, ColoursAndLinksAreOnlyThereWhenAskedFor) {
  EXPECT_THAT(print("full", sampleReport()), Not(HasSubstr("\x1b")));
  Style style;
  style.color = style.links = true;
  const std::string text = print("full", sampleReport(), style);
  EXPECT_THAT(text, HasSubstr("\x1b[1;31merror[blocking-call]\x1b[0m"));
  EXPECT_THAT(
      text, HasSubstr("\x1b]8;;file://" + sampleRoot() + "/src/server.cpp\x1b\\src/server.cpp:5:11\x1b]8;;"));
}

TEST(Full, CommentsAreThoseOfTheLanguage) {
  Report report = sampleReport();
  report.verdict.findings[0].location.file = "/p/server.py";
  EXPECT_THAT(print("full", report), HasSubstr("keep: `# nostall: allow(libpq-query) reason`"));
}

/// The full form of a finding whose call stands at `column` of a file's second line.
struct OneLine {
  TempFolder folder;
  Report report;

  OneLine(llvm::StringRef line, llvm::StringRef marked) {
    Finding finding;
    finding.check = "blocking-call";
    finding.rule = "r";
    finding.message = "m";
    const std::string file = folder.file("a.cpp", "first\n" + line.str() + "\nlast\n");
    const auto column = static_cast<std::uint32_t>(line.find(marked) + 1);
    finding.location = {file, 2, column, 2, column + static_cast<std::uint32_t>(marked.size())};
    finding.path = {{StepKind::Blocking, "f", finding.location, "blocks"}};
    report.verdict.findings = {finding};
    report.root = folder.path();
  }
  Finding& finding() { return report.verdict.findings.front(); }
  /// The source line and the marks below it.
  std::string lines(const Style& style = {}) const {
    llvm::SmallVector<llvm::StringRef> all;
    const std::string text = print("full", report, style);
    llvm::StringRef(text).split(all, '\n');
    return all.size() < 4 ? text : (all[2] + "\n" + all[3]).str();
  }
};

TEST(Full, MarksStandUnderWhatTheyMark) {
  EXPECT_EQ(OneLine("\tf();", "f").lines(), "2 │     f();\n  │     ^ blocks");
  EXPECT_EQ(OneLine("日本(f());", "f").lines(), "2 │ 日本(f());\n  │      ^ blocks");
  EXPECT_EQ(OneLine("e\u0301(f());", "f").lines(), "2 │ e\u0301(f());\n  │   ^ blocks");
  EXPECT_EQ(OneLine("\xff(f());", "f").lines(), "2 │ \\xff(f());\n  │      ^ blocks");
  EXPECT_EQ(OneLine("\x1b[2Jf();", "f").lines(), "2 │ \\x1b[2Jf();\n  │        ^ blocks");
}

TEST(Full, CarriageReturnsAreNoPartOfALine) {
  EXPECT_EQ(OneLine("f();\r", "f").lines(), "2 │ f();\n  │ ^ blocks");
}

TEST(Full, LongLinesAreCutAroundTheMark) {
  Style narrow;
  narrow.width = 60;
  const std::string text =
      OneLine(std::string(500, 'a') + "(query())" + std::string(500, 'b'), "query").lines(narrow);
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(text).split(lines, '\n');
  EXPECT_THAT(text, HasSubstr("a(query())b"));
  EXPECT_TRUE(lines[0].starts_with("2 │ …aaa"));
  EXPECT_TRUE(lines[0].ends_with("bbb…"));
  // `│` and `…` take three bytes and one cell each.
  EXPECT_EQ(lines[0].size() - 6, 60u);
  EXPECT_EQ(lines[1].find("^^^^^ blocks"), lines[0].find("query") - 2);
}

TEST(Full, AFileThatIsGoneKeepsItsPlace) {
  OneLine one("f();", "f");
  one.finding().location.file = one.finding().path[0].location.file = one.folder.path("gone.cpp");
  const std::string text = print("full", one.report);
  EXPECT_THAT(text, HasSubstr("[ gone.cpp:2:1 ]"));
  EXPECT_THAT(text, HasSubstr("`f`: blocks (its source cannot be shown)"));
}

TEST(Full, AFileThatBecameShorterKeepsItsPlace) {
  for (const auto& [line, column] : {std::pair{9u, 1u}, {2u, 40u}}) {
    OneLine one("f();", "f");
    one.finding().location.line = one.finding().path[0].location.line = line;
    one.finding().location.column = one.finding().path[0].location.column = column;
    EXPECT_THAT(print("full", one.report), HasSubstr("(its source cannot be shown)"));
  }
}

TEST(Full, AFindingWithoutAPlaceIsStillPrinted) {
  OneLine one("f();", "f");
  one.finding().location = {};
  one.finding().path.clear();
  EXPECT_THAT(print("full", one.report), HasSubstr("[blocking-call]: m"));
}

TEST(Full, SeveralMarksOfOneLineHaveALabelEach) {
  OneLine one("task<void> f() { query(); }", "query");
  Location name = one.finding().location;
  name.column = 12;
  name.endColumn = 13;
  one.finding().path.insert(one.finding().path.begin(), {StepKind::Context, "f", name, "coroutine"});
  const std::string text = print("full", one.report);
  EXPECT_THAT(text, HasSubstr("2 │ task<void> f() { query(); }\n"
                              "  │            ─     ^^^^^ blocks\n"
                              "  │            ╰ coroutine\n"));
}

TEST(Full, SaysWhatIsNotSure) {
  OneLine one("f();", "f");
  one.finding().context = ContextState::Unsure;
  one.finding().confidence = Confidence::Possible;
  EXPECT_THAT(print("full", one.report), HasSubstr("whether this code runs on an event loop is not known"));
  EXPECT_THAT(print("full", one.report),
              HasSubstr("possible: a step of the path is one of several, or guessed"));
}

TEST(Full, ProseIsBrokenAndCodeIsNot) {
  OneLine one("f();", "f");
  const std::string code = "co_await f(" + std::string(200, 'x') + ")";
  one.finding().suggestions = {{code, one.finding().location, "word word", "F4", "conditional",
                                "a condition that takes a good deal more than a single line of the terminal",
                                ""}};
  Style narrow;
  narrow.width = 60;
  EXPECT_THAT(
      print("full", one.report, narrow),
      HasSubstr(
          "        " + code +
          "\n    if: a condition that takes a good deal more than a\n        single line of the terminal\n"));
}

TEST(Full, SaysHowToKeepTheCall) {
  EXPECT_THAT(print("full", OneLine("f();", "f").report), HasSubstr("`// nostall: allow(r) reason`"));
  Report comment = sampleReport();
  comment.verdict.findings = {reasonless()};
  EXPECT_THAT(print("full", comment), Not(HasSubstr("keep:")));
}

} // namespace
} // namespace nostall::report
