// Two parsers, one tree: what is extracted does not depend on which one read the text.
#include "Facts/Dump.h"
#include "Python/Exact.h"
#include "Python/Extract.h"
#include "Python/Parse.h"
#include "Support/Files.h"

#include <gtest/gtest.h>

#include <filesystem>

using namespace nostall;
using namespace nostall::python;

namespace {

/// The facts of a tree, as text. Without comments: tree-sitter lets a statement end behind its comment.
std::string factsOf(Tree tree) {
  facts::Unit unit;
  unit.shards.emplace_back().files = {"/a.py"};
  ModuleFile file{"/a.py", "a", false, "/"};
  Extractor(file, std::move(tree), unit).run();
  std::string result;
  llvm::raw_string_ostream(result) << llvm::formatv("{0:2}", facts::toJson(unit.shards[0]));
  return result;
}

void expectAgreement(std::string source, const std::string& what) {
  Text text;
  text.utf8 = source;
  std::optional<Tree> exact = parseExactly(text);
  ASSERT_TRUE(exact) << what;
  for (const CommentNode& comment : exact->comments)
    std::fill(source.begin() + comment.begin, source.begin() + comment.end, ' ');
  std::optional<Tree> tolerant = Parser().parse(text, std::chrono::seconds{20});
  ASSERT_TRUE(tolerant) << what;
  EXPECT_EQ(tolerant->errors, 0u) << what;
  EXPECT_EQ(factsOf(*parseExactly(text)), factsOf(*tolerant)) << what;
}

TEST(Parsers, AgreeOnExpressions) {
  for (const char* text : {
           "x = a if b else c if d else e",
           "x = not a or b and not c in d is not e",
           "x = -a ** -b * c + ~d @ e // f << g & h | j",
           "x = a ^ b",
           "x = a.b(c)[d](*e, f=g, **h).i",
           "x = a[1:2, ::3, ..., :]",
           "x = (yield), (yield from a), (a := b)",
           "x = [a for b in c if d if e for f, *g in h]",
           "x = {a: b for c in d}, {a for b in c}, {a: b, **c}, {a, *b}, {}",
           "x = lambda: a, lambda b, *c, d=e, **f: (b, lambda: c)",
           "x = f(a for b in c), g((a for b in c), d)",
           "x = 'a' b'c' f'{d}' r'e'",
           "x = f'{a!r:>{b}.{c(d)}} {{e}} {f=} {g:%H:%M}' f\"{h['i']}\"",
           "x = f'''{\n  a\n} b\n'''",
           "x = (a,), (a, b), (), (a)",
           "x = 1_000, 0xff, 1.5e-3, .5, 1.",
           "async def f():\n  return await a.b(), [c async for d in await e]",
       })
    expectAgreement(text, text);
}

TEST(Parsers, AgreeOnStatements) {
  for (const char* text : {
           "a = b = c, d\na: b = c\na: b\na += b\na, b = c\na, b\nf(), g()",
           "import a.b, c as d\nfrom . import e\nfrom ..f.g import (h as i, j,)\nfrom k import *",
           "from __future__ import annotations",
           "if a: b()\nelif c:\n  d()\nelse: e()",
           "for a, b in c, d:\n  e()\n  break\nelse:\n  f()",
           "while a(): b(); continue",
           "try:\n  a()\nexcept B: c()\nexcept (D, E) as f: g()\nexcept: h()\nelse: i()\nfinally: j()",
           "try: a()\nexcept* B as c: d()",
           "with a() as b, c() as (d, e.f): g()\nwith (h() as i, j()): k()\nwith (l): m()\nwith (n).o() as "
           "p: q()",
           "async def f():\n  async with a as b: c()\n  async for d in e: g()",
           "@a.b\n@c(d)\nasync def e(f, /, g: h = i(), *j: k, l, **m: n) -> 'o[p]': pass",
           "@a\nclass B(C, d.E, metaclass=F):\n  g: int = 1\n  def h(self): return\n",
           "def f(*, a): yield\ndef g(*a): yield from b\n",
           "global a, b\ndel a, b[c]\nassert a, b\nraise a from b\nraise",
           "match a, b:\n  case [c, *_] if d: e()\n  case {'f': g, **h}: i()\n  case J(k, l=m) | None: n()\n"
           "  case -1 | 'o' | p.q: r()\n  case (s as t): u()\n  case _: v()",
           "match = case = type = 1\nmatch(a)\ntype(b)\nmatch.c = d\nmatch[e] = f\nprint(match, case)",
           "type A = b[c]",
           "def f[T, *U](a: T) -> T: pass\nclass B[T: C]: pass",
           "if a:\n\tb()\n\n        # comment\n\tc()\n\nd()",
           "a = (b # c\n  .d()\n)\ne = f \\\n  .g()",
           "a();b();\nif c: d(); e()",
           "",
           "\n\n# a\n",
           "def f():\n  '''doc'''\n\n\n# end",
       })
    expectAgreement(text, text);
}

TEST(Parsers, AgreeOnTheAnnotatedSources) {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(NOSTALL_SOURCE_DIR "/test/checks/python")) {
    if (entry.path().extension() != ".py") continue;
    ++files;
    expectAgreement(llvm::cantFail(support::readFile(entry.path())), entry.path());
  }
  EXPECT_GT(files, 20u);
}

TEST(Parsers, WhatIsWrongIsLeftToTheTolerantOne) {
  for (const char* text : {
           "x = = 1",
           "f(",
           "f)",
           "def f(:\n  pass",
           "if x:\npass",
           "if x:\n    a\n  b",
           "x = 'a",
           "x = f'{a'",
           "x = f'}'",
           "print 'a'",
           "a b",
           "x = '''a",
           "class",
           "import",
           "from a import",
           "for x y: pass",
           "try: pass",
           "1 = = 2",
           "f(a=1 for b in c)",
           "@a\nx = 1",
           "x = \\ 1",
           "x = “a”",
           "match x:\n  pass",
           "return return",
           "{a: b, c d}",
       }) {
    Text source;
    source.utf8 = text;
    EXPECT_FALSE(parseExactly(source)) << text;
  }
}

} // namespace
