// Awaits after which the same function runs elsewhere.

#include "Link/Build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall;
using namespace nostall::test;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

Function& coroutine(Program& program) { return program.file("a.cpp").fn("handle").coroutine(); }

TEST(Hop, MovesWhatFollows) {
  Program program;
  coroutine(program).calls("PQprepare").calls("to_pool").awaited().calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQprepare"));
  EXPECT_EQ(program.link().counts.offloadedSites, 1u);
}

TEST(Hop, AndBack) {
  Program program;
  coroutine(program).calls("to_pool").awaited().calls("PQprepare").calls("to_loop").awaited().calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQexec"));
}

TEST(Hop, StaysThroughOtherAwaits) {
  Program program;
  coroutine(program).calls("to_pool").awaited().calls("other").awaited().calls("PQexec");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Hop, UntilTheNextAwait) {
  Program program;
  coroutine(program)
      .calls("once_on_pool")
      .awaited()
      .calls("PQprepare")
      .calls("other")
      .awaited()
      .calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQexec"));
}

TEST(Hop, ToAnUnknownExecutorIsUnsure) {
  Program program;
  coroutine(program).calls("to_any").awaited().calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQexec (unsure)"));
}

TEST(Hop, OnOneBranchOnlyIsNotEnough) {
  Program program;
  coroutine(program).calls("to_pool").awaited().calls("PQexec").after({0, None});
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQexec"));
}

TEST(Hop, OnBothBranchesIs) {
  Program program;
  coroutine(program)
      .calls("to_pool")
      .awaited()
      .calls("to_pool")
      .awaited()
      .after({None})
      .calls("PQexec")
      .after({0, 1});
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Hop, AUnsureBranchBesideAPoolIsUnsure) {
  Program program;
  coroutine(program).calls("to_pool").awaited().calls("to_any").awaited().after({None}).calls("PQexec").after(
      {0, 1});
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQexec (unsure)"));
}

TEST(Hop, ALoopComesRound) {
  // for (;;) { PQexec(); co_await other(); PQprepare(); co_await to_pool(); }
  Program program;
  coroutine(program)
      .calls("PQexec")
      .after({1, None})
      .calls("other")
      .awaited()
      .after({1, None})
      .calls("PQprepare")
      .after({0})
      .calls("to_pool")
      .awaited()
      .after({0});
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQexec", "handle > PQprepare"));
}

TEST(Hop, ALoopAfterAHopStaysThere) {
  // co_await to_pool(); for (;;) { PQexec(); co_await other(); }
  Program program;
  coroutine(program).calls("to_pool").awaited().calls("PQexec").after({0, 1}).calls("other").awaited().after(
      {0, 1});
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Hop, WhatIsAwaitedAfterAHopRunsThere) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("to_pool").awaited().calls("work").awaited();
  file.fn("work").coroutine().calls("PQexec");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Hop, BackToTheLoopFromOffloadedCode) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("work").coroutine().calls("PQprepare").calls("to_loop").awaited().calls("PQexec");
  file.fn("handle")
      .coroutine()
      .calls("work")
      .calls("spawn", {variable("pool", "Pool"), resultOf(0)})
      .awaited();
  EXPECT_THAT(program.findings(), ElementsAre("work > PQexec"));
}

TEST(Hop, ThroughFunctionsBelow) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("load").calls("to_pool").awaited().calls("load");
  file.fn("load").calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > load > PQexec"));
  EXPECT_EQ(program.only().location.line, 101u);
}

TEST(Hop, OneThatOnlyLooksLikeItIsSaid) {
  Program program;
  coroutine(program)
      .calls("PQprepare")
      .calls("fake_hop")
      .awaited()
      .calls("PQexec")
      .calls("other")
      .awaited()
      .calls("PQprepare");
  EXPECT_THAT(program.findings(),
              ElementsAre("handle > PQexec [fake-offload]", "handle > PQprepare", "handle > PQprepare"));
}

TEST(Hop, OneThatOnlyLooksLikeItLeadsBackAfterARealOne) {
  Program program;
  coroutine(program).calls("to_pool").awaited().calls("fake_hop").awaited().calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQexec [fake-offload]"));
}

/// A coroutine that awaits a `ToPool`, whose await_suspend hands a lambda to a pool.
File& awaitsOwnAwaiter(Program& program) {
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("make").awaited().awaiter("ToPool").calls("PQexec");
  Function& suspend = file.fn("ToPool::await_suspend").takes(1);
  file.lambda("resume", "ToPool::await_suspend");
  suspend.calls("post", {variable("pool", "Pool"), function("resume")});
  return file;
}

TEST(Hop, AnAwaiterThatResumesOnAPool) {
  Program program;
  File& file = awaitsOwnAwaiter(program);
  Function resume(file, file.entityNamed("resume"));
  resume.calls("std::coroutine_handle::resume");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Hop, AnAwaiterThatOnlyWorksOnAPoolIsNone) {
  Program program;
  awaitsOwnAwaiter(program);
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQexec"));
}

TEST(Hop, AnAwaiterThatPostsItsHandle) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("switchOver").awaited().awaiter("Switch").calls("PQexec");
  file.fn("Switch::await_suspend").takes(1).calls("post", {variable("pool", "Pool"), parameter(0)});
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Hop, TheNotePointsAtIt) {
  Program program;
  coroutine(program).calls("fake_hop").awaited().calls("PQexec");
  ASSERT_EQ(program.only().notes.size(), 1u);
  EXPECT_EQ(program.only().notes[0].location.line, 101u);
  EXPECT_EQ(program.only().notes[0].text, "looks like an offload: it resumes on the loop");
}

} // namespace
