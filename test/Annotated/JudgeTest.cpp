#include "Annotated/Judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::annotated {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Finding finding(unsigned line, ContextState state = ContextState::Async) {
  Finding finding;
  finding.check = "blocking-call";
  finding.rule = "libpq-query";
  finding.library = "libpq";
  finding.context = state;
  finding.message = "`PQexec` blocks";
  finding.location = {"f.cpp", line, 3, line, 9};
  finding.path = {{StepKind::Context, "handle()", {"f.cpp", 1, 1, 1, 2}, "coroutine"},
                  {StepKind::Call, "ns::load(PGconn *)", finding.location, "calls"},
                  {StepKind::Blocking, "PQexec", {"g.cpp", 4, 1, 4, 2}, "blocks"}};
  return finding;
}
/// What judging findings against the comments of a source says.
std::vector<std::string> judged(const std::vector<Finding>& findings, std::string_view source) {
  std::vector<Problem> problems;
  Annotations annotations = readAnnotations(source, "f.cpp", problems);
  for (const Problem& problem : problems)
    ADD_FAILURE() << problem;
  return judge(findings, annotations.expectations);
}

TEST(Judge, ExpectedByRuleLibraryOrCheckAlone) {
  EXPECT_THAT(judged({finding(1)}, "f(); // expect: blocking-call [libpq-query]"), IsEmpty());
  EXPECT_THAT(judged({finding(1)}, "f(); // expect: blocking-call [libpq]"), IsEmpty());
  EXPECT_THAT(judged({finding(1)}, "f(); // expect: blocking-call"), IsEmpty());
}
TEST(Judge, UnexpectedShowsThePath) {
  EXPECT_THAT(
      judged({finding(1)}, "f(); // ok: memory"),
      ElementsAre("f.cpp:1:3: error: unexpected blocking-call [libpq-query] as warning: `PQexec` blocks\n"
                  "    f.cpp:1: coroutine handle()\n    f.cpp:1: calls ns::load(PGconn *)\n"
                  "    g.cpp:4: blocks PQexec"));
}
TEST(Judge, NotFound) {
  EXPECT_THAT(judged({}, "f(); // expect: blocking-call [libpq]"),
              ElementsAre("f.cpp:1:6: error: expected `blocking-call [libpq]`, which was not found"));
}
TEST(Judge, AnotherCheckRuleOrLineIsBoth) {
  EXPECT_THAT(judged({finding(1)}, "f(); // expect: blocking-wait [libpq]"), testing::SizeIs(2));
  EXPECT_THAT(judged({finding(1)}, "f(); // expect: blocking-call [sqlite]"), testing::SizeIs(2));
  EXPECT_THAT(judged({finding(2)}, "f(); // expect: blocking-call [libpq]"), testing::SizeIs(2));
}
TEST(Judge, EachExpectationStandsForOne) {
  EXPECT_THAT(judged({finding(1), finding(1)}, "f(); // expect: blocking-call [libpq]"),
              ElementsAre(HasSubstr("unexpected")));
  EXPECT_THAT(
      judged({finding(1), finding(1)}, "f(); // expect: blocking-call [libpq]; blocking-call [libpq]"),
      IsEmpty());
}
TEST(Judge, Via) {
  EXPECT_THAT(judged({finding(1)}, "f(); // expect: blocking-call [libpq] via load"), IsEmpty());
  EXPECT_THAT(judged({finding(1)}, "f(); // expect: blocking-call [libpq] via ns::load"), IsEmpty());
  EXPECT_THAT(judged({finding(1)}, "f(); // expect: blocking-call [libpq] via oad"), testing::SizeIs(2));
  EXPECT_THAT(judged({finding(1)}, "f(); // expect: blocking-call [libpq] via PQexec"), testing::SizeIs(2))
      << "the blocking call is no step through a function";
  EXPECT_THAT(judged({finding(1)}, "f(); // expect: blocking-call [libpq] via handle"), testing::SizeIs(2));
  Finding direct = finding(1);
  direct.path.erase(direct.path.begin() + 1);
  EXPECT_THAT(
      judged({finding(1), direct}, "f(); // expect: blocking-call [libpq]; blocking-call [libpq] via load"),
      IsEmpty());
}
TEST(Judge, Severity) {
  EXPECT_THAT(judged({finding(1)}, "f(); // expect: blocking-call [libpq] as warning"), IsEmpty());
  EXPECT_THAT(judged({finding(1)}, "f(); // expect: blocking-call [libpq] as warning via load"), IsEmpty());
  EXPECT_THAT(judged({finding(1)}, "f(); // expect: blocking-call [libpq] as error"), testing::SizeIs(2));
}
TEST(Judge, Unsure) {
  EXPECT_THAT(judged({finding(1, ContextState::Unsure)}, "f(); // unsure: blocking-call [libpq]"), IsEmpty());
  EXPECT_THAT(judged({finding(1, ContextState::Unsure)}, "f(); // expect: blocking-call [libpq]"),
              testing::SizeIs(2));
  EXPECT_THAT(judged({finding(1)}, "f(); // unsure: blocking-call [libpq]"), testing::SizeIs(2));
}
TEST(Judge, TodoFailsTheDayItIsClosed) {
  EXPECT_THAT(judged({}, "f(); // todo-expect: blocking-call [libpq]"), IsEmpty());
  EXPECT_THAT(judged({finding(1)}, "f(); // todo-expect: blocking-call [libpq]"),
              ElementsAre(HasSubstr("`blocking-call [libpq]` is found now; make it `expect`")));
  EXPECT_THAT(judged({finding(1)}, "f(); // todo-ok: cannot tell"), IsEmpty());
  EXPECT_THAT(judged({finding(1), finding(1, ContextState::Unsure)}, "f(); // todo-ok: cannot tell"),
              IsEmpty());
  EXPECT_THAT(judged({}, "f(); // todo-ok: cannot tell"),
              ElementsAre("f.cpp:1:6: error: nothing is found here any more; make it `ok`"));
}

} // namespace
} // namespace nostall::annotated
