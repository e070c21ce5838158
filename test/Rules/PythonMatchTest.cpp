// Which calls of Python the catalogue's patterns and conditions mean.

#include "Build.h"

#include <gmock/gmock.h>

namespace nostall::rules {
namespace {

using facts::CallKind;
using testing::ElementsAre;
using testing::IsEmpty;

std::string pythonRule(const std::string& pattern, const std::string& more = "") {
  return "library: lib\nlanguage: python\nwhy: waits\n" + more + "rules: [{id: r, calls: [" + pattern +
         "]}]\n";
}

struct PythonBuild : Build {
  PythonBuild() { shard.language = Language::Python; }

  /// A method of a library's class, and a call of it of that kind.
  facts::Call& method(const std::string& record, const std::string& name, CallKind kind = CallKind::Method,
                      std::vector<std::string> bases = {}) {
    facts::Call& made = call(symbol(record + "." + name, record, std::move(bases)));
    made.kind = kind;
    return made;
  }
  bool matches(const std::string& pattern, const std::string& more = "") const {
    return !matched(catalogueOf({pythonRule(pattern, more)}), view()).empty();
  }
};

facts::Value keyword(facts::Value value, const std::string& name) {
  value.keyword = name;
  return value;
}

TEST(PythonMatch, FunctionsAndMethods) {
  PythonBuild b;
  b.call("time.sleep");
  EXPECT_TRUE(b.matches("{functions: time.sleep}"));
  EXPECT_FALSE(b.matches("{functions: sleep}"));
  b.method("orm.Session", "execute");
  EXPECT_TRUE(b.matches("{class: orm.Session, methods: execute}"));
  EXPECT_TRUE(b.matches("{functions: orm.Session.execute}"));
  EXPECT_FALSE(b.matches("{class: orm.Session, methods: scalar}"));
}
TEST(PythonMatch, OnlyRulesOfTheLanguage) {
  PythonBuild b;
  b.call("time.sleep");
  EXPECT_THAT(matched(catalogueOf({ruleFor("{functions: time.sleep}")}), b.view()), IsEmpty());
  Catalogue own = catalogueOf({pythonRule("{functions: time.sleep}")});
  Catalogue other = catalogueOf({ruleFor("{functions: time.sleep}")});
  EXPECT_TRUE(Matcher(own).knows(b.shard, b.shard.symbols[0]));
  EXPECT_FALSE(Matcher(other).knows(b.shard, b.shard.symbols[0]));
}
TEST(PythonMatch, DerivedClasses) {
  PythonBuild b;
  b.method("sqlmodel.Session", "execute", CallKind::Method, {"orm.Session"});
  EXPECT_TRUE(b.matches("{class: orm.Session, methods: execute}"));
  EXPECT_TRUE(b.matches("{functions: orm.Session.execute}"));
  EXPECT_TRUE(b.matches("{class: orm.Session, methods: execute}", "modules: orm\n"));
}
TEST(PythonMatch, WhatTheProjectOverridesIsItsOwn) {
  PythonBuild b;
  facts::Index base = b.symbol("orm.Session.execute", "orm.Session");
  facts::Index own = b.symbol("app.Session.execute", "app.Session", {"orm.Session"}, 0);
  b.shard.symbols[own].overrides = {base};
  b.call(own).receiver = b.variable("s", b.record("app.Derived", {"app.Session", "orm.Session"}));
  EXPECT_FALSE(b.matches("{class: orm.Session, methods: execute}"));
  EXPECT_TRUE(b.matches("{class: app.Session, methods: execute}"));
}
TEST(PythonMatch, Modules) {
  PythonBuild b;
  b.call("sqlalchemy.orm.close_all");
  b.shard.symbols.back().header = "sqlalchemy.orm";
  EXPECT_TRUE(b.matches("{functions: '*.close_all'}", "modules: [sqlalchemy]\n"));
  EXPECT_TRUE(b.matches("{functions: '*.close_all'}", "modules: [x, sqlalchemy.orm]\n"));
  EXPECT_FALSE(b.matches("{functions: '*.close_all'}", "modules: [sqlalchem, orm]\n"));
}
TEST(PythonMatch, Construction) {
  PythonBuild b;
  b.call(
       b.symbol("redis.Redis", "redis.Redis", {}, facts::SF_System | facts::SF_Class | facts::SF_Constructor))
      .kind = CallKind::Constructor;
  EXPECT_TRUE(b.matches("{functions: redis.Redis}"));
  EXPECT_TRUE(b.matches("{class: redis.Redis, constructor: true}"));
  EXPECT_FALSE(b.matches("{class: redis.Redis, methods: '*'}"));
}
TEST(PythonMatch, EnterAndExit) {
  PythonBuild b;
  b.method("orm.Session", "__enter__", CallKind::Enter);
  EXPECT_TRUE(b.matches("{class: orm.Session, enter: true}"));
  EXPECT_FALSE(b.matches("{class: orm.Session, exit: true}"));
  EXPECT_FALSE(b.matches("{class: orm.Session, methods: '*'}")) << "a star means no special method";
  EXPECT_TRUE(b.matches("{class: orm.Session, methods: __enter__}"));
  b.method("orm.Session", "__exit__", CallKind::Exit);
  EXPECT_TRUE(b.matches("{class: orm.Session, exit: true}"));
}
TEST(PythonMatch, AsyncWithIsAwaited) {
  PythonBuild b;
  b.method("orm.Session", "__aenter__", CallKind::Enter).flags = facts::CF_Async;
  EXPECT_FALSE(b.matches("{class: orm.Session, enter: true}"));
  EXPECT_TRUE(b.matches("{class: orm.Session, enter: true, when: [{async: true}]}"));
  EXPECT_TRUE(b.matches("{class: orm.Session, enter: true, when: [{awaited: false}, {async: true}]}"));
  EXPECT_FALSE(b.matches("{class: orm.Session, enter: true, when: [{async: false}]}"));
}
TEST(PythonMatch, Iteration) {
  PythonBuild b;
  b.method("orm.Query", "__iter__", CallKind::RangeBegin);
  EXPECT_TRUE(b.matches("{class: orm.Query, iteration: true}"));
  EXPECT_FALSE(b.matches("{class: orm.Query, methods: '*'}"));
  b.method("orm.Query", "__next__");
  EXPECT_TRUE(b.matches("{class: orm.Query, iteration: true}"));
  b.method("orm.Query", "begin");
  EXPECT_FALSE(b.matches("{class: orm.Query, iteration: true}")) << "C++'s name for it";
}
TEST(PythonMatch, Subscripts) {
  PythonBuild b;
  b.method("orm.Query", "__getitem__", CallKind::Operator);
  EXPECT_TRUE(b.matches("{class: orm.Query, operators: '[]'}"));
  EXPECT_FALSE(b.matches("{class: orm.Query, operators: '()'}"));
  EXPECT_FALSE(b.matches("{class: orm.Other, operators: '[]'}"));
}
TEST(PythonMatch, Attributes) {
  PythonBuild b;
  b.method("orm.Session", "query", CallKind::Attribute);
  EXPECT_TRUE(b.matches("{class: orm.Session, attributes: query}"));
  EXPECT_TRUE(b.matches("{class: orm.Session, attributes: '*'}"));
  EXPECT_FALSE(b.matches("{class: orm.Session, attributes: add}"));
  EXPECT_FALSE(b.matches("{class: orm.Session, methods: query}")) << "it is read, not called";
  b.method("orm.Session", "query");
  EXPECT_FALSE(b.matches("{class: orm.Session, attributes: query}")) << "it is called, not read";
}
TEST(PythonMatch, Decorators) {
  PythonBuild b;
  b.method("fastapi.APIRouter", "route", CallKind::Decorator, {"starlette.Router"});
  EXPECT_TRUE(b.matches("{decorators: fastapi.APIRouter.route}"));
  EXPECT_TRUE(b.matches("{decorators: starlette.Router.route}")) << "inherited";
  EXPECT_TRUE(b.matches("{decorators: 'fastapi.*.route'}"));
  EXPECT_FALSE(b.matches("{functions: fastapi.APIRouter.route}"));
  b.method("fastapi.APIRouter", "route");
  EXPECT_FALSE(b.matches("{decorators: fastapi.APIRouter.route}")) << "called, not applied";
}

TEST(PythonCondition, Positions) {
  PythonBuild b;
  b.call("f", {b.text("a"), keyword(b.text("b"), "url")});
  auto holds = [&](const std::string& position, const std::string& text) {
    return b.matches("{functions: f, when: [{argument: " + position + ", string: " + text + "}]}");
  };
  EXPECT_TRUE(holds("0", "a"));
  EXPECT_FALSE(holds("1", "b")) << "passed by keyword";
  EXPECT_TRUE(holds("url", "b"));
  EXPECT_FALSE(holds("uri", "b"));
  EXPECT_TRUE(holds("{position: 3, keyword: url}", "b"));
  EXPECT_TRUE(holds("{position: 0, keyword: other}", "a"));
  EXPECT_TRUE(holds("any", "b"));
  b.shard.symbols.back().flags = 0;
  EXPECT_TRUE(holds("1", "b")) << "arguments of the project's own functions are in the parameters' order";
}
TEST(PythonCondition, Flags) {
  PythonBuild b;
  b.call("f").flags = facts::CF_Awaitable | facts::CF_Discarded;
  EXPECT_TRUE(b.matches("{functions: f, when: [{awaitable: true}, {discarded: true}]}"));
  EXPECT_FALSE(b.matches("{functions: f, when: [{awaitable: false}]}"));
  EXPECT_FALSE(b.matches("{functions: f, when: [{in-async: true}]}"));
  b.entity().flags = facts::EF_Coroutine;
  EXPECT_TRUE(b.matches("{functions: f, when: [{in-async: true}]}"));
}
TEST(PythonCondition, Coroutine) {
  PythonBuild b;
  facts::Value function = b.value(facts::Value::Kind::Callable, "g");
  function.callable = {facts::Callable::Kind::Function, b.symbol("app.g", "", {}, facts::SF_Async), 0};
  b.call("f", {function, b.variable("unknown")});
  EXPECT_TRUE(b.matches("{functions: f, when: [{argument: 0, coroutine: true}]}"));
  EXPECT_FALSE(b.matches("{functions: f, when: [{argument: 0, coroutine: false}]}"));
  EXPECT_FALSE(b.matches("{functions: f, when: [{argument: 1, coroutine: true}]}"));
  EXPECT_FALSE(b.matches("{functions: f, when: [{argument: 1, coroutine: false}]}")) << "nobody knows";
}

TEST(PythonCallable, ByKeyword) {
  PythonBuild b;
  b.call("threading.Thread", {b.text("x"), keyword(b.variable("f"), "target")});
  Catalogue catalogue =
      catalogueOf({"framework: fw\nlanguage: python\ncallables:\n"
                   "  - {calls: {functions: threading.Thread}, callable: target, runs: pool}\n"});
  Matcher matcher(catalogue);
  EXPECT_FALSE(matcher.callable(b.view(), 0));
  ASSERT_TRUE(matcher.callable(b.view(), 1));
  EXPECT_EQ(matcher.callable(b.view(), 1)->runs, Runs::Pool);
}
TEST(PythonDetector, DecidesEvenAboutAwaitedCalls) {
  PythonBuild b;
  facts::Call& call = b.call("f");
  call.matched = {"d"};
  call.flags = facts::CF_Awaited;
  EXPECT_THAT(
      matched(catalogueOf({"library: lib\nlanguage: python\nwhy: w\nrules: [{id: d, detector: name}]\n"}),
              b.view()),
      ElementsAre("d"));
}
TEST(PythonEntryPoint, CoroutinesOnly) {
  PythonBuild b;
  auto isEntry = [&](std::uint32_t flags, const std::string& condition) {
    facts::Index function = b.symbol("app.main", "", {}, flags);
    Catalogue catalogue = catalogueOf(
        {"framework: fw\nlanguage: python\nentry-points: {functions: app.main" + condition + "}\n"});
    return Matcher(catalogue).context(b.shard, b.shard.symbols[function]).has_value();
  };
  EXPECT_TRUE(isEntry(0, ""));
  EXPECT_TRUE(isEntry(facts::SF_Async, ", coroutine: true"));
  EXPECT_FALSE(isEntry(0, ", coroutine: true"));
  EXPECT_FALSE(isEntry(facts::SF_Async, ", coroutine: false"));
}
TEST(PythonMayBlock, NamesOfMethods) {
  Catalogue catalogue = catalogueOf(
      {"library: lib\nlanguage: python\nwhy: w\nrules:\n"
       "  - {id: a, calls: [{class: x.C, methods: [execute, get, 'query_*']}, {class: x.D, methods: '*'}]}\n"
       "  - {id: b, check: unawaited-call, calls: {class: x.A, methods: commit}}\n"});
  Matcher matcher(catalogue);
  EXPECT_TRUE(matcher.mayBlock(Language::Python, "execute"));
  EXPECT_FALSE(matcher.mayBlock(Language::Python, "query_all")) << "a glob fits too much";
  EXPECT_FALSE(matcher.mayBlock(Language::Python, "get")) << "a dictionary has one, too";
  EXPECT_FALSE(matcher.mayBlock(Language::Python, "commit")) << "that rule's calls do not block";
  EXPECT_FALSE(matcher.mayBlock(Language::Python, "anything"));
  EXPECT_FALSE(matcher.mayBlock(Language::Cxx, "execute"));
}

} // namespace
} // namespace nostall::rules
