// What is an async context, and where it runs.

#include "Link/Build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall;
using namespace nostall::test;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

const Argument pool = variable("pool", "Pool");
const Argument io = variable("io", "Io");
const Argument any = variable("ex", "AnyExecutor");

std::string labelOf(const Program& program) { return program.only().path.front().label; }

TEST(Context, ACoroutineOfAnyType) {
  Program program;
  program.file("a.cpp").fn("handle").coroutine("my::Own").calls("PQexec");
  EXPECT_EQ(labelOf(program), "coroutine");
}

TEST(Context, AFunctionThatReturnsATask) {
  Program program;
  program.file("a.cpp").fn("handle").returns("Task").calls("PQexec");
  EXPECT_EQ(labelOf(program), "returns `Task`");
}

TEST(Context, AFunctionThatReturnsACoroutinesTypeUnknownToFrameworks) {
  Program program;
  File& file = program.file("a.cpp");
  file.symbol("handle", facts::SF_CoroutineType);
  file.fn("handle").returns("my::Own").calls("PQexec");
  EXPECT_EQ(labelOf(program), "returns `my::Own`");
}

TEST(Context, AnnotatedFunctions) {
  Program program;
  program.file("a.cpp").fn("handle").annotated("nostall::async").calls("PQexec");
  EXPECT_EQ(labelOf(program), "annotated `nostall::async`");
  Program other;
  other.file("a.cpp").fn("handle").annotated("clang::nonblocking").calls("PQexec");
  EXPECT_EQ(labelOf(other), "annotated `clang::nonblocking`");
}

TEST(Context, EntryPointsOfFrameworks) {
  Program program;
  program.file("a.cpp").fn("Window::paint").overrides("Widget::paint").calls("PQexec");
  EXPECT_EQ(labelOf(program), "called by Loops");
}

TEST(Context, ThreadsOfTheirOwnAreNone) {
  Program program;
  program.file("a.cpp").fn("Worker::run").overrides("Thread::run").calls("PQexec");
  EXPECT_THAT(program.findings(), IsEmpty());
  EXPECT_EQ(program.link().counts.offloadedSites, 1u);
}

TEST(Context, SlotsOfObjectsInAnyThreadAreUnsure) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("Object::clicked").annotated("qt::slot").calls("PQexec");
  file.fn("main").calls("Object::clicked");
  EXPECT_THAT(program.findings(), ElementsAre("Object::clicked > PQexec (unsure)"));
}

TEST(Context, CallbacksOfALoop) {
  Program program;
  File& file = program.file("a.cpp");
  file.lambda("done").calls("load");
  file.fn("load").calls("PQexec");
  file.fn("main").calls("on_read", {function("done")});
  EXPECT_THAT(program.findings(), ElementsAre("lambda at a.cpp:100 > load > PQexec"));
  EXPECT_EQ(labelOf(program), "callback of `on_read`");
}

TEST(Context, CallablesInMembersThatAFrameworkCalls) {
  Program program;
  File& file = program.file("a.cpp");
  file.lambda("opened").calls("PQexec");
  file.fn("main").writes("Behaviour::open", function("opened"));
  EXPECT_THAT(program.findings(), ElementsAre("lambda at a.cpp:100 > PQexec"));
  EXPECT_EQ(labelOf(program), "called by Loops");
}

TEST(Context, ACallbackOfSomethingUnknownIsUnsureAndSaysWhere) {
  Program program;
  File& file = program.file("a.cpp");
  file.lambda("job").calls("PQexec");
  file.fn("main").calls("post", {any, function("job")});
  EXPECT_THAT(program.findings(), ElementsAre("lambda at a.cpp:100 > PQexec (unsure)"));
  ASSERT_EQ(program.only().notes.size(), 1u);
  EXPECT_EQ(program.only().notes[0].text, "handed to `post`, whose executor is not known");
  EXPECT_EQ(program.only().message,
            "`PQexec` blocks if this runs on an event loop: sends the query and waits for its "
            "result; use `PQsendQuery`");
}

TEST(Context, SynchronousUseDoesNotMakeACallbackSurer) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("job").calls("PQexec");
  file.fn("main").calls("job").calls("post", {any, function("job")});
  EXPECT_THAT(program.findings(), ElementsAre("job > PQexec (unsure)"));
}

TEST(Context, AnUnsureCallbackThatALoopCallsTooIsAsync) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("job").calls("PQexec");
  file.fn("handle").coroutine().calls("job").calls("post", {any, function("job")});
  EXPECT_THAT(program.findings(), ElementsAre("job > PQexec"));
}

TEST(Context, GeneratorsRunInWhoeverPulls) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("rows").generator("Generator").calls("PQexec");
  file.fn("lines").generator("my::Own").calls("PQexec");
  file.fn("main").calls("rows").calls("lines");
  EXPECT_THAT(program.findings(), IsEmpty());
  file.fn("handle").coroutine().calls("rows").calls("lines");
  EXPECT_THAT(program.findings(), ElementsAre("handle > lines > PQexec", "handle > rows > PQexec"));
}

TEST(Context, AnAsynchronousGeneratorIsACoroutine) {
  Program program;
  program.file("a.cpp").fn("rows").generator("my::AsyncRows").calls("next").awaited().calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("rows > PQexec"));
}

TEST(Offloaded, ACallableOnAPool) {
  Program program;
  File& file = program.file("a.cpp");
  file.lambda("job").calls("PQexec");
  file.fn("handle").coroutine().calls("post", {pool, function("job")});
  EXPECT_THAT(program.findings(), IsEmpty());
  EXPECT_EQ(program.link().counts.offloadedSites, 1u);
}

TEST(Offloaded, ACoroutineSpawnedOnAPool) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("work").coroutine().calls("PQexec");
  file.fn("handle").coroutine().calls("work").calls("spawn", {pool, resultOf(0)}).awaited();
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Offloaded, ATaskMovedToAPoolByItsOwnMethod) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("work").coroutine().calls("PQexec");
  file.fn("handle").coroutine().calls("work").calls("Task::via", {pool}).on(resultOf(0)).awaited();
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Offloaded, NotWhenAnotherUseIsOnTheLoop) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("work").coroutine().calls("PQexec");
  file.fn("handle").coroutine().calls("work").calls("spawn", {pool, resultOf(0)}).awaited();
  file.fn("other").coroutine().calls("work").awaited();
  EXPECT_THAT(program.findings(), ElementsAre("work > PQexec"));
}

TEST(Offloaded, SpawnedOnTheLoopIsNot) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("work").coroutine().calls("PQexec");
  file.fn("handle").coroutine().calls("work").calls("spawn", {io, resultOf(0)});
  EXPECT_THAT(program.findings(), ElementsAre("work > PQexec"));
}

TEST(Offloaded, WhatOffloadedCodeAwaitsIsOffloaded) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("first").calls("spawn", {pool, resultOf(0)}).awaited();
  file.fn("first").coroutine().calls("second").awaited();
  file.fn("second").coroutine().calls("helper").calls("first").awaited();
  file.fn("helper").calls("PQexec");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Offloaded, ThroughASynchronousFunctionOnAThread) {
  Program program;
  File& file = program.file("a.cpp");
  file.lambda("thread").calls("run");
  file.fn("run").calls("work");
  file.fn("work").coroutine().calls("PQexec");
  file.fn("main").calls("post", {pool, function("thread")});
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Offloaded, ACircleThatNobodyEntersIsAsync) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("ping").coroutine().calls("pong").awaited();
  file.fn("pong").coroutine().calls("ping").awaited().calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("pong > PQexec"));
}

TEST(Offloaded, UnsureSpawnsAreUnsure) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("work").coroutine().calls("PQexec");
  file.fn("handle").coroutine().calls("work").calls("spawn", {any, resultOf(0)});
  EXPECT_THAT(program.findings(), ElementsAre("work > PQexec (unsure)"));
}

TEST(Offloaded, APoolThatMainSpawnsOnIsALoop) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("serve").coroutine().calls("PQexec");
  file.fn("main").calls("serve").calls("spawn", {pool, resultOf(0)});
  EXPECT_THAT(program.findings(), ElementsAre("serve > PQexec (likely)"));
  ASSERT_EQ(program.only().notes.size(), 1u);
  EXPECT_EQ(program.only().notes[0].location.line, 202u);
}

TEST(Offloaded, APoolThatAHelperOfTheLoopSpawnsOnIsAPool) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("work").coroutine().calls("PQexec");
  file.fn("start").calls("work").calls("spawn", {pool, resultOf(0)});
  file.fn("handle").coroutine().calls("start");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(FakeOffload, PostedToTheSameLoop) {
  Program program;
  File& file = program.file("a.cpp");
  file.lambda("job").calls("PQexec");
  file.fn("handle").coroutine().calls("post_fake", {io, function("job")});
  EXPECT_THAT(program.findings(), ElementsAre("lambda at a.cpp:100 > PQexec [fake-offload]"));
  ASSERT_EQ(program.only().notes.size(), 1u);
  EXPECT_EQ(program.only().notes[0].text, "looks like an offload: it comes back to the same loop");
  EXPECT_EQ(program.only().notes[0].location.line, 201u);
  EXPECT_EQ(program.only().rule, "pq-exec");
}

TEST(FakeOffload, DeferredToTheCaller) {
  Program program;
  File& file = program.file("a.cpp");
  file.lambda("job").calls("PQexec");
  file.fn("handle").coroutine().calls("deferred", {function("job")});
  EXPECT_THAT(program.findings(), ElementsAre("handle > lambda at a.cpp:100 > PQexec [fake-offload]"));
}

TEST(FakeOffload, AnAwaitedLambdaInvokedWhereItIsWritten) {
  Program program;
  File& file = program.file("a.cpp");
  Function& handle = file.fn("handle").coroutine();
  file.lambda("inner", "handle").coroutine().calls("PQexec");
  handle.calls("inner").around("inner").awaited();
  EXPECT_THAT(program.findings(), ElementsAre("lambda at a.cpp:200 > PQexec [fake-offload]"));
}

TEST(FakeOffload, AnOrdinaryCallbackIsNone) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("job").calls("PQexec");
  file.fn("handle").coroutine().calls("post_fake", {io, function("job")}).calls("on_read", {function("job")});
  EXPECT_THAT(program.findings(), ElementsAre("job > PQexec"));
}

TEST(Deadlock, WinsOverAWait) {
  Program program;
  File& file = program.file("a.cpp");
  file.lambda("done").calls("future_wait");
  file.fn("main").calls("future_set_callback", {variable("future"), function("done")});
  EXPECT_THAT(program.findings(), ElementsAre("lambda at a.cpp:100 > future_wait [certain-deadlock]"));
}

TEST(Deadlock, OutsideTheCallbackItIsAWait) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("future_wait");
  EXPECT_THAT(program.findings(), ElementsAre("handle > future_wait [blocking-wait]"));
}

} // namespace
