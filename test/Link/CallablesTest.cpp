// Callables followed to where they run: parameters, slots, unknown code.

#include "Link/Build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall;
using namespace nostall::test;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

const Argument pool = variable("pool", "Pool");

/// A coroutine that hands a lambda, which blocks, to `callee` as the first argument.
File& handsTo(Program& program, const std::string& callee) {
  File& file = program.file("a.cpp");
  file.lambda("job").calls("PQexec");
  file.fn("handle").coroutine().calls(callee, {function("job")});
  return file;
}

const std::string Inline = "handle > lambda at a.cpp:100 > PQexec";

TEST(Callable, CalledByTheCatalogue) {
  Program program;
  handsTo(program, "for_each");
  EXPECT_THAT(program.findings(), ElementsAre(Inline));
  EXPECT_EQ(program.only().path[1].kind, StepKind::Callable);
  EXPECT_EQ(program.only().path[1].label, "handed to `for_each`, which calls it");
}

TEST(Callable, KeptByTheCatalogue) {
  Program program;
  handsTo(program, "keep");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Callable, OnlyPassedAroundIsNotCalled) {
  Program program;
  program.file("b.cpp").fn("ignore").takes(1).calls("idle");
  handsTo(program, "ignore");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Callable, CalledByAFunctionOfTheProgram) {
  Program program;
  program.file("b.cpp").fn("apply").takes(1).callsParameter(0);
  handsTo(program, "apply");
  EXPECT_THAT(program.findings(), ElementsAre(Inline));
}

TEST(Callable, PassedOnSeveralTimes) {
  Program program;
  File& file = program.file("b.cpp");
  file.fn("one").takes(1).calls("two", {variable("x"), parameter(0)});
  file.fn("two").takes(2).calls("one", {parameter(1)}).calls("three", {parameter(1)});
  file.fn("three").takes(1).calls("for_each", {parameter(0)});
  handsTo(program, "one");
  EXPECT_THAT(program.findings(), ElementsAre(Inline));
}

TEST(Callable, PassedThroughAnAdapter) {
  Program program;
  program.file("b.cpp").fn("apply").takes(1).calls("keep", {parameter(0)}).calls("for_each", {resultOf(0)});
  handsTo(program, "apply");
  EXPECT_THAT(program.findings(), ElementsAre(Inline));
}

TEST(Callable, OffloadedByAFunctionOfTheProgram) {
  Program program;
  program.file("b.cpp").fn("offload").takes(1).calls("post", {pool, parameter(0)});
  handsTo(program, "offload");
  EXPECT_THAT(program.findings(), IsEmpty());
  EXPECT_EQ(program.link().counts.offloadedSites, 1u);
}

TEST(Callable, OffloadedByAHopBeforeTheCall) {
  Program program;
  program.file("b.cpp").fn("offload").coroutine().takes(1).calls("to_pool").awaited().callsParameter(0);
  handsTo(program, "offload");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Callable, HandedToALoopByAFunctionOfTheProgram) {
  Program program;
  program.file("b.cpp").fn("later").takes(1).calls("on_read", {parameter(0)});
  handsTo(program, "later");
  EXPECT_THAT(program.findings(), ElementsAre("lambda at a.cpp:100 > PQexec"));
}

TEST(Callable, ATaskPassedOnToAPool) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("offload").takes(1).calls("spawn", {pool, parameter(0)});
  file.fn("work").coroutine().calls("PQexec");
  file.fn("handle").coroutine().calls("work").calls("offload", {resultOf(0)}).awaited();
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Callable, UnknownCodeIsTakenToCallIt) {
  Program program;
  handsTo(program, "unknown_apply");
  EXPECT_THAT(program.findings(), ElementsAre(Inline + " (likely)"));
  EXPECT_EQ(program.only().path[1].label, "handed to `unknown_apply`, taken to call it");
  EXPECT_EQ(program.link().counts.unresolved.at(
                "callables handed to code that was not analysed, taken to call them"),
            1u);
}

TEST(Callable, UnknownCodeThatSoundsLikeKeepingIsNot) {
  for (const char* name :
       {"Button::setHandler", "Button::on_click", "Button::addListener", "Button::connect"}) {
    Program program;
    handsTo(program, name);
    EXPECT_THAT(program.findings(), IsEmpty()) << name;
    EXPECT_EQ(program.link().counts.unresolved.at("callables kept by code that was not analysed"), 1u)
        << name;
  }
  Program program;
  handsTo(program, "Database::once");
  EXPECT_THAT(program.findings(), ElementsAre(Inline + " (likely)"));
}

TEST(Callable, UnknownCodeThatErasesTheTypeMayRunItAnywhere) {
  for (const char* type : {"std::function", "void (*)(void *)"}) {
    Program program;
    File& file = program.file("a.cpp");
    file.lambda("job").calls("PQexec");
    file.fn("handle").coroutine().calls("enqueue", {function("job")}).taking(type);
    EXPECT_THAT(program.findings(), ElementsAre("lambda at a.cpp:100 > PQexec (unsure)")) << type;
  }
}

TEST(Callable, AnInterfaceWithoutImplementationMayRunItAnywhere) {
  Program program;
  handsTo(program, "Dispatcher::run").symbol("Dispatcher::run", facts::SF_Virtual);
  EXPECT_THAT(program.findings(), ElementsAre("lambda at a.cpp:100 > PQexec (unsure)"));
}

TEST(Callable, ThroughTwoAdaptersThatKeepIt) {
  Program program;
  File& file = program.file("a.cpp");
  file.lambda("job").calls("PQexec");
  file.fn("handle")
      .coroutine()
      .calls("bind", {function("job")})
      .calls("bind", {resultOf(0)})
      .calls("post", {pool, resultOf(1)});
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Callable, CalledByOneOverrider) {
  Program program;
  File& file = program.file("a.cpp");
  file.lambda("job").calls("PQexec");
  file.fn("handle").coroutine().calls("Runner::run", {function("job")}).dispatched();
  file.fn("Now::run").overrides("Runner::run").takes(1).callsParameter(0);
  file.fn("Later::run").overrides("Runner::run").takes(1).calls("post", {pool, parameter(0)});
  EXPECT_THAT(program.findings(), ElementsAre(Inline + " (likely)"));
}

TEST(Callable, ALambdaCalledInPlace) {
  Program program;
  File& file = program.file("a.cpp");
  file.lambda("job").calls("PQexec");
  file.fn("handle").coroutine().calls("job");
  EXPECT_THAT(program.findings(), ElementsAre(Inline));
}

TEST(Callable, ALambdaThatNobodyCallsIsNotAFinding) {
  Program program;
  File& file = program.file("a.cpp");
  Function& handle = file.fn("handle").coroutine();
  file.lambda("job", "handle").calls("PQexec");
  handle.calls("idle");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Slot, AssignedOnceIsFollowed) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("job").calls("PQexec");
  file.fn("Server::Server").writes("Server::handler", function("job"));
  file.fn("handle").coroutine().callsSlot("Server::handler");
  EXPECT_THAT(program.findings(), ElementsAre("handle > job > PQexec (likely)"));
  EXPECT_EQ(program.only().path[1].label, "called here through `Server::handler`");
}

TEST(Slot, AssignedThroughAParameter) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("job").calls("PQexec");
  file.fn("Server::set").takes(1).writes("Server::handler", parameter(0));
  file.fn("configure").takes(1).calls("Server::set", {parameter(0)});
  file.fn("main").calls("configure", {function("job")});
  file.fn("handle").coroutine().callsSlot("Server::handler");
  EXPECT_THAT(program.findings(), ElementsAre("handle > job > PQexec (likely)"));
}

TEST(Slot, AssignedTwiceIsCounted) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("job").calls("PQexec");
  file.fn("other").calls("idle");
  file.fn("main").writes("handler", function("job")).writes("handler", function("other"));
  file.fn("handle").coroutine().callsSlot("handler");
  EXPECT_THAT(program.findings(), IsEmpty());
  EXPECT_EQ(program.link().counts.unresolved.size(), 1u);
}

TEST(Slot, AnUnknownWriteIsCounted) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("job").calls("PQexec");
  file.fn("main").writes("handler", function("job")).writesUnknown("handler");
  file.fn("handle").coroutine().callsSlot("handler");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Slot, NeverAssignedIsCounted) {
  Program program;
  program.file("a.cpp").fn("handle").coroutine().callsSlot("handler");
  EXPECT_EQ(program.link().counts.unresolved.size(), 1u);
}

TEST(Slot, HandedOverItIsWhatItHolds) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("job").calls("PQexec");
  file.fn("main").writes("handler", function("job")).calls("on_read", {slot("handler")});
  EXPECT_THAT(program.findings(), ElementsAre("job > PQexec"));
}

TEST(Slot, CopiedInACircleEnds) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("job").calls("PQexec");
  file.fn("main").writes("a", slot("b")).writes("b", slot("a")).writes("a", function("job"));
  file.fn("handle").coroutine().callsSlot("b");
  EXPECT_THAT(program.findings(), ElementsAre("handle > job > PQexec (likely)"));
}

} // namespace
