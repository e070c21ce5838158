// What symbols say: names, identities, classes, headers, annotations.
#include "Cxx/Extracted.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

TEST(ExtractSymbols, Names) {
  auto facts = extract(R"(
    namespace a { inline namespace v1 { namespace { void hidden() {} } template <class T> struct C { C() {} ~C() {} void m() {}
      bool operator==(int) { return true; } operator bool() { return true; } }; } }
    namespace wrapped { extern "C" void bare() {} }
    template struct a::C<int>;
    int operator""_x(unsigned long long) { return 1; }
  )");
  for (const char* name : {"a::hidden", "a::C::C", "a::C::~C", "a::C::m",
                           "a::C::operator==", "a::C::operator bool", "bare", "operator\"\"_x"})
    facts.find(name);
}

TEST(ExtractSymbols, FlagsAndClasses) {
  auto facts = extract(R"(
    struct Base { virtual void v(); static void s(); }; struct Middle : Base {}; namespace n { struct Derived : Middle { void v() override; }; }
    extern "C" int printer(const char*, ...); [[noreturn]] void stop(); static void internal() {}
    void f(n::Derived& d) { d.v(); Base::s(); printer("x"); internal(); stop(); }
  )");
  const facts::Shard* shard = nullptr;
  const facts::Symbol* derived = facts.symbol("n::Derived::v", &shard);
  EXPECT_EQ(derived->record, "n::Derived");
  EXPECT_THAT(derived->recordBases, ElementsAre("Base", "Middle"));
  ASSERT_EQ(derived->overrides.size(), 1u);
  EXPECT_EQ(shard->symbols[derived->overrides[0]].name, "Base::v");
  EXPECT_TRUE(derived->flags & facts::SF_Virtual);
  EXPECT_EQ(facts.symbol("Base::s")->flags, unsigned{facts::SF_Static});
  EXPECT_EQ(facts.symbol("printer")->flags, facts::SF_ExternC | facts::SF_Variadic);
  EXPECT_EQ(facts.symbol("stop")->flags, unsigned{facts::SF_NoReturn});
  EXPECT_EQ(facts.symbol("internal")->flags, unsigned{facts::SF_Internal});
}

TEST(ExtractSymbols, InternalOnesAreUniqueToTheirFile) {
  auto facts = extract(
      "static void a() {} namespace { void b() {} } void c() {} void f() { struct L { void m() {} }; }");
  EXPECT_THAT(facts.symbol("a")->id, StartsWith("/project/main.cpp|"));
  EXPECT_THAT(facts.symbol("b")->id, StartsWith("/project/main.cpp|"));
  EXPECT_THAT(facts.symbol("c")->id, StartsWith("c:@F@c"));
}

TEST(ExtractSymbols, LambdasOfOneFunctionDiffer) {
  auto facts = extract("#define TWICE [] {}, [] {}\nvoid g(...);\nvoid f() { g([] {}, [] {}); g(TWICE); auto "
                       "n = [] { return [] {}; }; }");
  std::set<std::string> ids;
  for (const auto& entity : facts.shards[0].entities)
    ids.insert(facts.shards[0].symbols[entity.symbol].id);
  EXPECT_EQ(ids.size(), facts.shards[0].entities.size());
  EXPECT_EQ(facts.shards[0].entities.size(), 7u);
}

TEST(ExtractSymbols, LambdasKnowTheirParents) {
  auto facts = extract("void f() { auto outer = [] { auto inner = [] {}; }; }");
  const auto& entities = facts.shards[0].entities;
  ASSERT_EQ(entities.size(), 3u);
  EXPECT_EQ(entities[0].parent, facts::None);
  EXPECT_EQ(entities[1].parent, 0u);
  EXPECT_EQ(entities[2].parent, 1u);
}

TEST(ExtractSymbols, HeadersAsIncluded) {
  auto facts = extract("#include <lib/all.h>\n#include \"own.h\"\nvoid f() { a(); b(); c(); }",
                       {{"inc/lib/all.h", "#include \"detail/a.h\"\nvoid b();"},
                        {"inc/lib/detail/a.h", "void a();"},
                        {"own.h", "void c();"}},
                       {"-I/project/inc"});
  EXPECT_EQ(facts.errors, 0u);
  EXPECT_EQ(facts.symbol("a")->header, "lib/detail/a.h");
  EXPECT_EQ(facts.symbol("b")->header, "lib/all.h");
  EXPECT_EQ(facts.symbol("c")->header, "own.h");
  EXPECT_EQ(facts.symbol("f")->header, "main.cpp");
}

TEST(ExtractSymbols, WhatTheCompilerDeclaresStandsInNoFile) {
  auto facts = extract("void g(); void f() { g(); ::operator delete(::operator new(8)); }");
  EXPECT_EQ(facts.symbol("operator new")->header, "");
  EXPECT_EQ(facts.symbol("operator delete")->header, "");
  EXPECT_EQ(facts.symbol("g")->header, "main.cpp");
}

TEST(ExtractSymbols, Annotations) {
  auto facts = extract(R"(
    [[clang::annotate("nostall::async")]] void a(); void a() {}
    void b() [[clang::nonblocking]] {} void c() [[clang::blocking]] {}
    struct [[clang::coro_return_type]] R {}; R d() { return {}; }
    #define Q_SLOTS __attribute__((annotate("qt_slot")))
    struct Q { public Q_SLOTS: void e() {} };
  )");
  EXPECT_THAT(facts.symbol("a")->annotations, ElementsAre("nostall::async"));
  EXPECT_THAT(facts.symbol("b")->annotations, ElementsAre("clang::nonblocking"));
  EXPECT_THAT(facts.symbol("c")->annotations, ElementsAre("clang::blocking"));
  EXPECT_THAT(facts.symbol("d")->annotations, ElementsAre("clang::coro_return_type"));
  EXPECT_THAT(facts.symbol("Q::e")->annotations, ElementsAre("qt::slot"));
}

TEST(ExtractSymbols, CoroutineTypes) {
  auto facts = extract(R"(#include <coroutine>
    template <class T> struct nested { struct promise_type; }; template <class T> struct outside {}; struct derived : nested<int> {};
    template <class T, class... A> struct std::coroutine_traits<outside<T>, A...> { struct promise_type; };
    template <class T> using alias = nested<T>;
    nested<int> a(); outside<int> b(); derived c(); alias<int> d(); int e(); nested<int>* g();
    void f() { a(); b(); c(); d(); e(); g(); }
  )");
  for (const char* name : {"a", "b", "c", "d"})
    EXPECT_TRUE(facts.symbol(name)->flags & facts::SF_CoroutineType) << name;
  for (const char* name : {"e", "g"})
    EXPECT_FALSE(facts.symbol(name)->flags & facts::SF_CoroutineType) << name;
}

TEST(ExtractSymbols, Types) {
  auto facts = extract(R"(#include <vector>
    namespace n { inline namespace v { struct B {}; template <class T, class U = int> struct C : B {}; } }
    void g(const n::C<std::vector<int>>& c, n::B** b); void f(n::C<std::vector<int>> c) { g(c, nullptr); }
  )");
  const facts::Shard* shard = nullptr;
  const facts::Symbol* g = facts.symbol("g", &shard);
  const facts::Type& first = shard->types[g->parameters[0]];
  EXPECT_EQ(first.spelling, "const n::C<std::vector<int>> &");
  EXPECT_EQ(first.record, "n::C");
  EXPECT_THAT(first.bases, ElementsAre("n::B"));
  ASSERT_EQ(first.arguments.size(), 1u);
  EXPECT_EQ(shard->types[first.arguments[0]].record, "std::vector");
  EXPECT_EQ(shard->types[g->parameters[1]].record, "n::B");
}

TEST(ExtractSymbols, StandardInternalsAreNamedAsUsersKnowThem) {
  auto facts = extract("#include <future>\nvoid f(std::future<int>& a, std::shared_future<int>& b) { "
                       "a.wait(); a.get(); b.wait(); }");
  EXPECT_THAT(facts.calls("f"), ElementsAre("a@0.std::future::wait()", "a@0.std::future::get() discarded",
                                            "b@1.std::shared_future::wait()"));
}

} // namespace
} // namespace nostall::test
