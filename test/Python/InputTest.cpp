// Text of every kind: encodings, syntax of all versions, errors, and what no one would write.
#include "Python/Source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall;
using namespace nostall::test;
using facts::UnitStatus;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i != count; ++i)
    result += text;
  return result;
}

/// The names that are called in the module and its functions.
std::vector<std::string> called(const facts::Unit& unit) {
  std::vector<std::string> result;
  for (const facts::Shard& shard : unit.shards)
    for (const facts::Entity& entity : shard.entities)
      for (const facts::Call& call : entity.calls)
        result.push_back(call.spelling);
  return result;
}

facts::Position placeOf(std::string_view text) {
  facts::Unit unit = pythonUnit(text);
  return unit.shards.empty() ? facts::Position() : unit.shards[0].entities[0].calls.at(0).name.begin;
}

TEST(Input, AnEmptyFileHasAModule) {
  EXPECT_THAT(entities(""), ElementsAre("module app.main"));
  EXPECT_THAT(entities("# nothing"), ElementsAre("module app.main"));
  EXPECT_THAT(entities("\n\n"), ElementsAre("module app.main"));
}

TEST(Input, Encodings) {
  EXPECT_EQ(placeOf("\xef\xbb\xbf"
                    "x = 1\nf()"),
            (facts::Position{2, 1}));
  EXPECT_EQ(placeOf("'é'; f()"), (facts::Position{1, 7}));
  EXPECT_EQ(placeOf("# -*- coding: latin-1 -*-\n'\xe9'; f()"), (facts::Position{2, 6}));
  EXPECT_EQ(placeOf("x = 1\r\nif x:\r\n  f()\r\n"), (facts::Position{3, 3}));
}

TEST(Input, WhatIsNoTextFails) {
  facts::Unit binary = pythonUnit(std::string_view("\x7f"
                                                   "ELF\0\0",
                                                   6));
  EXPECT_EQ(binary.status, UnitStatus::Failed);
  EXPECT_EQ(binary.message, "/project/app/main.py: not a text file: it has NUL bytes");
  facts::Unit invalid = pythonUnit("x = 1\ny = '\xe9'");
  EXPECT_EQ(invalid.status, UnitStatus::Failed);
  EXPECT_EQ(invalid.message, "/project/app/main.py: line 2 is not UTF-8, and no other encoding is declared");
  EXPECT_THAT(pythonUnit("# coding: big5\nx = '\xa4\xa4'").message, HasSubstr("`big5` is not supported"));
}

TEST(Input, SyntaxOfAllVersions) {
  for (const char* text : {
           "x = f'{a!r:>{w}} {b=}'",
           "x = f'{d[\"k\"]}'",
           "x = f\"{d[\"k\"]} {f'{y}'}\"",
           "match x:\n  case {'a': [1, *_]} if y: pass\n  case _: pass",
           "match = 1; case = 2; type = 3; print(match, case, type)",
           "with (open('a') as a, open('b') as b,): pass",
           "try: pass\nexcept* (A, B): pass",
           "def f[T: (int, str), *Ts, **P](x: T) -> T: ...",
           "class A[T]: ...",
           "type X[T] = list[T] | None",
           "def f(a, /, b, *, c): ...",
           "if (n := len(a)) > 10: pass",
           "async def f(): return [x async for x in y if await z]",
           "x: tuple[*Ts]",
           "def f(*args: *Ts): ...",
           "x = a[*b]",
           "@(lambda f: f)\ndef g(): ...",
           "print(*a, sep='')",
           "lambda *, k=1: k",
           "x = 1_0.0e-1_0j",
           "nonlocal_ = async_ = 1",
           "for x in *a, *b: pass",
           "return_ = yield_ = 0",
           "del (x), y[0]",
           "assert x, 'y'; pass",
           "x = (yield)",
           "raise E from None",
           "global x, y",
       })
    EXPECT_EQ(pythonUnit(text).status, UnitStatus::Complete) << text;
}

TEST(Input, SyntaxThatIsNewerThanTheGrammar) {
  facts::Unit three =
      pythonUnit("def m():\n  try:\n    f()\n  except A, B, c():\n    g()\n  finally:\n    h()\n  k()");
  EXPECT_EQ(three.status, UnitStatus::Complete);
  EXPECT_THAT(called(three), ElementsAre("f", "c", "g", "h", "k"));
  EXPECT_THAT(bindings("try: pass\nexcept A, B: pass"), ElementsAre());
  EXPECT_EQ(pythonUnit("try: pass\nexcept* A, B: pass").status, UnitStatus::Complete);
  EXPECT_THAT(calls("x = t'a {f()}', rT\"{g('t')}\""), ElementsAre("f()", "g('t')"));
  EXPECT_THAT(bindings("class A[T = int, U: B = C]: pass"), Contains("A.U : ?"));
  EXPECT_EQ(pythonUnit("type X[T = int] = list[T]").status, UnitStatus::Complete);
}

TEST(Input, MendingDoesNotTouchTheText) {
  EXPECT_THAT(calls("x = f(t'a', \"t'b'\")"), ElementsAre("f(t'a', \"t'b'\")"));
}

TEST(Input, WhatStandsBehindManyCommentsIsRead) {
  facts::Unit unit =
      pythonUnit(repeated("# a comment\n", 70000) + "f()\n" + repeated("#\n", 140000) + "g()\n");
  EXPECT_EQ(unit.status, UnitStatus::Complete);
  EXPECT_THAT(called(unit), ElementsAre("f", "g"));
}

TEST(Input, AnErrorLeavesTheRest) {
  facts::Unit unit = pythonUnit("def f():\n  a()\n\ndef g(:\n  b()\n\ndef h():\n  c()\n");
  EXPECT_EQ(unit.status, UnitStatus::Recovered);
  EXPECT_GE(unit.errors, 1u);
  EXPECT_THAT(unit.message, HasSubstr("/project/app/main.py:4:"));
  EXPECT_THAT(called(unit), testing::IsSupersetOf({"a", "c"}));
}

TEST(Input, OldPythonIsRead) {
  EXPECT_THAT(called(pythonUnit("def f():\n  print 'a', g()\n  exec 'x'\n  h()")),
              testing::IsSupersetOf({"g", "h"}));
}

TEST(Input, DeepNestingIsCut) {
  for (std::string text : {
           "x = " + std::string(5000, '(') + std::string(5000, ')'),
           "x = " + std::string(5000, '['),
           "x = " + repeated("f(", 5000) + repeated(")", 5000),
           "x = a" + repeated(".b()", 5000),
           "x = " + repeated("not ", 5000) + "y",
           "x = " + repeated("lambda: ", 5000) + "y",
           "x = " + repeated("a if b else ", 5000) + "c",
           "x = " + repeated("-", 5000) + "1",
           "x" + repeated("[0]", 5000) + " = 1",
           repeated("x = ", 5000) + "1",
           "x = " + repeated("{1: ", 5000),
           "x = " + repeated("f'{", 500),
       })
    EXPECT_NE(pythonUnit(text + "\n").status, UnitStatus::Crashed) << text.substr(0, 20);
  std::string nested;
  for (int level = 0; level != 300; ++level)
    nested += std::string(level, ' ') + "if x:\n";
  EXPECT_THAT(called(pythonUnit(nested + std::string(300, ' ') + "f()\n")), ElementsAre("f"));
  facts::Unit cut = pythonUnit("x = " + repeated("f(", 5000) + repeated(")", 5000));
  EXPECT_THAT(cut.notes, ElementsAre(HasSubstr("main.py:1: nested more than 1000 levels deep")));
}

TEST(Input, LongChainsOfOperatorsAreFollowed) {
  EXPECT_EQ(called(pythonUnit("x = " + repeated("f() + ", 5000) + "f()")).size(), 5001u);
  EXPECT_EQ(called(pythonUnit("if " + repeated("f() or ", 5000) + "f(): pass")).size(), 5001u);
}

TEST(Input, LargeFilesAreRead) {
  EXPECT_EQ(called(pythonUnit("x = [" + repeated("f(1), ", 50000) + "]")).size(), 50000u);
  EXPECT_EQ(pythonUnit("x = '" + std::string(10'000'000, 'a') + "'").status, UnitStatus::Complete);
}

TEST(Input, TimeIsLimited) {
  python::ModuleFile file{"/a.py", "a", false, "/"};
  facts::Unit unit =
      python::analyseModule(file, repeated("x = f(1)\n", 200000), std::chrono::milliseconds{1});
  EXPECT_EQ(unit.status, UnitStatus::TimedOut);
  EXPECT_TRUE(unit.shards.empty());
}

TEST(Input, GarbageIsSurvived) {
  const std::string alphabet[] = {
      "(",       ")",      "[",      "{",    "}",     ":",        "\n",   "  ",
      "def f",   "class ", "if ",    "else", "async", "with",     "@",    "lambda",
      "for ",    " in ",   "'",      "f'{",  "x",     ".y",       "=",    "=",
      "*",       "await",  ",",      "#",    "case ", "match x:", "try:", "except A, B:",
      "import ", "from .", "yield ", "|",    "\\\n",  "\"\"\""};
  std::uint32_t random = 1;
  for (int round = 0; round != 400; ++round) {
    std::string text;
    for (int i = 0; i != 60; ++i) {
      random = random * 1664525u + 1013904223u;
      text += alphabet[(random >> 16) % std::size(alphabet)];
    }
    pythonUnit(text);
  }
}

} // namespace
