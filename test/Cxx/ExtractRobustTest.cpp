// Bad and extreme input: broken code gives what can be had, deep code does not exhaust the stack.
#include "Cxx/Extracted.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {
namespace {

using testing::Contains;
using testing::ElementsAre;

std::string repeat(const std::string& text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i)
    result += text;
  return result;
}

TEST(ExtractRobust, BrokenCodeGivesTheRest) {
  auto facts = extract(R"(#include <missing.h>
    int g(int); Unknown h(Missing m);
    void f(Missing& m) { g(1); m.what(g(2)); unknown(g(3)); Unknown u; u.go(); g(undeclared); int x = ; g(4); }
    struct Broken : Gone { Gone member; Broken() : member(g(5)), nothing(1) { g(6); } ~Broken() { g(7); } void m() { member.x(); } };
    template <class T> void t() { Nothing<T> n; n.x(); typename T::y z; z(); }
    auto l = [](Missing m) { m(); };
  )");
  EXPECT_GT(facts.errors, 0u);
  EXPECT_THAT(facts.calls("f"), testing::IsSupersetOf({"g(1) discarded", "g(4) discarded"}));
}

TEST(ExtractRobust, BrokenInitialisers) {
  auto facts = extract("struct S { int a; void (*b)(); }; int g(); void f() { S s{g(), undeclared}; S t{.b = "
                       "nothing, .c = 1}; g(); }");
  EXPECT_GT(facts.errors, 0u);
  EXPECT_THAT(facts.calls("f"), Contains("g() discarded"));
}

TEST(ExtractRobust, ClassesThatContainThemselves) {
  auto facts = extract("struct S { S s; S t = S(); virtual ~S(); }; struct D : D {}; void g(); void f(S a) { "
                       "S b; D d; g(); }");
  EXPECT_GT(facts.errors, 0u);
  EXPECT_THAT(facts.calls("f"), Contains("g()"));
}

TEST(ExtractRobust, TemplatesThatYieldInAnUnknownCoroutine) {
  auto facts = extract(R"(#include <coroutine>
    template <class A> struct Gen { struct promise_type {
      Gen get_return_object(); std::suspend_always initial_suspend(); std::suspend_always final_suspend() noexcept;
      void unhandled_exception(); void return_void(); std::suspend_always yield_value(int);
    }; };
    int g(); template <class A> Gen<A> f(A) { co_yield 42; co_yield g(); }
  )");
  EXPECT_EQ(facts.errors, 0u);
  EXPECT_THAT(facts.calls("f"), Contains("g()"));
}

TEST(ExtractRobust, LongChains) {
  auto sum = extract("int g(); int f() { return g()" + repeat(" + g()", 10000) + "; }");
  EXPECT_EQ(sum.calls("f").size(), 10001u);
  auto shifts = extract("struct S { S& operator<<(int); }; void f(S& s) { s" + repeat(" << 1", 5000) + "; }");
  EXPECT_EQ(shifts.calls("f").size(), 5000u);
  auto methods = extract("struct S { S& m(); }; void f(S& s) { s" + repeat(".m()", 5000) + "; }");
  EXPECT_EQ(methods.calls("f").size(), 5000u);
}

TEST(ExtractRobust, DeepNesting) {
  auto parentheses =
      extract("int g(int); int f() { return " + repeat("g(", 250) + "1" + repeat(")", 250) + "; }");
  EXPECT_EQ(parentheses.calls("f").size(), 250u);
  auto branches = extract("int g(int); void f(int x) { " + repeat("if (g(x)) {} else ", 3000) + "g(x); }", {},
                          {"-fbracket-depth=10000"});
  EXPECT_EQ(branches.calls("f").size(), 3001u);
}

TEST(ExtractRobust, LargeInitialisers) {
  auto facts = extract("struct P { int a, b; }; P table[] = {" + repeat("{1, 2},", 20000) +
                       "}; int f() { static const int t[] = {" + repeat("1,", 50000) + "}; return t[0]; }");
  EXPECT_THAT(facts.entities(), Contains("function f"));
}

TEST(ExtractRobust, RecursiveClasses) {
  auto facts = extract(R"(#include <memory>
    struct A; struct B { std::unique_ptr<A> a; }; struct A { std::unique_ptr<B> b; ~A(); }; void f() { B b; A a; }
    struct Node { std::unique_ptr<Node> next; }; void g() { Node n; }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("end a.A::~A() implicit", "end b.B::~B() implicit"));
  EXPECT_THAT(facts.calls("g"), testing::IsEmpty());
}

TEST(ExtractRobust, C) {
  auto facts = extract("int g(int); struct S { int x; }; int f(struct S* s) { return g(s->x) + (g)(1); }", {},
                       {"-xc", "-std=c11"});
  EXPECT_THAT(facts.calls("f"), ElementsAre("g(s->x)", "g(1)"));
}

TEST(ExtractRobust, OddStatements) {
  auto facts = extract(R"(
    int g(int); struct T { ~T(); };
    int f(int x) {
      switch (int y = g(1); y) { case 1: g(2); break; default: { T t; g(3); } }
      try { g(4); } catch (const T& t) { g(5); }
      while (int z = g(6)) { g(z); } do g(7); while (g(8));
      int v = ({ g(9); g(10); }); label: g(11); if (x) goto label; int w = g(12) ?: g(13);
      [[likely]] g(14); return x ? g(15) : g(16);
    }
  )");
  EXPECT_EQ(facts.errors, 0u);
  EXPECT_EQ(facts.calls("f").size(), 18u) << testing::PrintToString(facts.calls("f"));
}

} // namespace
} // namespace nostall::test
