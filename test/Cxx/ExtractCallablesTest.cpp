// Callables: which function runs when something that is not a function's name is called or handed over.
#include "Cxx/Extracted.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ExtractCallables, LambdasAreEntitiesOfTheirOwn) {
  auto facts = extract("void g(int); void f() { auto l = [](int x) { g(x); }; l(1); [] { g(2); }(); }");
  EXPECT_THAT(facts.calls("f"), ElementsAre("via [f::(lambda)](1)", "via [f::(lambda)]()"));
  EXPECT_THAT(facts.calls("f::(lambda)"), ElementsAre("g(x@0)", "g(2)"));
  EXPECT_THAT(facts.entities(), ElementsAre("function f", "lambda f::(lambda)", "lambda f::(lambda)"));
}

TEST(ExtractCallables, ThroughCopiesAndMoves) {
  auto facts = extract(R"(#include <functional>
    void run(std::function<void()>); void g();
    void f() { auto l = [] {}; run(std::move(l)); std::function<void()> held = l; run(held); held(); run(g); run(&g); }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("run([f::(lambda)])", "run([f::(lambda)])", "via [f::(lambda)]()",
                                            "run([g])", "run([g])"));
}

TEST(ExtractCallables, BoundFunctionsAndMembers) {
  auto facts = extract(R"(#include <functional>
    void run(std::function<void()>); void g(int); struct C { void m(int); void f(); };
    void C::f() { run(std::bind(&C::m, this, 1)); run(std::bind(g, 2)); auto b = std::bind_front(g, 3); b(); }
  )");
  EXPECT_THAT(facts.calls("C::f"), ElementsAre("run([C::m])", "run([g])", "via [g]()"));
}

TEST(ExtractCallables, Pointers) {
  auto facts = extract(R"(
    void g(int); struct C { void m(); };
    void f(C& c, void (*parameter)(int), void (C::*member)()) { auto p = g; p(1); auto* q = &g; (*q)(2); parameter(3); (c.*member)();
      auto r = &C::m; (c.*r)(); }
  )");
  EXPECT_THAT(facts.calls("f"),
              ElementsAre("via [g](1)", "via [g](2)", "via [@1](3)", "via [@2]()", "via [C::m]()"));
}

TEST(ExtractCallables, ReassignedVariablesAreSlots) {
  auto facts = extract(R"(
    void g(); void h();
    void f() { void (*p)() = g; p = h; p(); }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("via [slot f::p]()"));
  EXPECT_THAT(facts.writes("f"), ElementsAre("f::p := [g]", "f::p := [h]"));
}

TEST(ExtractCallables, MembersAndGlobalsAreSlots) {
  auto facts = extract(R"(#include <functional>
    void g(); std::function<void()> global;
    struct C { std::function<void()> a, b; void (*c)() = g; C(std::function<void()> h) : a([] {}), b(std::move(h)) {} void call() { a(); b(); c(); global(); } };
    void set(C& c) { c.a = [] {}; c.a = nullptr; global = g; }
  )");
  EXPECT_THAT(facts.calls("C::call"), ElementsAre("via [slot C::a]()", "via [slot C::b]()",
                                                  "via [slot C::c]()", "via [slot global]()"));
  EXPECT_THAT(facts.writes("C::C"), ElementsAre("C::a := [C::C::(lambda)]", "C::b := [@0]", "C::c := [g]"));
  EXPECT_THAT(facts.writes("set"), ElementsAre("C::a := [set::(lambda)]", "global := [g]"));
}

TEST(ExtractCallables, CapturedParametersAreSlots) {
  auto facts = extract(R"(#include <functional>
    void post(std::function<void()>);
    void f(std::function<void()> done, std::function<void()> other) { post([done, o = std::move(other)] { done(); o(); }); }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("post([f::(lambda)])"));
  EXPECT_THAT(facts.calls("f::(lambda)"), ElementsAre("via [slot f::done]()", "via [slot f::(lambda)::o]()"));
  EXPECT_THAT(facts.writes("f"), ElementsAre("f::done := [@0]", "f::(lambda)::o := [@1]"));
}

TEST(ExtractCallables, FunctorsAndObjectsThatHappenToBeCallable) {
  auto facts = extract(R"(
    struct Job { void operator()(); }; struct Connection { void operator()(int); void close(); };
    void run(Job); void use(Connection&);
    void f(Connection& c) { Job j; run(j); j(); use(c); c(1); }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("run([Job::operator()])", "op j.Job::operator()()", "use(c@0)",
                                            "op c@0.Connection::operator()(1)"));
}

TEST(ExtractCallables, HandedToTemplates) {
  auto facts = extract(R"(
    void g(); template <class F> void run(F&& f) { f(); } void f() { run([] { g(); }); run(g); }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("run([f::(lambda)])", "run([g])"));
  EXPECT_THAT(facts.calls("run"),
              testing::UnorderedElementsAre("via [@0]()", "via [@0]()", "via [f::(lambda)]()"));
}

TEST(ExtractCallables, StandardAlgorithmsCallAndContainersKeep) {
  auto facts = extract(R"(#include <algorithm>
#include <functional>
#include <vector>
    void f(std::vector<int>& v) { std::for_each(v.begin(), v.end(), [](int) {}); std::ranges::for_each(v, [](int) {}); std::ranges::sort(v); std::vector<std::function<void()>> jobs; jobs.push_back([] {}); }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("std::for_each(?, ?, [f::(lambda)]) discarded",
                                            "std::ranges::for_each(v@0, [f::(lambda)]) discarded"));
}

TEST(ExtractCallables, LambdasThatFunctionsReturn) {
  auto facts = extract(R"(
    template <class F> void post(F f); void g(); auto make() { return [] { g(); }; } void f() { post(make()); make()(); }
  )");
  EXPECT_THAT(facts.calls("f"),
              ElementsAre("make()", "post([make::(lambda)])", "make()", "via [make::(lambda)]()"));
}

TEST(ExtractCallables, AggregatesOfCallbacks) {
  auto facts = extract(R"(
    void g(); void h(); struct Callbacks { int size; void (*a)(); void (*b)(); };
    void use(Callbacks&); void f() { Callbacks c{1, g, nullptr}; use(c); Callbacks d = {.b = h}; }
  )");
  EXPECT_THAT(facts.writes("f"), ElementsAre("Callbacks::a := [g]", "Callbacks::b := [h]"));
}

TEST(ExtractCallables, VariablesOutsideFunctions) {
  auto facts = extract(R"(
    bool enroll(const char*, void (*)()); void g(); int plain = 1 + 2;
    static bool enrolled = enroll("x", [] { g(); }); void (*hook)() = g;
    struct C { static inline bool member = enroll("y", g); };
  )");
  EXPECT_THAT(facts.calls("(initialisers)"), ElementsAre("enroll(\"x\", [(lambda)])", "enroll(\"y\", [g])"));
  EXPECT_THAT(facts.writes("(initialisers)"), ElementsAre("hook := [g]"));
  EXPECT_THAT(facts.entities(), ElementsAre("module (initialisers)", "lambda (lambda)"));
}

} // namespace
} // namespace nostall::test
