// Which calls are recorded, in which order, with what is known of them.
#include "Cxx/Extracted.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ExtractCalls, FunctionsInEvaluationOrder) {
  auto facts = extract("int a(); int b(int); void c(int, int); void f() { c(b(1), a()); }");
  EXPECT_THAT(facts.calls("f"), ElementsAre("b(1)", "a()", "c(#0, #1)"));
}

TEST(ExtractCalls, ArgumentsAreValues) {
  auto facts = extract(R"(
    enum class Mode { Fast, Slow }; constexpr int Limit = 7;
    struct C { int m; void f(int p); };
    void g(...); void h(Mode);
    int global;
    void C::f(int p) { int x = p; g(1, true, "text", nullptr, this, p, x, m, global, Limit, 2 + 3); h(Mode::Slow); }
  )");
  EXPECT_THAT(facts.calls("C::f"),
              ElementsAre("g(1, true, \"text\", null, this, p@0, x, this->m, global, Limit=7, 5)",
                          "h(Mode::Slow=1)"));
}

TEST(ExtractCalls, Methods) {
  auto facts =
      extract("struct C { void m(int); static void s(); }; void f(C& c, C* p) { c.m(1); p->m(2); C::s(); }");
  EXPECT_THAT(facts.calls("f"), ElementsAre("c@0.C::m(1)", "p@1.C::m(2)", "C::s()"));
}

TEST(ExtractCalls, VirtualUnlessTheObjectIsKnown) {
  auto facts = extract(R"(
    struct Base { virtual void m(); }; struct Last final : Base { void m() override; };
    struct Holder { Base value; };
    void f(Base& b, Last& l, Holder& h) { b.m(); l.m(); b.Base::m(); Base x; x.m(); h.value.m(); Base().m(); }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("b@0.Base::m() virtual", "l@1.Last::m()", "b@0.Base::m()",
                                            "x.Base::m()", "h.value.Base::m()", "?.Base::m()"));
}

TEST(ExtractCalls, Constructors) {
  auto facts = extract(R"(
    struct C { C(int); C(const C&); }; void take(C);
    void f(C& other) { C a(1); C b = 2; C{3}; take(4); C c = other; new C(5); }
  )");
  EXPECT_THAT(facts.calls("f"),
              ElementsAre("new C::C(1)", "new C::C(2) implicit", "new C::C(3) discarded temp",
                          "new C::C(4) implicit temp", "take(#3)", "new C::C(other@0)", "new C::C(5)"));
}

TEST(ExtractCalls, DestructorsOfLocalsFollowTheirScope) {
  auto facts = extract(R"(
    struct T { ~T(); }; void g(); void h();
    void f() { T outer; { T inner; g(); } h(); }
  )");
  EXPECT_THAT(facts.calls("f"),
              ElementsAre("g()", "end inner.T::~T() implicit", "h()", "end outer.T::~T() implicit"));
}

TEST(ExtractCalls, DestructorsOfTemporariesFollowTheirExpression) {
  auto facts = extract(R"(
    struct T { ~T(); T& operator<<(int); }; T make(); void g();
    void f() { make() << 1; g(); T kept = make(); const T& extended = make(); g(); }
    T passOn() { return make(); }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("make()", "op #0.T::operator<<(1) discarded",
                                            "end T::~T() implicit temp", "g()", "make()", "make()", "g()",
                                            "end extended.T::~T() implicit", "end kept.T::~T() implicit"));
  EXPECT_THAT(facts.calls("passOn"), ElementsAre("make() returned"));
}

TEST(ExtractCalls, OperatorsAndConversions) {
  auto facts = extract(R"(
    struct S { S& operator<<(int); int operator()(int); operator bool(); };
    void f(S& s) { s << 1; s(2); if (s) {} }
  )");
  EXPECT_THAT(facts.calls("f"),
              ElementsAre("op s@0.S::operator<<(1) discarded", "op s@0.S::operator()(2) discarded",
                          "conv s@0.S::operator bool() implicit"));
}

TEST(ExtractCalls, ManipulatorsAreReferences) {
  auto facts = extract(R"(
    struct Statement {}; void now(Statement&); Statement& operator,(Statement&, void (*)(Statement&));
    void f(Statement& s) { s, now; }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("ref now()", "op operator,(s@0, [now]) discarded"));
}

TEST(ExtractCalls, RangeFor) {
  auto facts = extract(R"(
    struct Iterator { int operator*(); Iterator& operator++(); bool operator!=(Iterator); };
    struct Rows { Iterator begin(); Iterator end(); }; void g(int);
    void f(Rows& rows) { for (int row : rows) g(row); }
  )");
  EXPECT_THAT(facts.calls("f"),
              ElementsAre("begin rows@0.Rows::begin() implicit", "op #0.Iterator::operator*() implicit",
                          "g(row)", "next #0.Iterator::operator++() implicit"));
}

TEST(ExtractCalls, MembersAndBasesOfConstructorsAndDestructors) {
  auto facts = extract(R"(
    struct M { M(int); ~M(); }; struct B { B(); ~B(); };
    int load();
    struct C : B { M m; M n = load(); C(); ~C(); };
    C::C() : m(1) {} C::~C() {}
  )");
  EXPECT_THAT(facts.calls("C::C"),
              ElementsAre("new B::B() implicit", "new M::M(1)", "load()", "new M::M(#2) implicit"));
  auto [shard, entity] = facts.find("C::C");
  EXPECT_EQ(facts.text(*shard, entity->calls[1].name), "m");
  EXPECT_EQ(facts.text(*shard, entity->calls[3].name), "n");
  EXPECT_THAT(facts.calls("C::~C"), ElementsAre("end this->n.M::~M() implicit",
                                                "end this->m.M::~M() implicit", "end B::~B() implicit"));
}

TEST(ExtractCalls, CompilersOwnMembersOfClassesWithParts) {
  auto facts = extract(R"(
    struct M { M(); ~M(); }; struct Holder { M m; }; struct Plain { int x; };
    void f() { Holder h; Plain p; }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("new Holder::Holder()", "end h.Holder::~Holder() implicit"));
  EXPECT_THAT(facts.calls("Holder::~Holder"), ElementsAre("end this->m.M::~M() implicit"));
  EXPECT_THAT(facts.calls("Holder::Holder"), ElementsAre("new M::M() implicit"));
  EXPECT_THAT(facts.entities(), ElementsAre("constructor Holder::Holder implicit inline",
                                            "destructor Holder::~Holder implicit inline", "function f"));
}

TEST(ExtractCalls, DefaultArgumentsAreCallsButNotArguments) {
  auto facts = extract("int now(); void g(int, int = now()); void f() { g(1); }");
  EXPECT_THAT(facts.calls("f"), ElementsAre("now() implicit", "g(1)"));
}

TEST(ExtractCalls, WhatIsNotEvaluatedIsNotCalled) {
  auto facts = extract(R"(
    int g(); template <bool B> void only() { if constexpr (B) g(); }
    void f() { (void)sizeof(g()); decltype(g()) x = 0; (void)noexcept(g()); if constexpr (false) g(); }
    template void only<false>();
  )");
  EXPECT_THAT(facts.calls("f"), IsEmpty());
}

TEST(ExtractCalls, Discarded) {
  auto facts =
      extract("int g(); void v(); void f() { g(); (void)g(); v(); int x = g(); for (g(); g(); g()) g(); }");
  EXPECT_THAT(facts.calls("f"), ElementsAre("g() discarded", "g() discarded", "v()", "g()", "g() discarded",
                                            "g()", "g() discarded", "g() discarded"));
}

TEST(ExtractCalls, MacroArgumentsStandWhereTheyAreWritten) {
  auto facts = extract("int a(int); int b();\n#define TRY(x) a(x)\nvoid f() { TRY(b()); }");
  EXPECT_THAT(facts.calls("f"), ElementsAre("b()", "a(#0) discarded macro"));
  auto [shard, entity] = facts.find("f");
  EXPECT_EQ(facts.text(*shard, entity->calls[0].range), "b()");
  EXPECT_EQ(facts.text(*shard, entity->calls[1].range), "TRY(b())");
  EXPECT_EQ(facts.text(*shard, entity->calls[1].name), "TRY");
}

TEST(ExtractCalls, PastedNamesStandAtTheMacro) {
  auto facts = extract("void a_b();\n#define ID(x) x\n#define CALL(x) ID(a_##x())\nvoid f() { CALL(b); }");
  auto [shard, entity] = facts.find("f");
  ASSERT_EQ(entity->calls.size(), 1u);
  EXPECT_EQ(facts.text(*shard, entity->calls[0].name), "CALL");
}

TEST(ExtractCalls, ReceiversThroughArrowsAreWhatStandsBeforeThem) {
  auto facts = extract(R"(#include <memory>
    struct C { void m(); }; struct Own { C* operator->(); };
    void f(std::shared_ptr<C> p, Own o) { p->m(); o->m(); }
  )");
  auto [shard, entity] = facts.find("f");
  std::vector<std::string> receivers;
  for (const facts::Call& call : entity->calls)
    if (call.kind == facts::CallKind::Method) receivers.push_back(call.receiver.source);
  EXPECT_THAT(receivers, ElementsAre("p", "o"));
}

} // namespace
} // namespace nostall::test
