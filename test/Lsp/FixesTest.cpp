#include "Editor/Fixes.h"

#include <gtest/gtest.h>

namespace nostall::editor {
namespace {

/// A finding at a line of a file, with a path, so that it can be silenced.
Finding findingAt(std::uint32_t line, const std::string& file = "/p/a.py") {
  Finding finding;
  finding.check = "blocking-call";
  finding.rule = "lib-query";
  finding.location = {file, line, 1, line, 2};
  finding.path.push_back({StepKind::Blocking, "query", finding.location, "blocks"});
  return finding;
}

/// The text with the last fix made, which is the suppression.
std::string silenced(const Finding& finding, const std::string& text) {
  const std::vector<Fix> fixes = fixesFor(finding, text);
  if (fixes.empty()) return "";
  std::string result = text;
  const Edit& edit = fixes.back().edit;
  return result.replace(edit.begin, edit.end - edit.begin, edit.text);
}

TEST(Fixes, ASuppressionStandsAtTheEndOfTheLine) {
  EXPECT_EQ(silenced(findingAt(1), "f()\ng()\n"), "f()  # nostall: allow(lib-query) \ng()\n");
  EXPECT_EQ(silenced(findingAt(2), "f()\ng()"), "f()\ng()  # nostall: allow(lib-query) ");
  EXPECT_EQ(silenced(findingAt(1), "f()\r\ng()\r\n"), "f()  # nostall: allow(lib-query) \r\ng()\r\n");
}

TEST(Fixes, OrAboveItWhereAnotherCommentIs) {
  EXPECT_EQ(silenced(findingAt(2), "if x:\n  f()  # why\n"),
            "if x:\n  # nostall: allow(lib-query) \n  f()  # why\n");
}

TEST(Fixes, NeverInsideAString) {
  EXPECT_EQ(silenced(findingAt(1), "f('''\n''')\n"), "# nostall: allow(lib-query) \nf('''\n''')\n");
  EXPECT_EQ(silenced(findingAt(2), "x = '''\n''' + f('''\n''')\n"), "") << "neither above nor behind";
}

TEST(Fixes, NorBehindABackslash) {
  EXPECT_EQ(silenced(findingAt(1), "x = \\\n  f()\n"), "# nostall: allow(lib-query) \nx = \\\n  f()\n");
  EXPECT_EQ(silenced(findingAt(2), "x = \\\n  f()  # why\n"), "");
}

TEST(Fixes, CommentsOfCxx) {
  const Finding finding = findingAt(1, "/p/a.cpp");
  EXPECT_EQ(silenced(finding, "f();\n"), "f();  // nostall: allow(lib-query) \n");
  EXPECT_EQ(silenced(finding, "f(); // x\n"), "");
  EXPECT_EQ(silenced(finding, "f(R\"(\n)\");\n"), "");
}

TEST(Fixes, AFindingAboutACommentCannotBeSilenced) {
  Finding finding = findingAt(1);
  finding.path.clear();
  EXPECT_TRUE(fixesFor(finding, "f()\n").empty());
}

TEST(Fixes, ExactRewritesComeFirstAndAdviceIsNone) {
  Finding finding = findingAt(1);
  const Location call{"/p/a.py", 1, 5, 1, 8};
  finding.suggestions = {{"", {}, "read about it", "F4", "advice", "", ""},
                         {"other()", call, "call `other`", "F3", "conditional", "it is there", ""},
                         {"await f()", call, "await it", "F1", "exact", "", ""}};
  const std::vector<Fix> fixes = fixesFor(finding, "x = f()\n");
  ASSERT_EQ(fixes.size(), 3u);
  EXPECT_EQ(fixes[0].edit.text, "await f()");
  EXPECT_TRUE(fixes[0].exact);
  EXPECT_EQ(fixes[1].title, "call `other`, if it is there");
  EXPECT_FALSE(fixes[1].exact);
}

TEST(Fixes, ARewriteOfAPlaceThatIsNotThereIsNone) {
  Finding finding = findingAt(1);
  finding.path.clear();
  finding.suggestions = {{"await f()", {"/p/a.py", 7, 1, 7, 4}, "await it", "F1", "exact", "", ""}};
  EXPECT_TRUE(fixesFor(finding, "f()\n").empty());
}

} // namespace
} // namespace nostall::editor
