// Functions, classes and what they say of themselves.
#include "Python/Source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall;
using namespace nostall::test;
using testing::ElementsAre;

namespace {

TEST(Scopes, EveryFunctionIsAnEntity) {
  EXPECT_THAT(
      entities("class A:\n  def __init__(self): pass\n  async def load(self):\n    def inner(): yield 1\n"
               "x = lambda: (y for y in z)"),
      ElementsAre("module app.main", "constructor app.main.A.__init__", "method app.main.A.load async",
                  "function app.main.A.load.inner generator", "lambda app.main.<lambda:5:5>",
                  "lambda app.main.<lambda:5:5>.<generator:5:13> generator"));
}

TEST(Scopes, DefinitionsOfOneNameAreToldApart) {
  EXPECT_THAT(entities("try:\n  def f(): pass\nexcept E:\n  def f(): pass"),
              ElementsAre("module app.main", "function app.main.f", "function app.main.f#2"));
}

TEST(Scopes, AMethodNamesItsClass) {
  facts::Shard shard = pythonUnit("class A:\n  class B:\n    def f(self): pass").shards.at(0);
  EXPECT_EQ(shard.symbols.at(1).name, "app.main.A.B.f");
  EXPECT_EQ(shard.symbols.at(1).record, "app.main.A.B");
  EXPECT_EQ(shard.symbols.at(1).header, "app.main");
}

TEST(Scopes, FlagsComeFromDecorators) {
  const char* text = "class A:\n  @staticmethod\n  def s(): pass\n  @classmethod\n  async def c(cls): pass\n"
                     "  @typing.overload\n  def o(self): pass";
  EXPECT_EQ(scope(text, "A.s").flags, facts::ScF_Static);
  EXPECT_EQ(scope(text, "A.c").flags, facts::ScF_ClassMethod | facts::ScF_Async);
  EXPECT_EQ(scope(text, "A.o").flags, facts::ScF_Overload);
}

TEST(Scopes, TypeCheckingOnly) {
  const char* text = "if TYPE_CHECKING:\n  def f(): pass\nelse:\n  def g(): pass";
  EXPECT_EQ(scope(text, "f").flags, facts::ScF_TypeChecking);
  EXPECT_EQ(scope(text, "g").flags, 0u);
  EXPECT_EQ(scope("if typing.TYPE_CHECKING:\n  def f(): pass", "f").flags, facts::ScF_TypeChecking);
}

/// The operands that a list of a scope names.
std::vector<std::string> shown(std::string_view text, std::string_view name,
                               std::vector<facts::Index> facts::Scope::* list) {
  facts::Module module = pythonUnit(text).shards.at(0).module;
  std::vector<std::string> result;
  const facts::Scope found = scope(text, name);
  for (facts::Index index : found.*list)
    result.push_back(show(module, index));
  return result;
}

TEST(Scopes, WhatAFunctionGives) {
  const char* text = "def f():\n  if x: return a\n  yield b\n  yield from c\n  return\n  y = yield";
  EXPECT_THAT(shown(text, "f", &facts::Scope::returned), ElementsAre("a"));
  EXPECT_THAT(shown(text, "f", &facts::Scope::yielded), ElementsAre("b", "each(c)", "None"));
  EXPECT_EQ(scope(text, "f").flags, facts::ScF_Generator);
  EXPECT_THAT(shown("f = lambda: g()", "<lambda:1:5>", &facts::Scope::returned), ElementsAre("g()"));
}

TEST(Scopes, WhatAGeneratorGives) {
  EXPECT_THAT(shown("g = (f(y) for y in z)", "<generator:1:5>", &facts::Scope::yielded), ElementsAre("f(y)"));
  std::string many = "g = ([";
  for (int i = 0; i != 100; ++i)
    many += "lambda: 0, ";
  many += "] for y in z)";
  EXPECT_EQ(shown(many, "<generator:1:5>", &facts::Scope::yielded).size(), 1u);
}

TEST(Scopes, BasesAreExpressions) {
  EXPECT_THAT(shown("class A(B, c.D, Generic[T], metaclass=M): pass", "A", &facts::Scope::bases),
              ElementsAre("B", "c.D", "Generic[T]"));
}

TEST(Scopes, ClassesInFunctionsRunThere) {
  facts::Module module = pythonUnit("def f():\n  class A:\n    x = g()").shards.at(0).module;
  EXPECT_EQ(module.scopes.at(2).name, "f.A");
  EXPECT_EQ(module.scopes.at(2).entity, 1u);
}

} // namespace
