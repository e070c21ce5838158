// What is suggested for a call, and when its text is withheld.

#include "Link/Build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall;
using namespace nostall::test;
using facts::CallKind;

namespace {

constexpr const char* LockGuard = "std::lock_guard::lock_guard";

/// A coroutine of a known framework.
Function& coroutine(Program& program) { return program.file("a.cpp").fn("handle").coroutine(); }

/// Makes the last call `db->query(sql)`, on one line.
Function& query(Function& function, const std::string& access = "->") {
  return function.calls("Client::query", {variable("sql")})
      .on(variable("db", "Client *"))
      .returning("Rows")
      .atColumn(3, 5 + static_cast<unsigned>(access.size()));
}

TEST(Suggest, TheCallWithItsOwnParts) {
  Program program;
  query(coroutine(program));
  const Suggestion suggestion = program.only().suggestions.front();
  EXPECT_EQ(suggestion.text, "co_await db->async_query(sql)");
  EXPECT_EQ(suggestion.exactness, "exact");
  EXPECT_EQ(suggestion.fixClass, "F1");
  EXPECT_EQ(suggestion.advice, "await `Client::async_query` instead");
  EXPECT_EQ(suggestion.location.line, 101u);
  EXPECT_EQ(program.only().suggestions.size(), 1u);
}

TEST(Suggest, TheAccessIsTheOneWritten) {
  Program program;
  query(coroutine(program), ".");
  EXPECT_EQ(program.only().suggestions.front().text, "co_await db.async_query(sql)");
}

TEST(Suggest, TheMessageEndsInTheBestAdvice) {
  Program program;
  query(coroutine(program));
  EXPECT_EQ(
      program.only().message,
      "`Client::query` blocks the event loop: waits for the server; await `Client::async_query` instead");
}

TEST(Suggest, EachCallHasItsOwnAlternativeAndWhatThatNeeds) {
  Program program;
  coroutine(program).calls("PQprepare", {variable("c")}).returning("Result *");
  EXPECT_EQ(program.only().suggestions.front().advice,
            "use `PQprepare_start` (since libpq 7); then take its result");
  EXPECT_EQ(program.only().message, "`PQprepare` blocks the event loop: sends the query and waits for its "
                                    "result; use `PQprepare_start` (since libpq 7)");
}

TEST(Suggest, WithoutARewriteTheFrameworksOffload) {
  Program program;
  coroutine(program).calls("PQexec", {variable("c"), variable("sql")}).returning("Result *");
  const auto suggestions = program.only().suggestions;
  ASSERT_EQ(suggestions.size(), 2u);
  EXPECT_EQ(suggestions[0].text, "");
  EXPECT_EQ(suggestions[0].fixClass, "F3");
  EXPECT_EQ(suggestions[1].text, "co_await offload(pool, [&] { return PQexec(c, sql); })");
  EXPECT_EQ(suggestions[1].exactness, "conditional");
  EXPECT_EQ(suggestions[1].condition, "`pool` is a thread pool of your program; one thread at a time");
}

TEST(Suggest, NoOffloadForHandlesBoundToTheirThread) {
  Program program;
  coroutine(program).calls("lite_step", {variable("s")});
  const auto suggestions = program.only().suggestions;
  ASSERT_EQ(suggestions.size(), 2u);
  EXPECT_EQ(suggestions[1].text, "");
  EXPECT_EQ(suggestions[1].exactness, "advice");
  EXPECT_EQ(suggestions[1].condition, "the handle belongs to the thread that opened it");
}

TEST(Suggest, NoOffloadInsteadOfADeadlock) {
  Program program;
  File& file = program.file("a.cpp");
  file.lambda("done").calls("future_wait");
  file.fn("main").calls("future_set_callback", {variable("future"), function("done")});
  EXPECT_TRUE(program.only().suggestions.empty());
}

TEST(Suggest, NothingFrameworkSpecificInAnUnknownFramework) {
  Program program;
  program.file("a.cpp").fn("handle").coroutine("my::Own").calls("PQexec");
  EXPECT_EQ(program.only().suggestions.size(), 1u);
}

TEST(Suggest, ImplicitCallsHaveNoText) {
  Program program;
  coroutine(program).calls("PQexec").implicit();
  for (const Suggestion& suggestion : program.only().suggestions)
    EXPECT_EQ(suggestion.text, "");
}

TEST(Suggest, CutTextsAreNotPutTogether) {
  Program program;
  query(coroutine(program)).last().arguments[0].source = std::string(157, 'x') + "...";
  EXPECT_EQ(program.only().suggestions.front().text, "");
}

TEST(Suggest, OutsideCoroutinesNothingIsAwaited) {
  Program program;
  query(program.file("a.cpp").fn("handle").returns("Task"));
  EXPECT_EQ(program.only().suggestions.front().text, "");
  EXPECT_EQ(program.only().suggestions.front().condition, "`handle` becomes a coroutine");
}

TEST(Suggest, NothingIsAwaitedUnderALock) {
  Program program;
  query(coroutine(program).calls(LockGuard).ofClass("std::lock_guard").kind(CallKind::Constructor));
  EXPECT_EQ(program.only().suggestions.front().text, "");
  EXPECT_EQ(program.only().suggestions.front().condition,
            "the lock that is held here is released before the coroutine suspends");
}

TEST(Suggest, AReleasedLockDoesNotMatter) {
  Program program;
  query(coroutine(program)
            .calls(LockGuard)
            .ofClass("std::lock_guard")
            .kind(CallKind::Constructor)
            .calls("std::lock_guard::~lock_guard")
            .ofClass("std::lock_guard")
            .kind(CallKind::Destructor));
  EXPECT_EQ(program.only().suggestions.front().text, "co_await db->async_query(sql)");
}

TEST(Suggest, ALockInAnotherBranchDoesNotMatter) {
  Program program;
  Function& handle = coroutine(program);
  handle.entity().blocks.push_back({});
  handle.entity().blocks.back().parent = 0;
  handle.calls(LockGuard).ofClass("std::lock_guard").kind(CallKind::Constructor).last().block = 1;
  query(handle);
  EXPECT_EQ(program.only().suggestions.front().text, "co_await db->async_query(sql)");
}

TEST(Suggest, TheTwinIsNotToldToCallItself) {
  Program program;
  query(program.file("a.cpp").fn("Client::async_query").coroutine());
  for (const Suggestion& suggestion : program.only().suggestions)
    EXPECT_EQ(suggestion.fixClass, "F4") << suggestion.advice;
}

TEST(Suggest, DeeperItIsForTheCallThatBlocksAndThoseBetween) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("load", {variable("x")}).returning("Rows");
  file.fn("load").calls("inner");
  query(file.fn("inner"));
  const auto suggestions = program.only().suggestions;
  ASSERT_EQ(suggestions.size(), 2u);
  EXPECT_EQ(suggestions[0].text, "co_await db->async_query(sql)");
  EXPECT_EQ(suggestions[0].location.line, 301u);
  EXPECT_EQ(suggestions[0].exactness, "conditional");
  EXPECT_EQ(suggestions[0].condition, "`load`, `inner` become awaitable and are awaited");
  EXPECT_EQ(suggestions[1].text, "co_await offload(pool, [&] { return load(x); })");
  EXPECT_EQ(suggestions[1].location.line, 101u);
  EXPECT_EQ(program.only().message,
            "`load` blocks the event loop: it reaches `Client::query`, which waits for the server; await "
            "`Client::async_query` instead");
}

TEST(Suggest, QualifiedNamesStayAsWritten) {
  Program program;
  coroutine(program).calls("app::db::load", {variable("x")}).returning("Rows").atColumn(3, 7);
  program.file("b.cpp").fn("app::db::load").calls("PQexec");
  EXPECT_EQ(program.only().suggestions.back().text, "co_await offload(pool, [&] { return db::load(x); })");
}

TEST(Suggest, AWaitOfSomethingAwaitableIsAwaited) {
  Program program;
  coroutine(program).calls("sync_wait", {variable("task")}).returning("int");
  const Suggestion suggestion = program.only().suggestions.front();
  EXPECT_EQ(suggestion.advice, "await it instead");
  EXPECT_EQ(suggestion.text, "co_await task");
}

TEST(Suggest, TheArgumentsAfterTheFirst) {
  Program program;
  coroutine(program)
      .calls("Client::execute", {variable("f"), variable("a"), variable("b")})
      .on(variable("db", "Client *"));
  EXPECT_EQ(program.only().suggestions.front().text, "f(co_await db->executeCoro(a, b))");
}

} // namespace
