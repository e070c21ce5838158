// Comments that ask for silence.
#include "Python/Source.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall;
using testing::ElementsAre;

namespace {

/// `kind(checks) reason` of each suppression, `above` where it stands alone.
std::vector<std::string> suppressions(std::string_view text) {
  std::vector<std::string> result;
  const facts::Unit unit = test::pythonUnit(text);
  for (const facts::Suppression& it : unit.shards.at(0).suppressions)
    result.push_back(fmt::format("{}({}) {}{}", it.kind == facts::Suppression::Kind::Noqa ? "noqa" : "allow",
                                 fmt::join(it.checks, ", "), it.reason, it.ownLine ? " above" : ""));
  return result;
}

TEST(PythonSuppressions, Allow) {
  EXPECT_THAT(suppressions("f()  # nostall: allow(blocking-call) read once, see #12"),
              ElementsAre("allow(blocking-call) read once, see #12"));
  EXPECT_THAT(suppressions("  # nostall: allow(a, b) - why\nf()"), ElementsAre("allow(a, b) why above"));
  EXPECT_THAT(suppressions("f()  # type: ignore  # nostall: allow(a) why"), ElementsAre("allow(a) why"));
  EXPECT_THAT(suppressions("f()  # nostall: alow(a) why"), ElementsAre("allow() "));
}

TEST(PythonSuppressions, Noqa) {
  EXPECT_THAT(suppressions("f()  # noqa"), ElementsAre("noqa() "));
  EXPECT_THAT(suppressions("f()  #NOQA"), ElementsAre("noqa() "));
  EXPECT_THAT(suppressions("f()  # noqa: blocking-call, E501"), ElementsAre("noqa(blocking-call, E501) "));
  EXPECT_THAT(suppressions("f()  # noqa: E501 W291 too long"), ElementsAre("noqa(E501, W291) too long"));
  EXPECT_THAT(suppressions("f()  # noqa:E501 # noqa: nostall"), ElementsAre("noqa(E501) ", "noqa(nostall) "));
  EXPECT_THAT(suppressions("f()  # noqa:"), ElementsAre());
}

TEST(PythonSuppressions, NotInStringsOrProse) {
  EXPECT_THAT(suppressions("x = '# nostall: allow(a) b'"), ElementsAre());
  EXPECT_THAT(suppressions("# say nostall: allow(a) to it"), ElementsAre());
  EXPECT_THAT(suppressions("# noqaaa and noqa"), ElementsAre());
}

TEST(PythonSuppressions, TheRangeIsTheComment) {
  facts::Range range = test::pythonUnit("f()  # noqa").shards.at(0).suppressions.at(0).range;
  EXPECT_EQ(range.begin, (facts::Position{1, 6}));
  EXPECT_EQ(range.end, (facts::Position{1, 12}));
}

} // namespace
