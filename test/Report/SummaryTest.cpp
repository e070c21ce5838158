#include "Report/Sample.h"

#include <gmock/gmock.h>

namespace nostall::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace nostall::testing;

/// A run over `units` units that saw coroutines and blocking calls.
Report run(std::size_t units) {
  Report report;
  report.units = report.analysed = units;
  report.counts.asyncContexts = report.counts.blockingSites = 1;
  return report;
}

std::string line(const Report& report) { return summary(report, {}); }

TEST(Summary, Clean) { EXPECT_EQ(line(run(12)), "0 findings in 12 units"); }

TEST(Summary, CountsBySeverity) {
  Report report = run(1);
  report.fromCache = 1;
  report.verdict.findings = {deepFinding(), deepFinding(), fakeOffload()};
  EXPECT_EQ(line(report), "2 errors, 1 warning in 1 unit (1 from cache)\nnext: nostall explain libpq-query");
}

TEST(Summary, NamesWhatIsNotShown) {
  Report report = run(2);
  report.verdict.suppressed = {silenced()};
  report.verdict.disabled = 2;
  report.verdict.unsure = 3;
  report.counts.unresolved = {{"a", 3}, {"b", 1}};
  EXPECT_EQ(line(report), "0 findings in 2 units; 1 suppressed, 2 disabled by the configuration, 3 unsure "
                          "(`--unsure` shows them), 4 calls not followed\nnext: nostall check --unsure");
}

TEST(Summary, CallsOnObjectsOfUnknownTypeAreAmongTheUnsure) {
  Report report = run(2);
  report.verdict.unsure = 3;
  report.counts.unresolved = {{NamedLikeBlocking, 3}};
  EXPECT_THAT(line(report), Not(HasSubstr("not followed")));
}

TEST(Summary, NothingAnalysedIsNotClean) {
  Report none;
  EXPECT_EQ(line(none), "no unit was analysed\nnext: nostall doctor");
  none.units = 3;
  EXPECT_EQ(line(none), "none of 3 units could be analysed\nnext: nostall doctor");
}

TEST(Summary, FailedUnitsAreCounted) {
  Report report = run(3);
  report.analysed = 2;
  report.problems = {{"a.cpp", "crashed", "", ""}, {"b.cpp", "recovered", "", ""}};
  EXPECT_EQ(line(report),
            "0 findings in 2 units; 1 parsed with errors, 1 unit not analysed\nnext: nostall doctor");
}

TEST(Summary, NoFindingsForLackOfAnythingToFindSaysSo) {
  Report report = run(1);
  report.counts.asyncContexts = 0;
  EXPECT_THAT(line(report),
              HasSubstr("0 findings in 1 unit; no code that runs on an event loop was recognised"));
  report = run(1);
  report.counts.blockingSites = 0;
  EXPECT_THAT(line(report), HasSubstr("0 findings in 1 unit; no call that the catalogue knows was seen"));
}

TEST(Summary, NothingRecognisedAfterErrorsSendsToTheDoctor) {
  Report report = run(1);
  report.counts.asyncContexts = 0;
  EXPECT_THAT(line(report), HasSubstr("next: nostall explain blocking-call"));
  report.problems = {{"a.cpp", "recovered", "", ""}};
  EXPECT_THAT(line(report), HasSubstr("next: nostall doctor"));
}

TEST(Summary, Interrupted) {
  Report report = run(1);
  report.interrupted = true;
  EXPECT_EQ(line(report), "interrupted; so far: 0 findings in 1 unit");
}

TEST(Summary, ColoursOnlyWhenAskedFor) {
  Report report = run(1);
  report.verdict.findings = {deepFinding()};
  EXPECT_THAT(line(report), Not(HasSubstr("\x1b")));
  Style style;
  style.color = true;
  EXPECT_THAT(summary(report, style), HasSubstr("\x1b[1;31m1 error\x1b[0m"));
}

} // namespace
} // namespace nostall::report
