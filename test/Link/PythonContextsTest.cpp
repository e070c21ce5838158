// What is an async context in Python, and where it runs.

#include "Link/Build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall;
using namespace nostall::test;
using facts::CallKind;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

constexpr const char* First = "db.Session.first";

struct PythonContext : testing::Test {
  Program program{pythonCatalogue()};
  File& app = program.python("app.py");

  std::string label() const { return program.only().path.front().label; }
};

TEST_F(PythonContext, AnAsyncDef) {
  app.fn("app.handle").asyncDef().calls(First);
  EXPECT_THAT(program.findings(), ElementsAre("app.handle > db.Session.first"));
  EXPECT_EQ(label(), "async def");
}

TEST_F(PythonContext, AnAsyncGenerator) {
  app.fn("app.rows").asyncDef().calls(First).entity().flags |= facts::EF_Generator;
  EXPECT_THAT(program.findings(), ElementsAre("app.rows > db.Session.first"));
}

TEST_F(PythonContext, AGeneratorIsNone) {
  app.fn("app.rows").calls(First).entity().flags |= facts::EF_Generator;
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST_F(PythonContext, AGeneratorRunsWhereItIsConsumed) {
  app.fn("app.rows").calls(First).entity().flags |= facts::EF_Generator;
  app.fn("app.handle").asyncDef().calls("app.rows").implicit();
  EXPECT_THAT(program.findings(), ElementsAre("app.handle > app.rows > db.Session.first"));
}

TEST_F(PythonContext, AnAsyncDefRunsOnALoopWhateverThreadMadeIt) {
  app.fn("app.load").asyncDef().calls(First);
  app.fn("app.worker").calls("app.load");
  app.fn("app.handle").asyncDef().calls("asyncio.to_thread", {function("app.worker")}).awaited();
  EXPECT_THAT(program.findings(), ElementsAre("app.load > db.Session.first"));
}

TEST_F(PythonContext, WhatIsHandedToAThreadIsOffloaded) {
  app.fn("app.load").calls(First);
  app.fn("app.handle").asyncDef().calls("asyncio.to_thread", {function("app.load")}).awaited();
  EXPECT_THAT(program.findings(), IsEmpty());
  EXPECT_EQ(program.link().counts.offloadedSites, 1u);
}

TEST_F(PythonContext, ARouteThatIsAnAsyncDef) {
  app.fn("app.read").asyncDef().calls(First);
  app.fn("app").module().decorates("app.read", "fast.App.get");
  EXPECT_EQ(label(), "route of Fast");
}

TEST_F(PythonContext, ARouteThatIsADefRunsInThePool) {
  app.fn("app.read").calls(First);
  app.fn("app").module().decorates("app.read", "fast.App.get");
  EXPECT_EQ(program.link().counts.offloadedSites, 1u);
  EXPECT_THAT(program.findings(), ElementsAre("app.read > db.Session.first [pool-capacity]"));
}

TEST_F(PythonContext, ARouteThatIsADefRunsOnTheLoopElsewhere) {
  app.fn("app.read").calls(First);
  app.fn("app").module().decorates("app.read", "tornado.route");
  EXPECT_EQ(label(), "route of Tornado");
}

TEST_F(PythonContext, ADependency) {
  app.fn("app.session").asyncDef().calls("db.connect");
  app.fn("app").module().calls("fast.Depends", {function("app.session")});
  EXPECT_EQ(label(), "dependency of Fast");
}

TEST_F(PythonContext, AMethodThatAFrameworkCalls) {
  app.fn("app.Page.get").overrides("tornado.Handler.get").calls(First);
  EXPECT_EQ(label(), "called by Tornado");
}

TEST_F(PythonContext, AnAsyncMethodThatAFrameworkCalls) {
  app.fn("app.Page.get").asyncDef().overrides("tornado.Handler.get").calls(First);
  EXPECT_EQ(label(), "called by Tornado");
}

TEST_F(PythonContext, APlainMethodThatAFrameworkRunsInItsPool) {
  app.fn("app.Page.get").overrides("fast.Endpoint.get").calls(First);
  EXPECT_THAT(program.findings(), ElementsAre("app.Page.get > db.Session.first [pool-capacity]"));
}

TEST_F(PythonContext, ACallbackOfTheLoop) {
  app.fn("app.tick").calls(First);
  app.fn("app.main").calls("asyncio.call_soon", {function("app.tick")});
  EXPECT_EQ(label(), "callback of `asyncio.call_soon`");
}

TEST_F(PythonContext, ADecoratorThatNobodyDescribesRunsNothing) {
  app.fn("app.handle").asyncDef().decorates("app.inner", "other.retry");
  app.fn("app.inner").calls(First);
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST_F(PythonContext, ALibraryThatNobodyDescribesKeepsWhatItIsGiven) {
  app.fn("app.handle").asyncDef().calls("other.schedule", {function("app.job")});
  app.fn("app.job").calls(First);
  EXPECT_THAT(program.findings(), IsEmpty());
  EXPECT_THAT(program.link().counts.unresolved,
              ElementsAre(testing::Pair("callables kept by code that was not analysed", 1)));
}

TEST_F(PythonContext, ANameThatADecoratorReplacesIsNotTheFunction) {
  app.fn("app.load").calls(First);
  app.fn("app").module().decorates("app.load", "asgi.sync_to_async");
  app.fn("app.handle").asyncDef().calls("app.load").awaited();
  EXPECT_THAT(program.findings(), IsEmpty());
}

// Startup.

TEST_F(PythonContext, StartupIsLessSevereAndSaysSo) {
  app.fn("app.prepare").asyncDef().calls(First);
  app.fn("app").module().decorates("app.prepare", "fast.App.on_event");
  const Finding finding = program.only();
  EXPECT_EQ(finding.severity, Severity::Warning);
  EXPECT_EQ(finding.path.front().label, "startup of Fast");
  ASSERT_EQ(finding.notes.size(), 1u);
  EXPECT_EQ(finding.notes[0].text,
            "runs only at startup, at shutdown or from the command line; one severity lower");
}

TEST_F(PythonContext, WhatOnlyStartupAwaitsIsStartupToo) {
  app.fn("app.connect").asyncDef().calls(First);
  app.fn("app.prepare").asyncDef().calls("app.connect").awaited();
  app.fn("app").module().decorates("app.prepare", "fast.App.on_event");
  EXPECT_EQ(program.only().severity, Severity::Warning);
}

TEST_F(PythonContext, WhatARouteAwaitsTooIsNot) {
  app.fn("app.connect").asyncDef().calls(First);
  app.fn("app.prepare").asyncDef().calls("app.connect").awaited();
  app.fn("app.read").asyncDef().calls("app.connect").awaited();
  app.fn("app").module().decorates("app.prepare", "fast.App.on_event").decorates("app.read", "fast.App.get");
  EXPECT_EQ(program.only().severity, Severity::Error);
}

TEST_F(PythonContext, ATaskThatStartupLeavesBehindIsNot) {
  app.fn("app.worker").asyncDef().calls(First);
  app.fn("app.prepare").asyncDef().calls("app.worker").calls("asyncio.create_task", {resultOf(0)});
  app.fn("app").module().decorates("app.prepare", "fast.App.on_event");
  EXPECT_EQ(program.only().severity, Severity::Error);
}

TEST_F(PythonContext, TasksThatStartupWaitsForAre) {
  app.fn("app.worker").asyncDef().calls(First);
  app.fn("app.main").asyncDef().calls("app.worker").calls("asyncio.gather", {resultOf(0)}).awaited();
  app.fn("app").module().calls("app.main").calls("asyncio.run", {resultOf(0)});
  EXPECT_EQ(program.only().severity, Severity::Warning);
}

TEST_F(PythonContext, TasksThatWaitForEachOtherAreNot) {
  app.fn("app.worker").asyncDef().calls(First);
  app.fn("app.other").asyncDef();
  app.fn("app.main")
      .asyncDef()
      .calls("app.worker")
      .calls("app.other")
      .calls("asyncio.gather", {resultOf(0), resultOf(1)})
      .awaited();
  app.fn("app").module().calls("app.main").calls("asyncio.run", {resultOf(0)});
  EXPECT_EQ(program.only().severity, Severity::Error);
}

TEST_F(PythonContext, AMethodCalledAtStartup) {
  app.fn("app.Page.initialize").overrides("tornado.Handler.initialize").calls(First);
  EXPECT_EQ(program.only().severity, Severity::Warning);
}

// Who runs what.

TEST_F(PythonContext, ConstructorsAreNotDispatched) {
  app.fn("app.Base.__init__");
  app.fn("app.Tool.__init__").overrides("app.Base.__init__").calls(First);
  app.fn("app.handle").asyncDef().calls("app.Base.__init__").dispatched();
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST_F(PythonContext, WhatRunsOnlyWhereNoLoopDoes) {
  app.fn("app.load").calls(First);
  Function& either = app.fn("app.either").calls("asyncio.get_running_loop").calls("app.load").calls(First);
  facts::Block without;
  without.parent = 0;
  without.guard = 0;
  without.holds = false;
  either.entity().blocks.push_back(without);
  app.fn("app.handle").asyncDef().calls("app.either");
  EXPECT_EQ(program.findings().size(), 1u);
  for (Index call : {1u, 2u})
    either.entity().calls[call].block = 1;
  EXPECT_THAT(program.findings(), IsEmpty());
  either.entity().blocks[1].holds = true;
  EXPECT_EQ(program.findings().size(), 1u);
}

// Labels of calls without call syntax.

TEST_F(PythonContext, AWithBlockIsEnteredAndLeft) {
  app.fn("app.Scope.__enter__").calls(First);
  app.fn("app.Scope.__exit__").calls(First);
  app.fn("app.handle")
      .asyncDef()
      .calls("app.Scope.__enter__")
      .kind(CallKind::Enter)
      .calls("app.Scope.__exit__")
      .kind(CallKind::Exit);
  const auto findings = program.link().findings;
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].path[1].label, "entered here");
  EXPECT_EQ(findings[1].path[1].label, "left here");
}

} // namespace
