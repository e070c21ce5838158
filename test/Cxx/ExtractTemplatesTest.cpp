// Templates: what is recorded of a pattern, and of what was made from it.
#include "Cxx/Extracted.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(ExtractTemplates, PatternsGuess) {
  auto facts = extract(R"(
    template <class T> struct Mapper { Mapper(int); ~Mapper(); void findAll(); void findAll(int, int); static void make(); };
    void load(int); void load(int, int);
    template <class T> void f(T x) {
      Mapper<T> m(1); m.findAll(); m.findAll(1, 2); Mapper<T>::make(); load(x); x.go(); go(x); T::stop();
    }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("new Mapper::Mapper(1) guessed", "m.Mapper::findAll() guessed",
                                            "m.Mapper::findAll(1, 2) guessed", "Mapper::make() guessed",
                                            "load(x@0) guessed", "x@0.?x.go()", "?go(x@0)", "?T::stop()",
                                            "end m.Mapper::~Mapper() guessed implicit"));
  EXPECT_THAT(facts.entities(), ElementsAre("function f pattern inline"));
}

TEST(ExtractTemplates, InstantiationsKnow) {
  auto facts = extract(R"(
    struct User { void go(); }; template <class T> struct Mapper { void findAll() { T().go(); } };
    template <class T> void f(T x) { Mapper<T> m; m.findAll(); x.go(); }
    void g() { f(User()); }
  )");
  EXPECT_THAT(facts.calls("f"), testing::IsSupersetOf({"m.Mapper::findAll()", "x@0.User::go()"}));
  EXPECT_THAT(facts.entities(), Contains("function f instantiation inline"));
  EXPECT_THAT(facts.entities(), Contains("method Mapper::findAll instantiation inline"));
  std::string pattern, instance;
  for (const auto& entity : facts.shards[0].entities)
    if (facts.shards[0].symbols[entity.symbol].name == "f")
      entity.flags& facts::EF_Pattern ? pattern = facts.shards[0].symbols[entity.symbol].id
                                      : instance = entity.pattern;
  EXPECT_EQ(pattern, instance);
  EXPECT_FALSE(pattern.empty());
}

TEST(ExtractTemplates, MembersOfTheOwnClass) {
  auto facts = extract(R"(
    template <class T> struct Base { void inherited(); };
    template <class T> struct C : Base<T> { void own(); T member; void f() { own(); this->own(); this->inherited(); member.go(); } };
  )");
  EXPECT_THAT(facts.calls("C::f"),
              ElementsAre("this.C::own()", "this.C::own()", "this.Base::inherited() guessed",
                          "this->member.?member.go()"));
}

TEST(ExtractTemplates, DiscardedBranchesOfInstantiations) {
  auto facts = extract(R"(
    void a(); void b(); template <bool B> void f() { if constexpr (B) a(); else b(); } void g() { f<true>(); }
  )");
  EXPECT_THAT(facts.calls("f"), testing::UnorderedElementsAre("a()", "b()", "a()"));
}

TEST(ExtractTemplates, GenericLambdas) {
  auto facts = extract("struct C { void go(); }; void f() { auto l = [](auto x) { x.go(); }; l(C()); }");
  EXPECT_THAT(facts.calls("f"), ElementsAre("via [f::(lambda)](?)"));
  EXPECT_THAT(facts.calls("f::(lambda)"), testing::UnorderedElementsAre("x@0.?x.go()", "x@0.C::go()"));
}

TEST(ExtractTemplates, FriendsDefinedInClassTemplates) {
  auto facts = extract(R"(
    struct X { void go(); }; template <class T> struct A { friend void use(A& a) { T().go(); } };
    void f(A<X>& a) { use(a); }
  )");
  EXPECT_THAT(facts.entities(),
              testing::UnorderedElementsAre("function use pattern inline",
                                            "function use instantiation inline", "function f"));
}

TEST(ExtractTemplates, ExplicitSpecialisationsAreNoInstantiations) {
  auto facts = extract(R"(
    template <class T> struct A { void m() {} }; template <> void A<int>::m() {} template <class T> void f(T) {}
    template <> void f(int) {} template <> struct A<long> { void m() {} };
  )");
  EXPECT_THAT(facts.entities(), ElementsAre("method A::m pattern inline", "method A::m",
                                            "function f pattern inline", "function f", "method A::m inline"));
}

TEST(ExtractTemplates, StandardContainersOfDependentTypes) {
  auto facts = extract(R"(#include <vector>
    template <class T> void f(std::vector<T>& v) { v.push_back(T()); for (auto& x : v) x.go(); })");
  EXPECT_THAT(facts.calls("f"), ElementsAre("x.?x.go()"));
}

} // namespace
} // namespace nostall::test
