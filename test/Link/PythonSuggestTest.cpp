// What is suggested for a call in Python.

#include "Link/Build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall;
using namespace nostall::test;
using facts::CallKind;

namespace {

struct PythonSuggest : testing::Test {
  Program program{pythonCatalogue()};
  File& app = program.python("app.py");

  Function& handle() { return app.fn("app.handle").asyncDef(); }
  /// `session.execute(query, key=value)`
  static Function& execute(Function& function) {
    return function.calls("db.Session.execute", {variable("query"), named("key", variable("value"))})
        .on(variable("session", "db.Session"))
        .written("session.execute");
  }
  static Function& first(Function& function) {
    return function.calls("db.Session.first").on(resultOf(0)).written("session.query(User).first");
  }
  std::vector<Suggestion> suggestions() const { return program.only().suggestions; }
};

TEST_F(PythonSuggest, TheCallWithItsKeywords) {
  execute(handle());
  ASSERT_EQ(suggestions().size(), 2u);
  EXPECT_EQ(suggestions()[0].text, "await session.execute(query, key=value)");
  EXPECT_EQ(suggestions()[0].advice, "await `db.AsyncSession.execute`; it needs an asynchronous client");
  EXPECT_EQ(suggestions()[0].condition, "the session is asynchronous");
  EXPECT_EQ(suggestions()[1].text, "await asyncio.to_thread(session.execute, query, key=value)");
}

TEST_F(PythonSuggest, StarsAreKept) {
  handle()
      .calls("db.Session.execute", {variable("*rows"), named("**", variable("options"))})
      .on(variable("session", "db.Session"))
      .written("session.execute");
  EXPECT_EQ(suggestions()[0].text, "await session.execute(*rows, **options)");
}

TEST_F(PythonSuggest, ParenthesesWhereMoreFollows) {
  execute(handle()).flag(facts::CF_Chained);
  EXPECT_EQ(suggestions()[0].text, "(await session.execute(query, key=value))");
}

TEST_F(PythonSuggest, LiteralsOverSeveralLinesAreNotPutTogether) {
  Function& function = execute(handle());
  function.last().arguments[0].source = "\"\"\"select 1\"\"\"";
  EXPECT_EQ(suggestions()[0].text, "await session.execute(\"\"\"select 1\"\"\", key=value)");
  function.last().range.end.line += 2;
  EXPECT_EQ(suggestions()[0].text, "");
}

TEST_F(PythonSuggest, AThreadForTheCall) {
  first(handle());
  ASSERT_EQ(suggestions().size(), 1u);
  EXPECT_EQ(suggestions()[0].text, "await asyncio.to_thread(session.query(User).first)");
  EXPECT_EQ(suggestions()[0].exactness, "conditional");
  EXPECT_EQ(suggestions()[0].condition, "one thread at a time");
}

TEST_F(PythonSuggest, AThreadForAFunctionOfTheProgram) {
  first(app.fn("app.load"));
  // Parameters that nobody passed stand among the arguments without a source.
  handle()
      .calls("app.load", {Argument(), variable("a"), Argument(), named("b", variable("c"))})
      .written("repo.load");
  EXPECT_EQ(suggestions().back().text, "await asyncio.to_thread(repo.load, a, b=c)");
}

TEST_F(PythonSuggest, TheReceiverIsNotPassedTwice) {
  first(app.fn("app.Repo.load"));
  handle()
      .calls("app.Repo.load", {variable("repo"), variable("a")})
      .on(variable("repo", "app.Repo"))
      .written("repo.load");
  EXPECT_EQ(suggestions().back().text, "await asyncio.to_thread(repo.load, a)");
}

TEST_F(PythonSuggest, AWithBlockHasNoText) {
  handle().calls("db.Session.__enter__").kind(CallKind::Enter).written("Session");
  ASSERT_EQ(suggestions().size(), 1u);
  EXPECT_EQ(suggestions()[0].text, "");
  EXPECT_EQ(suggestions()[0].exactness, "advice");
}

TEST_F(PythonSuggest, NoThreadForHandlesBoundToTheirs) {
  handle().calls("pylite.Connection.execute").written("connection.execute");
  EXPECT_EQ(suggestions()[0].text, "");
  EXPECT_EQ(suggestions()[0].condition, "the connection belongs to the thread that opened it");
}

TEST_F(PythonSuggest, NothingIsAwaitedInAPlainFunction) {
  execute(app.fn("app.tick"));
  app.fn("app.main").calls("asyncio.call_soon", {function("app.tick")});
  EXPECT_EQ(suggestions()[0].text, "");
  EXPECT_EQ(suggestions()[0].condition, "the session is asynchronous; `app.tick` becomes an `async def`");
}

TEST_F(PythonSuggest, NothingIsAwaitedInAConstructor) {
  execute(app.fn("app.Repo.__init__")).entity().kind = facts::EntityKind::Constructor;
  handle().calls("app.Repo.__init__").kind(CallKind::Constructor).written("Repo");
  EXPECT_EQ(suggestions()[0].text, "");
  EXPECT_EQ(suggestions()[0].condition,
            "the session is asynchronous; `app.Repo.__init__` cannot await, so the call moves out of it");
  EXPECT_EQ(suggestions()[1].text, "await asyncio.to_thread(Repo)");
}

TEST_F(PythonSuggest, NothingIsAwaitedInALambda) {
  execute(app.lambda("app.<lambda:1:1>"));
  app.fn("app.main").calls("asyncio.call_soon", {function("app.<lambda:1:1>")});
  EXPECT_EQ(suggestions()[0].text, "");
  EXPECT_EQ(suggestions()[0].condition, "the session is asynchronous; a lambda cannot await");
}

TEST_F(PythonSuggest, NothingIsAwaitedUnderAThreadsLock) {
  Function& function = handle().calls("threading.Lock.__enter__").kind(CallKind::Enter);
  execute(function);
  function.calls("threading.Lock.__exit__").kind(CallKind::Exit);
  EXPECT_EQ(suggestions()[0].text, "");
  EXPECT_EQ(suggestions()[0].condition, "the session is asynchronous; the lock that is held here is released "
                                        "before the coroutine suspends");
}

TEST_F(PythonSuggest, AfterTheLockItIs) {
  Function& function = handle()
                           .calls("threading.Lock.__enter__")
                           .kind(CallKind::Enter)
                           .calls("threading.Lock.__exit__")
                           .kind(CallKind::Exit);
  execute(function);
  EXPECT_EQ(suggestions()[0].text, "await session.execute(query, key=value)");
}

TEST_F(PythonSuggest, TheTwinIsNotToldToCallItself) {
  execute(app.fn("db.AsyncSession.execute").asyncDef());
  for (const Suggestion& suggestion : suggestions())
    EXPECT_EQ(suggestion.fixClass, "F4") << suggestion.advice;
}

TEST_F(PythonSuggest, AnAwaitTooManyGoesWithTheCall) {
  Function& function = handle().calls("db.AsyncSession.add", {variable("user")});
  function.on(variable("session", "db.AsyncSession")).written("session.add").awaited();
  function.entity().awaits.back().range.begin.column = 1;
  EXPECT_EQ(suggestions()[0].text, "session.add(user)");
  EXPECT_EQ(suggestions()[0].location.column, 1u);
}

TEST_F(PythonSuggest, TheFrontEndsRewritingComesFirst) {
  Function& function = execute(handle());
  function.last().rewrites.push_back(
      {"db-session", "await session.scalar(select(User))", {0, {7, 1}, {7, 9}}, "exact", ""});
  function.last().rewrites.push_back({"other", "nonsense", {0, {7, 1}, {7, 9}}, "exact", ""});
  ASSERT_EQ(suggestions().size(), 3u);
  EXPECT_EQ(suggestions()[0].text, "await session.scalar(select(User))");
  EXPECT_THAT(program.only().message, testing::EndsWith("; write `await session.scalar(select(User))`"));
  EXPECT_EQ(suggestions()[0].location.line, 7u);
  EXPECT_EQ(suggestions()[0].exactness, "exact");
}

TEST_F(PythonSuggest, ALongRewritingIsNotInTheMessage) {
  Function& function = execute(handle());
  function.last().rewrites.push_back(
      {"", "await " + std::string(200, 'x'), {0, {7, 1}, {7, 9}}, "exact", ""});
  EXPECT_EQ(suggestions()[0].advice, "write it as shown");
  EXPECT_THAT(program.only().message, testing::EndsWith("; await `db.AsyncSession.execute`"));
}

// `def` instead of `async def`.

struct PlainEndpoint : PythonSuggest {
  Function& read() {
    app.fn("app").module().decorates("app.read", "fast.App.get");
    Function& function = app.fn("app.read").asyncDef();
    function.entity().range.begin.column = 1;
    function.entity().name.begin.column = 11;
    return first(function);
  }
  bool offersDef() const {
    for (const Suggestion& suggestion : suggestions())
      if (suggestion.advice.starts_with("make `app.read` a plain `def`")) return true;
    return false;
  }
};

TEST_F(PlainEndpoint, ThatOnlyDoesSynchronousWork) {
  read();
  const auto all = suggestions();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].advice, "make `app.read` a plain `def`, which Fast runs in its thread pool");
  EXPECT_EQ(all[0].text, "def");
  EXPECT_EQ(all[0].location.column, 1u);
  EXPECT_EQ(all[0].location.endColumn, 10u);
  EXPECT_EQ(all[0].condition,
            "it awaits nothing and nothing else in the program uses it; what it shares with code on the loop "
            "must bear use from a thread; 40 threads serve all plain endpoints");
  EXPECT_EQ(all[1].text, "await asyncio.to_thread(session.query(User).first)");
}

TEST_F(PlainEndpoint, NoTextWhereTheKeywordsMayStandElsewhere) {
  read().entity().name.begin.column = 12;
  EXPECT_EQ(suggestions()[0].text, "");
}

TEST_F(PlainEndpoint, NotWhenItAwaits) {
  read().calls("asyncio.sleep").awaited();
  EXPECT_FALSE(offersDef());
}

TEST_F(PlainEndpoint, NotWithAnAsyncWithBlock) {
  read().calls("other.Lock.__aenter__").kind(CallKind::Enter).flag(facts::CF_Async);
  EXPECT_FALSE(offersDef());
}

TEST_F(PlainEndpoint, NotWhenItNeedsTheLoop) {
  read().calls("asyncio.get_running_loop");
  EXPECT_FALSE(offersDef());
}

TEST_F(PlainEndpoint, NotWhenSomethingElseAwaitsIt) {
  read();
  app.fn("app.other").asyncDef().calls("app.read").awaited();
  EXPECT_FALSE(offersDef());
}

TEST_F(PlainEndpoint, NotWhenItIsHandedElsewhere) {
  read();
  app.fn("app.other").calls("other.register", {function("app.read")});
  EXPECT_FALSE(offersDef());
}

TEST_F(PlainEndpoint, NotBehindADecoratorThatMayAwaitIt) {
  read();
  app.fn("app.more").decorates("app.read", "other.authenticated");
  EXPECT_FALSE(offersDef());
}

TEST_F(PlainEndpoint, OnlyRoutesOfHttp) {
  for (const char* decorator : {"fast.App.websocket", "fast.App.middleware", "fast.App.on_event"}) {
    Program other(pythonCatalogue());
    File& file = other.python("app.py");
    file.fn("app").module().decorates("app.read", decorator);
    first(file.fn("app.read").asyncDef());
    EXPECT_THAT(other.only().suggestions.front().fixClass, "F4");
    EXPECT_EQ(other.only().suggestions.size(), 1u) << decorator;
  }
}

TEST_F(PlainEndpoint, NotForMethodsThatOverride) {
  read().overrides("other.Page.read");
  EXPECT_FALSE(offersDef());
}

TEST_F(PlainEndpoint, NotWhereAPlainFunctionRunsOnTheLoop) {
  app.fn("app").module().decorates("app.read", "tornado.route");
  first(app.fn("app.read").asyncDef());
  EXPECT_FALSE(offersDef());
}

} // namespace
