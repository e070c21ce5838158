// Findings that only Python has: local checks, results handed to threads, objects of unknown type, and
// endpoints that hold a thread.

#include "Link/Build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall;
using namespace nostall::test;
using facts::CallKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

namespace {

constexpr const char* First = "db.Session.first";

struct PythonFinding : testing::Test {
  Program program{pythonCatalogue()};
  File& app = program.python("app.py");

  Function& handle() { return app.fn("app.handle").asyncDef(); }
};

// Local checks.

TEST_F(PythonFinding, ACallThatNobodyAwaits) {
  handle().calls("db.AsyncSession.delete").flag(facts::CF_Awaitable).flag(facts::CF_Discarded);
  const Finding finding = program.only();
  EXPECT_EQ(finding.check, "unawaited-call");
  EXPECT_EQ(finding.message,
            "`db.AsyncSession.delete` is never awaited: nothing is deleted; await it instead");
  ASSERT_EQ(finding.path.size(), 1u);
  EXPECT_EQ(finding.path[0].label, "nothing is deleted");
  EXPECT_EQ(finding.path[0].location, finding.location);
}

TEST_F(PythonFinding, LocalChecksNeedNoContextAndReachNobody) {
  app.fn("app.remove").calls("db.AsyncSession.query");
  handle().calls("app.remove");
  EXPECT_THAT(program.findings(), ElementsAre("db.AsyncSession.query [async-session-misuse]"));
  EXPECT_EQ(program.only().function, "app.remove");
  EXPECT_EQ(program.only().message,
            "`db.AsyncSession.query` misuses an asynchronous object: `AsyncSession` has no `query`");
}

TEST_F(PythonFinding, LazyLoadsAreNeverCertain) {
  handle().calls("app.User.posts").kind(CallKind::Attribute);
  EXPECT_THAT(program.findings(), ElementsAre("app.User.posts (likely) [lazy-load]"));
}

TEST_F(PythonFinding, ConditionsOfLocalChecksCount) {
  app.fn("app.remove").calls("app.User.posts").kind(CallKind::Attribute);
  EXPECT_THAT(program.findings(), IsEmpty());
}

// Results handed to threads.

TEST_F(PythonFinding, AResultHandedToAThread) {
  handle().calls(First).written("query.first").calls("asyncio.to_thread", {resultOf(0)}).awaited();
  const Finding finding = program.only();
  EXPECT_EQ(finding.check, "fake-offload");
  EXPECT_EQ(finding.message, "`db.Session.first` blocks the event loop although it looks offloaded: it is "
                             "called here, on the loop, and "
                             "`asyncio.to_thread` only gets its result; pass the function instead");
  ASSERT_EQ(finding.suggestions.size(), 1u);
  EXPECT_EQ(finding.suggestions[0].text, "query.first");
  EXPECT_EQ(finding.suggestions[0].location.line, finding.location.line);
  ASSERT_EQ(finding.notes.size(), 1u);
  EXPECT_EQ(finding.notes[0].text, "it gets the result, not something to run");
}

TEST_F(PythonFinding, AResultThatIsReachedThroughTheProgram) {
  app.fn("app.load").calls(First);
  handle()
      .calls("app.load", {variable("a"), named("key", variable("b"))})
      .written("load")
      .calls("asyncio.to_thread", {resultOf(0)})
      .awaited();
  EXPECT_EQ(program.only().check, "fake-offload");
  EXPECT_EQ(program.only().suggestions[0].text, "load, a, key=b");
}

TEST_F(PythonFinding, FurtherArgumentsAreEvaluatedByTheCaller) {
  handle().calls(First).calls("asyncio.to_thread", {function("app.save"), resultOf(0)}).awaited();
  EXPECT_EQ(program.only().check, "fake-offload");
  EXPECT_EQ(program.only().suggestions.front().advice, "make the call in the function that is handed over");
  EXPECT_EQ(program.only().notes.front().text, "its arguments are evaluated before it starts");
}

TEST_F(PythonFinding, AnArgumentOfSomethingElse) {
  handle().calls(First).calls("asyncio.gather", {resultOf(0)}).awaited();
  EXPECT_EQ(program.only().check, "blocking-call");
}

TEST_F(PythonFinding, AFunctionThatMakesTheCallableIsNoResult) {
  app.fn("app.make").calls("db.connect");
  Argument made = resultOf(0);
  made.value.callable.kind = facts::Callable::Kind::Function;
  made.callable = "app.run";
  handle().calls("app.make").calls("asyncio.to_thread", {made}).awaited();
  EXPECT_THAT(program.findings(), ElementsAre("app.handle > app.make > db.connect"));
}

TEST_F(PythonFinding, AThreadsResultIsWaitedFor) {
  app.fn("app.load").calls(First);
  handle().calls("Future.result");
  EXPECT_THAT(program.findings(), ElementsAre("app.handle > Future.result [blocking-wait]"));
}

// What represents several blocking calls.

TEST_F(PythonFinding, TheMostSevereOfWhatACallReaches) {
  app.fn("app.load").calls("pylite.Connection.execute").calls("app.fetch");
  app.fn("app.fetch").calls(First);
  handle().calls("app.load");
  EXPECT_THAT(program.findings(), ElementsAre("app.handle > app.load > app.fetch > db.Session.first"));
}

// Objects of unknown type.

constexpr auto Receiver = facts::Unresolved::Receiver;

TEST_F(PythonFinding, AMethodNamedLikeABlockingOneIsUnsure) {
  handle().callsUnknown(Receiver, "thing.first");
  EXPECT_THAT(program.findings(), ElementsAre("thing.first (possible) (unsure)"));
  EXPECT_THAT(program.link().counts.unresolved, ElementsAre(Pair(NamedLikeBlocking, 1)));
  EXPECT_EQ(program.only().message,
            "`thing.first` may block the event loop: it is named like a method that waits, and the "
            "type of its object is not known");
}

TEST_F(PythonFinding, OtherNamesAreNot) {
  handle().callsUnknown(Receiver, "thing.strip");
  EXPECT_THAT(program.findings(), IsEmpty());
  EXPECT_THAT(program.link().counts.unresolved, IsEmpty());
}

TEST_F(PythonFinding, UnknownObjectsInWhatAContextReaches) {
  app.fn("app.load").callsUnknown(Receiver, "thing.first");
  handle().calls("app.load");
  EXPECT_THAT(program.findings(), ElementsAre("thing.first (possible) (unsure)"));
}

TEST_F(PythonFinding, NotInCodeThatNothingAsynchronousReaches) {
  app.fn("app.load").callsUnknown(Receiver, "thing.first");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST_F(PythonFinding, NotInOffloadedCode) {
  app.fn("app.load").callsUnknown(Receiver, "thing.first");
  handle().calls("asyncio.to_thread", {function("app.load")}).awaited();
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST_F(PythonFinding, WhatIsAwaitedDoesNotBlock) {
  handle().callsUnknown(Receiver, "thing.first").awaited();
  app.fn("app.other")
      .asyncDef()
      .callsUnknown(Receiver, "thing.first")
      .calls("asyncio.gather", {resultOf(0)})
      .awaited();
  EXPECT_THAT(program.findings(), IsEmpty());
}

// Endpoints that hold a thread.

TEST_F(PythonFinding, AnEndpointHoldsAThread) {
  app.fn("app.load").calls(First);
  app.fn("app.read").calls("app.load").calls(First);
  app.fn("app").module().decorates("app.read", "fast.App.get");
  const Finding finding = program.only();
  EXPECT_EQ(finding.check, "pool-capacity");
  EXPECT_EQ(finding.context, ContextState::Offloaded);
  EXPECT_EQ(finding.severity, Severity::Note);
  EXPECT_EQ(finding.message,
            "`app.load` holds a worker thread of Fast: it reaches `db.Session.first`, which waits for the "
            "server; 40 threads serve all plain endpoints");
  EXPECT_EQ(finding.path.front().label, "endpoint in the thread pool of Fast");
}

TEST_F(PythonFinding, DependenciesAndJobsAreNoEndpoints) {
  app.fn("app.session").calls(First);
  app.fn("app.job").calls(First);
  app.fn("app").module().calls("fast.Depends", {function("app.session")});
  handle().calls("asyncio.to_thread", {function("app.job")}).awaited();
  EXPECT_THAT(program.findings(), IsEmpty());
}

} // namespace
