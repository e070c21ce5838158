// Paths from async contexts to blocking calls.

#include "Link/Build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall;
using namespace nostall::test;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

TEST(Reach, ACallInTheCoroutineItself) {
  Program program;
  program.file("a.cpp").fn("handle").coroutine().calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQexec"));
}

TEST(Reach, FourFunctionsDeepAcrossFiles) {
  Program program;
  program.file("a.cpp").fn("handle").coroutine().calls("one");
  program.file("b.cpp").fn("one").calls("two");
  program.file("c.cpp").fn("two").calls("three");
  program.file("d.cpp").fn("three").calls("four");
  program.file("e.cpp").fn("four").calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > one > two > three > four > PQexec"));
  const Finding finding = program.only();
  EXPECT_EQ(finding.location.file, "/p/a.cpp");
  EXPECT_EQ(finding.callee, "one");
  EXPECT_EQ(finding.leaf, "PQexec");
  EXPECT_EQ(finding.path.back().location.file, "/p/e.cpp");
  EXPECT_EQ(finding.path.back().kind, StepKind::Blocking);
  EXPECT_EQ(finding.path.back().label, "blocks: sends the query and waits for its result");
}

TEST(Reach, SynchronousCodeIsNobodysConcern) {
  Program program;
  program.file("a.cpp").fn("main").calls("PQexec");
  EXPECT_THAT(program.findings(), IsEmpty());
  EXPECT_EQ(program.link().counts.blockingSites, 1u);
}

TEST(Reach, OneFindingForEachCallSite) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("load").calls("load").calls("PQexec");
  file.fn("load").calls("PQexec").calls("PQexec");
  EXPECT_THAT(program.findings(),
              ElementsAre("handle > PQexec", "handle > load > PQexec", "handle > load > PQexec"));
}

TEST(Reach, EachCoroutineAnswersForItself) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("outer").coroutine().calls("inner").awaited();
  file.fn("inner").coroutine().calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("inner > PQexec"));
}

TEST(Reach, ADiamondTakesTheShorterSide) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("top");
  file.fn("top").calls("long1").calls("short");
  file.fn("long1").calls("long2");
  file.fn("long2").calls("PQexec");
  file.fn("short").calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > top > short > PQexec"));
}

TEST(Reach, RecursionAndCirclesEnd) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("ping").calls("self").calls("idle");
  file.fn("ping").calls("pong");
  file.fn("pong").calls("ping").calls("PQexec");
  file.fn("self").calls("self").calls("PQexec");
  file.fn("idle").calls("idle");
  EXPECT_THAT(program.findings(), ElementsAre("handle > ping > pong > PQexec", "handle > self > PQexec"));
}

TEST(Reach, AwaitedCallsDoNotBlock) {
  Program program;
  program.file("a.cpp").fn("handle").coroutine().calls("PQexec").awaited();
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Reach, BodiesOfWhatTheCatalogueKnowsAreNotEntered) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("PQexec");
  file.fn("PQexec").calls("PQprepare");
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQexec"));
}

TEST(Reach, ExemptCallsAreNone) {
  Program program;
  program.file("a.cpp").fn("handle").coroutine().calls("fiber_exec");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Reach, AnnotatedFunctionsAreLeaves) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("slow").calls("load");
  file.fn("load").calls("slow");
  file.fn("slow").annotated("nostall::blocking").calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > load > slow", "handle > slow"));
  EXPECT_EQ(program.link().findings.front().rule, "annotated-blocking");
  EXPECT_EQ(program.link().findings.front().library, "annotations");
}

TEST(Reach, TheAnnotationMayBeOnAnotherFilesDeclaration) {
  Program program;
  program.file("a.cpp").fn("handle").coroutine().calls("slow");
  File& header = program.file("b.h");
  header.shard.symbols[header.symbol("slow")].annotations = {"clang::blocking"};
  EXPECT_THAT(program.findings(), ElementsAre("handle > slow"));
}

TEST(Reach, GuessedCallsArePossibleAndMilder) {
  Program program;
  program.file("a.cpp").fn("handle").coroutine().calls("PQexec").guessed();
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQexec (possible)"));
  EXPECT_EQ(program.only().severity, Severity::Warning);
}

TEST(Reach, EqualWaysTakeTheSurerOne) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("top");
  file.fn("top").calls("left").guessed().calls("right");
  file.fn("left").calls("PQexec");
  file.fn("right").calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > top > right > PQexec"));
}

TEST(Reach, TheEngineDecidesTheSeverity) {
  Program program;
  program.file("a.cpp")
      .fn("handle")
      .coroutine()
      .calls("PQexec")
      .calls("lite_step")
      .calls("lite_cached")
      .calls("future_wait");
  const auto findings = program.link().findings;
  ASSERT_EQ(findings.size(), 4u);
  EXPECT_EQ(findings[0].severity, Severity::Error);
  EXPECT_EQ(findings[1].severity, Severity::Warning);
  EXPECT_EQ(findings[2].severity, Severity::Note);
  EXPECT_EQ(findings[3].severity, Severity::Error);
  EXPECT_EQ(findings[3].check, "blocking-wait");
}

TEST(Reach, AFunctionStandsForItsWorstCall) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("load");
  file.fn("load").calls("lite_cached").calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > load > PQexec"));
}

TEST(Reach, UnresolvedCallsAreCounted) {
  Program program;
  program.file("a.cpp")
      .fn("f")
      .callsUnknown(facts::Unresolved::Dependent)
      .callsUnknown(facts::Unresolved::FunctionPointer);
  const auto counts = program.link().counts;
  EXPECT_EQ(counts.unresolved.size(), 2u);
  EXPECT_EQ(counts.calls, 2u);
  EXPECT_EQ(counts.functions, 1u);
}

TEST(Reach, ResultsDoNotDependOnTheNumberOfJobs) {
  Program program;
  for (int number = 0; number < 40; ++number) {
    const std::string n = std::to_string(number);
    File& file = program.file("f" + n + ".cpp");
    file.fn("handle" + n).coroutine().calls("load" + std::to_string((number * 7) % 40)).calls("PQexec");
    file.fn("load" + n)
        .calls("load" + std::to_string((number + 1) % 40))
        .calls(number % 5 ? "idle" : "PQexec");
  }
  auto shown = [&](unsigned jobs) {
    std::vector<std::string> all;
    for (const Finding& finding : program.link(jobs).findings)
      all.push_back(show(finding) + finding.message + finding.location.file);
    return all;
  };
  const auto once = shown(1);
  EXPECT_EQ(once.size(), 80u);
  EXPECT_EQ(shown(4), once);
}

TEST(Explain, PathsOfAnyFunction) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("db::Store::load").calls("db::Store::query");
  file.fn("db::Store::query").calls("PQexec");
  file.fn("overload").calls("idle");
  const auto paths = explainPaths(program.shards(), catalogue(), "load");
  ASSERT_EQ(paths.size(), 1u);
  EXPECT_EQ(paths[0].function, "db::Store::load");
  EXPECT_FALSE(paths[0].asyncContext);
  ASSERT_EQ(paths[0].path.size(), 3u);
  EXPECT_EQ(paths[0].path[1].function, "db::Store::query");
  EXPECT_EQ(explainPaths(program.shards(), catalogue(), "Store::load").size(), 1u);
  const auto idle = explainPaths(program.shards(), catalogue(), "overload");
  ASSERT_EQ(idle.size(), 1u);
  EXPECT_TRUE(idle[0].path.empty());
}

TEST(Explain, OffloadedCoroutinesStillHaveAPath) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("work").coroutine().calls("PQexec");
  file.fn("handle").coroutine().calls("work").calls("spawn", {variable("pool", "Pool"), resultOf(0)});
  const auto paths = explainPaths(program.shards(), catalogue(), "work");
  ASSERT_EQ(paths.size(), 1u);
  EXPECT_TRUE(paths[0].asyncContext);
  EXPECT_EQ(paths[0].state, ContextState::Offloaded);
  EXPECT_EQ(paths[0].path.size(), 2u);
}

} // namespace
