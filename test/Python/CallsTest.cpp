// Calls: their order, arguments and flags, and the ones that nobody wrote.
#include "Python/Source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall;
using namespace nostall::test;
using testing::Contains;
using testing::ElementsAre;

namespace {

TEST(Calls, StandInEvaluationOrder) {
  EXPECT_THAT(calls("f(g(1), k=h()).m(n())"),
              ElementsAre("g(1)", "h()", "f(g(1), k=h()) chained", "n()", "f(g(1), k=h()).m(n()) discarded"));
  EXPECT_THAT(calls("x = a() + b() * c()"), ElementsAre("a()", "b()", "c()"));
  EXPECT_THAT(calls("f(*a(), **b())"), ElementsAre("a()", "b()", "f(*a(), **=b()) discarded"));
}

TEST(Calls, WhatBecomesOfTheResult) {
  EXPECT_THAT(calls("f()"), ElementsAre("f() discarded"));
  EXPECT_THAT(calls("(f())"), ElementsAre("f() discarded"));
  EXPECT_THAT(calls("x = f()"), ElementsAre("f()"));
  EXPECT_THAT(calls("def g(): return f()", "g"), ElementsAre("f() returned"));
  EXPECT_THAT(calls("async def g(): return await f()", "g"), ElementsAre("f() awaited returned"));
  EXPECT_THAT(calls("async def g(): await (f())", "g"), ElementsAre("f() awaited discarded"));
  EXPECT_THAT(calls("async def g(): return (await f()).x", "g"), ElementsAre("f() awaited chained"));
  EXPECT_THAT(calls("f().x"), ElementsAre("f() chained"));
  EXPECT_THAT(calls("f()[0]"), ElementsAre("f() chained"));
  EXPECT_THAT(calls("f()()"), ElementsAre("f() chained", "f()() discarded"));
}

TEST(Calls, AwaitsAreSuspensionPoints) {
  facts::Shard shard =
      pythonUnit("async def g():\n  await f()\n  await x\n  async with y: pass\n  async for z in w: pass")
          .shards.at(0);
  std::vector<facts::Index> awaited;
  for (const facts::Await& it : shard.entities.at(1).awaits)
    awaited.push_back(it.call);
  EXPECT_THAT(awaited, ElementsAre(0, facts::None, 1, 2, 3));
}

TEST(Calls, LoopsAreBlocks) {
  EXPECT_THAT(calls("for x in f():\n  g()\nelse:\n  h()"),
              ElementsAre("f()", "iterate f()", "g() discarded looped", "h() discarded"));
  EXPECT_THAT(calls("while f():\n  g()"), ElementsAre("f() looped", "g() discarded looped"));
  EXPECT_THAT(calls("x = [f(y) for y in g()]"), ElementsAre("g()", "iterate g()", "f(y) looped"));
  EXPECT_THAT(calls("for x in range(3): pass"), ElementsAre("range(3)"));
  EXPECT_THAT(calls("for x in [1, 2]: pass"), ElementsAre());
}

TEST(Calls, WithEntersAndExits) {
  EXPECT_THAT(calls("with f() as x, g:\n  h()"),
              ElementsAre("f()", "enter f()", "enter g", "h() discarded", "exit g", "exit f()"));
  EXPECT_THAT(calls("async def m():\n  async with f() as x:\n    await h()", "m"),
              ElementsAre("f()", "enter f() async", "h() awaited discarded", "exit f() async"));
}

TEST(Calls, DecoratorsGetTheFunctionFirst) {
  EXPECT_THAT(calls("@app.get('/x', k=1)\n@g\ndef f(): pass"),
              ElementsAre("app.get('/x', k=1)", "decorate g(f)", "decorate app.get(f, '/x', k=1)"));
  facts::Shard shard = pythonUnit("@g\ndef f(): pass").shards.at(0);
  const facts::Call& call = shard.entities[0].calls.at(0);
  EXPECT_EQ(call.arguments[0].kind, facts::Value::Kind::Callable);
  EXPECT_EQ(shard.symbols[call.arguments[0].callable.symbol].name, "app.main.f");
  EXPECT_EQ(show(shard.module, call.expression), "g(def f)");
}

TEST(Calls, DefaultsBelongToTheCodeAroundTheFunction) {
  EXPECT_THAT(calls("def f(db=Depends(get_db)): g()"), ElementsAre("Depends(get_db)"));
  EXPECT_THAT(calls("def f(db: Annotated[S, Depends(get_db)]): g()"), ElementsAre("Depends(get_db)"));
  EXPECT_THAT(calls("def f(db=Depends(get_db)): g()", "f"), ElementsAre("g() discarded"));
}

TEST(Calls, ClassBodiesRunInTheModule) {
  EXPECT_THAT(calls("class A(b()):\n  x = c()\n  def m(self): d()"), ElementsAre("b()", "c()"));
  EXPECT_THAT(calls("class A(b()):\n  x = c()\n  def m(self): d()", "A.m"), ElementsAre("d() discarded"));
}

TEST(Calls, LambdasAndGeneratorsRunElsewhere) {
  EXPECT_THAT(calls("f(lambda: g())"), ElementsAre("f(lambda: g()) discarded"));
  EXPECT_THAT(calls("f(lambda: g())", "<lambda:1:3>"), ElementsAre("g() returned"));
  EXPECT_THAT(calls("x = sum(g(y) for y in h() for z in k())"),
              ElementsAre("h()", "iterate h()", "sum((g(y) for y in h() for z in k()))"));
  EXPECT_THAT(calls("x = sum(g(y) for y in h() for z in k())", "<generator:1:8>"),
              ElementsAre("k() looped", "iterate k() looped", "g(y) looped"));
}

/// The guards under which `use()` runs in the module, outermost first: `call` or `not call`, with the
/// comparison when there is one.
std::vector<std::string> guards(std::string_view text) {
  const facts::Unit unit = pythonUnit(text);
  const facts::Entity& entity = unit.shards.at(0).entities.at(0);
  static constexpr const char* Comparisons[] = {"==", "!=", "<", "<=", ">", ">="};
  std::vector<std::string> result;
  for (const facts::Call& call : entity.calls) {
    if (call.spelling != "use") continue;
    for (facts::Index at = call.block; at != facts::None; at = entity.blocks[at].parent) {
      const facts::Block& block = entity.blocks[at];
      if (block.guard == facts::None) continue;
      std::string guard = (block.holds ? "" : "not ") + entity.calls[block.guard].spelling;
      if (block.comparison != facts::Block::Comparison::NotEqual || block.operand != 0)
        guard += std::string(" ") + Comparisons[static_cast<std::size_t>(block.comparison)] + " " +
                 std::to_string(block.operand);
      result.insert(result.begin(), guard);
    }
  }
  return result;
}

TEST(Calls, RunUnderConditions) {
  EXPECT_THAT(guards("if f(): use()"), ElementsAre("f"));
  EXPECT_THAT(guards("if not f(): pass\nelse: use()"), ElementsAre("f"));
  EXPECT_THAT(guards("if f(): pass\nelif g(): use()"), ElementsAre("not f", "g"));
  EXPECT_THAT(guards("if f() and x and g(): use()"), ElementsAre("f", "g"));
  EXPECT_THAT(guards("if f() or g(): use()"), ElementsAre());
  EXPECT_THAT(guards("if f() or g(): pass\nelse: use()"), ElementsAre("not f", "not g"));
  EXPECT_THAT(guards("if f() == 3: use()"), ElementsAre("f == 3"));
  EXPECT_THAT(guards("if f() is False: use()"), ElementsAre("f == 0"));
  EXPECT_THAT(guards("if 1 < f() < 3: use()"), ElementsAre());
  EXPECT_THAT(guards("if (x := f()): use()"), ElementsAre("f"));
  EXPECT_THAT(guards("x = use() if f() else 0"), ElementsAre("f"));
  EXPECT_THAT(guards("x = f() and use()"), ElementsAre("f"));
  EXPECT_THAT(guards("x = f() or use()"), ElementsAre("not f"));
}

TEST(Calls, RunUnderWhatAnEarlierExitLeaves) {
  EXPECT_THAT(guards("for x in y:\n  if not f(): continue\n  use()"), ElementsAre("f"));
  EXPECT_THAT(guards("if not f(): raise E\nwith g():\n  use()"), ElementsAre("f"));
  EXPECT_THAT(guards("if f(): pass\nelse: raise E\nuse()"), ElementsAre("f"));
  EXPECT_THAT(guards("if f(): g()\nuse()"), ElementsAre());
  EXPECT_THAT(guards("while not f(): g()\nuse()"), ElementsAre("f"));
  EXPECT_THAT(guards("while not f():\n  if x: break\nuse()"), ElementsAre());
  EXPECT_THAT(guards("if x:\n  if not f(): raise E\nuse()"), ElementsAre());
}

TEST(Calls, RunWhereAnotherRaised) {
  EXPECT_THAT(guards("try: f()\nexcept E: use()"), ElementsAre("not f"));
  EXPECT_THAT(guards("try: x = f()\nexcept E: pass\nelse: use()"), ElementsAre());
  EXPECT_THAT(guards("try:\n  f()\n  g()\nexcept E: use()"), ElementsAre());
  EXPECT_THAT(guards("try:\n  f()\n  g()\nexcept (E, RuntimeError): use()"), ElementsAre("not f"));
  EXPECT_THAT(guards("try:\n  f()\n  raise E\nexcept RuntimeError: pass\nuse()"), ElementsAre("not f"));
  EXPECT_THAT(guards("try: f()\nexcept RuntimeError: pass\nuse()"), ElementsAre());
}

TEST(Calls, AttributesAreReadInFunctionsOnly) {
  EXPECT_THAT(calls("import os\ndef f(u):\n  return u.posts.first(os.name)", "f", true),
              ElementsAre("read u.posts", "u.posts.first(os.name) returned"));
  EXPECT_THAT(calls("def f(u): u.x = 1", "f", true), ElementsAre());
  EXPECT_THAT(calls("x = u.posts", "", true), ElementsAre());
  EXPECT_THAT(calls("def f(u): u.a.b = 1", "f", true), ElementsAre("read u.a"));
}

TEST(Calls, ItemsAreReadAndWritten) {
  facts::Shard shard = pythonUnit("def f(r):\n  x = r['k']\n  r['k'] = x").shards.at(0);
  const std::vector<facts::Call>& made = shard.entities.at(1).calls;
  ASSERT_EQ(made.size(), 2u);
  EXPECT_EQ(made[0].kind, facts::CallKind::Operator);
  EXPECT_EQ(made[0].arguments.size(), 1u);
  EXPECT_EQ(made[0].receiver.source, "r");
  EXPECT_EQ(made[1].arguments.size(), 2u);
}

TEST(Calls, InFormatStringsAndConditions) {
  EXPECT_THAT(calls("x = f'a {f(1)!r:>{g()}}'"), ElementsAre("f(1)", "g()"));
  EXPECT_THAT(calls("x = a() if b() else c()"), ElementsAre("b()", "a()", "c()"));
  EXPECT_THAT(calls("if a() and not b() < c(): pass\nelif d(): e()"),
              ElementsAre("a()", "b()", "c()", "d()", "e() discarded"));
  EXPECT_THAT(calls("assert a(), b()\nraise c() from d()\ndel e().x"),
              ElementsAre("a()", "b()", "c()", "d()", "e() chained"));
}

TEST(Calls, TheNameIsWhatAFindingPointsAt) {
  facts::Shard shard = pythonUnit("x = session.query(\n  User).all()").shards.at(0);
  const facts::Call& call = shard.entities[0].calls.at(1);
  EXPECT_EQ(call.range.begin, (facts::Position{1, 5}));
  EXPECT_EQ(call.name.begin, (facts::Position{2, 9}));
  EXPECT_EQ(call.name.end, (facts::Position{2, 12}));
  EXPECT_EQ(call.spelling, "session.query( User).all");
  EXPECT_EQ(call.receiver.kind, facts::Value::Kind::Call);
}

TEST(Calls, AQueryKeepsItsText) {
  facts::Shard shard = pythonUnit("x = s.query(\n  U).all()\ny = s.get(1)").shards.at(0);
  EXPECT_EQ(shard.module.expressions[shard.entities[0].calls[1].expression].text, "s.query(\n  U).all()");
  EXPECT_EQ(shard.module.expressions[shard.entities[0].calls[2].expression].text, "");
}

TEST(Calls, LongArgumentsAreCutAndCommentsLeftOut) {
  facts::Shard shard = pythonUnit("f(a +  # why\n  b, '" + std::string(300, 'x') + "')").shards.at(0);
  const std::vector<facts::Value>& arguments = shard.entities[0].calls.at(0).arguments;
  EXPECT_EQ(arguments[0].source, "a + b");
  EXPECT_EQ(arguments[1].source.size(), 160u);
  EXPECT_TRUE(arguments[1].source.ends_with("..."));
  EXPECT_EQ(arguments[1].text.size(), 256u);
}

TEST(Calls, ArgumentsSayWhatTheyAre) {
  facts::Shard shard = pythonUnit("f(1, 'a', None, True, x, x.y, g(), lambda: 0)").shards.at(0);
  std::vector<facts::Value::Kind> kinds;
  for (const facts::Value& it : shard.entities[0].calls.at(1).arguments)
    kinds.push_back(it.kind);
  using enum facts::Value::Kind;
  EXPECT_THAT(kinds, ElementsAre(Integer, String, Null, Boolean, Variable, Member, Call, Callable));
}

} // namespace
