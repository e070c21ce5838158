#include "Policy/Build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::policy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* TheFinding = "error blocking-call a.cpp:12";

TEST(Policy, ReportsWhatNobodyObjectsTo) { EXPECT_THAT(Case().reported(), ElementsAre(TheFinding)); }

TEST(Policy, FindingsAreSorted) {
  Case one;
  one.findings.insert(one.findings.begin(), Case::finding());
  one.findings.front().location.line = 90;
  EXPECT_THAT(one.reported(), ElementsAre(TheFinding, "error blocking-call a.cpp:90"));
}

TEST(Policy, UnsureFindingsAreCounted) {
  Case one;
  one.findings[0].context = ContextState::Unsure;
  EXPECT_THAT(one.reported(), IsEmpty());
  EXPECT_EQ(one.verdict().unsure, 1u);
  one.config.unsure = true;
  EXPECT_THAT(one.reported(), ElementsAre(TheFinding));
  EXPECT_EQ(one.verdict().unsure, 0u);
}

TEST(Policy, Disable) {
  for (const char* name : {"blocking-call", "libpq-query", "libpq"}) {
    Case one;
    one.config.disable = {name};
    EXPECT_THAT(one.reported(), IsEmpty()) << name;
    EXPECT_EQ(one.verdict().disabled, 1u);
  }
}

TEST(Policy, OnlyTheChecksNamed) {
  Case one;
  one.config.checks = {"blocking-wait"};
  EXPECT_THAT(one.reported(), IsEmpty());
  one.config.checks = {"blocking-wait", "blocking-call"};
  EXPECT_THAT(one.reported(), ElementsAre(TheFinding));
}

TEST(Policy, ChecksThatAreOffUnlessAskedFor) {
  Case one;
  one.findings.back().check = "pool-capacity";
  EXPECT_THAT(one.reported(), IsEmpty());
  EXPECT_EQ(one.verdict().disabled, 0u);
  one.config.checks = {"libpq"};
  EXPECT_THAT(one.reported(), IsEmpty());
  one.config.checks = {"pool-capacity"};
  EXPECT_THAT(one.reported(), ElementsAre("error pool-capacity a.cpp:12"));
  one.config.checks = {};
  one.config.enable = {"pool-capacity"};
  EXPECT_THAT(one.reported(), ElementsAre("error pool-capacity a.cpp:12"));
  one.config.disable = {"libpq"};
  EXPECT_THAT(one.reported(), IsEmpty());
}

TEST(Policy, RulesThatAreOffUnlessAskedFor) {
  Case one;
  one.catalogue.libraries[0].rules[0].offByDefault = true;
  EXPECT_THAT(one.reported(), IsEmpty());
  one.config.enable = {"libpq-query"};
  EXPECT_THAT(one.reported(), ElementsAre(TheFinding));
}

TEST(Policy, ComplaintsAboutCommentsAreChecksLikeOthers) {
  Case one;
  one.findings.clear();
  one.allow("a.cpp", 1, {"libpq"});
  EXPECT_EQ(one.reported().size(), 2u);
  one.config.disable = {"unused-suppression"};
  EXPECT_EQ(one.reported().size(), 1u);
  one.config.checks = {"blocking-call"};
  EXPECT_THAT(one.reported(), IsEmpty());
  EXPECT_EQ(one.verdict().disabled, 2u);
}

TEST(Policy, ExcludedFiles) {
  Case one;
  one.config.exclude = {"/p/a.*"};
  EXPECT_THAT(one.reported(), IsEmpty());
  one.config.exclude = {"/p/b.*"}; // where the path ends is not where the finding is
  EXPECT_THAT(one.reported(), ElementsAre(TheFinding));
}

TEST(Policy, TheNearestNameSetsTheSeverity) {
  Case one;
  one.config.severity = {{"blocking-call", Severity::Note}};
  EXPECT_THAT(one.reported(), ElementsAre("note blocking-call a.cpp:12"));
  one.config.severity = {{"libpq", Severity::Warning}, {"blocking-call", Severity::Note}};
  EXPECT_THAT(one.reported(), ElementsAre("warning blocking-call a.cpp:12"));
  one.config.severity = {{"libpq-query", Severity::Note}, {"libpq", Severity::Warning}};
  EXPECT_THAT(one.reported(), ElementsAre("note blocking-call a.cpp:12"));
  one.config.severity = {{"libpq", Severity::Note}, {"libpq", Severity::Warning}};
  EXPECT_THAT(one.reported(), ElementsAre("warning blocking-call a.cpp:12"));
}

TEST(Policy, OverridesApplyToTheirFiles) {
  Case one;
  one.config.overrides = {{{"/p/b.cpp"}, {"libpq"}, {}}};
  EXPECT_THAT(one.reported(), ElementsAre(TheFinding));
  one.config.overrides = {{{"/p/b.cpp", "/p/a.cpp"}, {"libpq"}, {}}};
  EXPECT_THAT(one.reported(), IsEmpty());
}

TEST(Policy, LaterOverridesWin) {
  Case one;
  one.config.severity = {{"libpq-query", Severity::Error}};
  one.config.overrides = {{{"/p"}, {}, {{"blocking-call", Severity::Warning}}},
                          {{"/p/a.cpp"}, {}, {{"blocking-call", Severity::Note}}}};
  EXPECT_THAT(one.reported(), ElementsAre("note blocking-call a.cpp:12"));
}

} // namespace
} // namespace nostall::policy
