// What names and attributes are bound to, and where.
#include "Python/Source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall;
using namespace nostall::test;
using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;

namespace {

TEST(Bindings, Assignments) {
  EXPECT_THAT(bindings("x = f(1, a='s', **k)"), ElementsAre("x = f(1, a='s', **k)"));
  EXPECT_THAT(bindings("a = b = f()"), ElementsAre("b = f()", "a = f()"));
  EXPECT_THAT(bindings("x: Session = f()"), ElementsAre("x = f() : Session"));
  EXPECT_THAT(bindings("x: Session"), ElementsAre("x : Session"));
  EXPECT_THAT(bindings("x += y"), ElementsAre("x = either(x, y)"));
  EXPECT_THAT(bindings("x = -3, 0x10, 1_000, 2.5"), ElementsAre("x = [-3, 16, 1000, ?]"));
  EXPECT_THAT(bindings("x = None, True, ..."), ElementsAre("x = [None, True, ?]"));
}

TEST(Bindings, UnpackingTakesItems) {
  EXPECT_THAT(bindings("a, (b, c) = f()"), ElementsAre("a = f()#0", "b = f()#1#0", "c = f()#1#1"));
  EXPECT_THAT(bindings("a, *b, c = f()"), ElementsAre("a = f()#0", "b = [f()#-1]", "c = f()#-1"));
  EXPECT_THAT(bindings("[a] = f()"), ElementsAre("a = f()#0"));
  EXPECT_THAT(bindings("(a,) = f()"), ElementsAre("a = f()#0"));
  EXPECT_THAT(bindings("(a) = f()"), ElementsAre("a = f()"));
}

TEST(Bindings, ValuesThatMayBeEither) {
  EXPECT_THAT(bindings("x = a if c else b"), ElementsAre("x = either(a, b)"));
  EXPECT_THAT(bindings("x = a or b or c"), ElementsAre("x = either(either(a, b), c)"));
  EXPECT_THAT(bindings("x = a | b"), ElementsAre("x = either(a, b)"));
  EXPECT_THAT(bindings("x = a + b"), ElementsAre("x = ?"));
}

TEST(Bindings, Containers) {
  EXPECT_THAT(bindings("x = {'a': f(), **y}"), ElementsAre("x = {'a', f(), *y, *y}"));
  EXPECT_THAT(bindings("x = [a, *b]"), ElementsAre("x = [a, *b]"));
  EXPECT_THAT(bindings("x = y[0][a, b]"), ElementsAre("x = y[0][[a, b]]"));
  EXPECT_THAT(attributeBindings("x['db'] = f()"), ElementsAre("x.[\"db\"] = f()"));
  EXPECT_THAT(attributeBindings("x[i] = f()"), ElementsAre("x.[] = f()"));
}

TEST(Bindings, Imports) {
  EXPECT_THAT(bindings("import a.b"), ElementsAre("a = <a>"));
  EXPECT_THAT(bindings("import a.b as c, d"), ElementsAre("c = <a.b>", "d = <d>"));
  EXPECT_THAT(bindings("from a.b import c, d as e"), ElementsAre("c = <a.b>.c", "e = <a.b>.d"));
  EXPECT_THAT(bindings("from . import a"), ElementsAre("a = <.>.a"));
  EXPECT_THAT(bindings("from ...a.b import (c,\n  d)"), ElementsAre("c = <...a.b>.c", "d = <...a.b>.d"));
  EXPECT_THAT(bindings("from a import *"), ElementsAre("* = <a>"));
  EXPECT_THAT(bindings("from __future__ import annotations"), ElementsAre());
  EXPECT_THAT(bindings("try:\n  import a as x\nexcept ImportError:\n  x = None"),
              ElementsAre("x = <a>", "x = None"));
}

TEST(Bindings, TargetsOfStatements) {
  EXPECT_THAT(bindings("for x, y in f(): pass"), ElementsAre("x = each(f())#0", "y = each(f())#1"));
  EXPECT_THAT(bindings("with f() as x, g() as (y, z): pass"),
              ElementsAre("x = entered(f())", "y = entered(g())#0", "z = entered(g())#1"));
  EXPECT_THAT(bindings("with (f() as x, g() as y): pass"),
              ElementsAre("x = entered(f())", "y = entered(g())"));
  EXPECT_THAT(bindings("try: pass\nexcept E as e: pass"), ElementsAre("e"));
  EXPECT_THAT(bindings("try: pass\nexcept* (A, B) as e: pass"), ElementsAre("e"));
  EXPECT_THAT(bindings("if (x := f()): pass"), ElementsAre("x = f()"));
  EXPECT_THAT(bindings("async def f():\n  async with a as x:\n    async for y in b: pass"),
              IsSupersetOf({"f.x = async entered(a)", "f.y = async each(b)"}));
}

TEST(Bindings, Patterns) {
  EXPECT_THAT(bindings("match f():\n  case Session() as s: pass"), ElementsAre("s = f() : Session"));
  EXPECT_THAT(bindings("match f():\n  case x: pass"), ElementsAre("x = f()"));
  EXPECT_THAT(bindings("match f():\n  case x, y: pass"), ElementsAre("x", "y"));
  EXPECT_THAT(bindings("match f():\n  case [a, {'k': b, **c}, *d]: pass"), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(bindings("match f():\n  case A.B | 3 | 'x' | None: pass"), ElementsAre());
  EXPECT_THAT(bindings("match f():\n  case P(x=a, y=0): pass"), ElementsAre("a"));
}

TEST(Bindings, Attributes) {
  EXPECT_THAT(attributeBindings("class A:\n  def __init__(self, db: Session):\n    self.db = db"),
              ElementsAre("self.db = db"));
  EXPECT_THAT(attributeBindings("app.state.db = f()"), ElementsAre("app.state.db = f()"));
  EXPECT_THAT(attributeBindings("self.x: Session = None"), ElementsAre("self.x = None : Session"));
  EXPECT_THAT(attributeBindings("self.x: Session"), ElementsAre("self.x : Session"));
  EXPECT_THAT(attributeBindings("self.a, self.b = f()"), ElementsAre("self.a = f()#0", "self.b = f()#1"));
}

TEST(Bindings, Parameters) {
  EXPECT_THAT(bindings("def f(a, b: T, c=1, *d, e: U = g(), **h): pass"),
              ElementsAre("f = def f", "f.a = $a", "f.b = $b : T", "f.c = $c", "f.d = $d", "f.e = $e : U",
                          "f.h = $h"));
  EXPECT_THAT(bindings("f = lambda x, *y: x"),
              ElementsAre("f = def <lambda:1:5>", "<lambda:1:5>.x = $x", "<lambda:1:5>.y = $y"));
}

TEST(Bindings, ParameterKinds) {
  using enum facts::ScopeParameter::Kind;
  std::vector<facts::ScopeParameter::Kind> kinds;
  const facts::Scope function = scope("def f(a, /, b, *, c, **d): pass", "f");
  for (const facts::ScopeParameter& it : function.parameters)
    kinds.push_back(it.kind);
  EXPECT_THAT(kinds, ElementsAre(PositionalOnly, Ordinary, KeywordOnly, KeywordRest));
}

TEST(Bindings, GlobalAndNonlocalLiveElsewhere) {
  EXPECT_THAT(bindings("def f():\n  global x\n  x = g()"), ElementsAre("f = def f", "x = g()"));
  EXPECT_THAT(bindings("def f():\n  x = 1\n  def g():\n    nonlocal x\n    x = 2"),
              ElementsAre("f = def f", "f.x = 1", "f.g = def f.g", "f.x = 2"));
}

TEST(Bindings, ComprehensionsHaveScopesOfTheirOwn) {
  EXPECT_THAT(bindings("y = [x.a for x in f() if (z := x)]"),
              ElementsAre("z = x", "y = [x.a]", "<comprehension:1:5>.x = each(f())"));
  EXPECT_THAT(bindings("y = {k: v for k, v in f()}"), Contains("y = {k, v}"));
  EXPECT_THAT(
      bindings("y = (x for a in f() for x in a)"),
      ElementsAre("y = <generator:1:5>", "<generator:1:5>.a = each(f())", "<generator:1:5>.x = each(a)"));
}

TEST(Bindings, DecoratorsWrapTheDefinition) {
  EXPECT_THAT(bindings("@a\n@b.c(1)\ndef f(): pass"), ElementsAre("f = a(b.c(1)(def f))"));
  EXPECT_THAT(bindings("@a\nclass C(B, metaclass=M): pass"), ElementsAre("C = a(class C)"));
}

TEST(Bindings, TypesAreExpressions) {
  EXPECT_THAT(bindings("x: Optional[Session]"), ElementsAre("x : Optional[Session]"));
  EXPECT_THAT(bindings("x: orm.Session | None"), ElementsAre("x : either(orm.Session, None)"));
  EXPECT_THAT(bindings("x: dict[str, list[S]]"), ElementsAre("x : dict[[str, list[S]]]"));
  EXPECT_THAT(bindings("x: Annotated[S, Depends(get)]"), ElementsAre("x : Annotated[[S, Depends(get)]]"));
  EXPECT_THAT(bindings("type X = list[S]"), ElementsAre("X = list[S]"));
  EXPECT_THAT(bindings("type X[T] = list[T]"), ElementsAre("X = list[T]"));
  EXPECT_THAT(bindings("class C[T: Base]: pass"), ElementsAre("C = class C", "C.T : Base"));
  EXPECT_THAT(bindings("def f[T](x: T) -> T: pass"), ElementsAre("f = def f", "f.x = $x : T", "f.T"));
}

TEST(Bindings, QuotedTypesAreParsed) {
  EXPECT_THAT(bindings("x: 'Session'"), ElementsAre("x : Session"));
  EXPECT_THAT(bindings("x: 'orm.Session'"), ElementsAre("x : orm.Session"));
  EXPECT_THAT(bindings("x: Optional['orm.Session']"), ElementsAre("x : Optional[orm.Session]"));
  EXPECT_THAT(bindings("x: 'Optional[\"S\"]'"), ElementsAre("x : Optional[S]"));
  EXPECT_THAT(bindings("x: 'S | None'"), ElementsAre("x : either(S, None)"));
  EXPECT_THAT(bindings("x: Annotated[S, Depends('a')]"), ElementsAre("x : Annotated[[S, Depends('a')]]"));
  EXPECT_THAT(bindings("x = cast('S', f('a'))"), ElementsAre("x = cast(S, f('a'))"));
  EXPECT_THAT(bindings("x: 'not a type'"), ElementsAre("x : 'not a type'"));
}

TEST(Bindings, StringsAreTheirText) {
  EXPECT_THAT(bindings("x = 'a' \"b\""), ElementsAre("x = 'ab'"));
  EXPECT_THAT(bindings("x = 'a\\tb\\'', r'\\t'"), ElementsAre("x = ['a\tb'', '\\t']"));
  EXPECT_THAT(bindings("x = '''a\nb'''"), ElementsAre("x = 'a\nb'"));
  EXPECT_THAT(bindings("x = f'{y}'"), ElementsAre("x = ?"));
}

TEST(Bindings, AFormatStringKeepsItsLiteralBeginning) {
  facts::Module module = pythonUnit("x = f'postgresql://{user}@host'").shards.at(0).module;
  EXPECT_EQ(module.expressions[module.bindings.at(0).value].text, "postgresql://");
}

TEST(Bindings, TheBlockSaysWhatIsCertain) {
  facts::Shard shard =
      pythonUnit("def f():\n  x = 1\n  if y:\n    x = 2\n  while z:\n    x = 3").shards.at(0);
  std::vector<facts::Index> blocks;
  for (const facts::Binding& it : shard.module.bindings)
    if (it.name == "x") blocks.push_back(it.block);
  EXPECT_THAT(blocks, ElementsAre(0, 1, 2));
  EXPECT_FALSE(shard.entities[1].blocks[1].loop);
  EXPECT_TRUE(shard.entities[1].blocks[2].loop);
}

TEST(Bindings, ExportsAreReadWhereTheyAreLiteral) {
  auto exports = [](std::string_view text) { return pythonUnit(text).shards.at(0).module.exports; };
  EXPECT_THAT(exports("__all__ = ['a', 'b']\n__all__ += ('c',)"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(exports("__all__ = f()"), ElementsAre());
}

} // namespace
