// What runs without call syntax: constructions through the standard library, owners and what they own.
#include "Cxx/Extracted.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string Class = R"(#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>
struct C { C(); C(int); C(const std::string&, int = 0); virtual ~C(); virtual void m(); };
)";

TEST(ExtractLifetimes, FactoriesConstruct) {
  auto facts = extract(Class + R"(
    void f(std::optional<C>& o, std::vector<C>& v) { auto u = std::make_unique<C>(1); auto s = std::make_shared<C>("x", 2); o.emplace(); v.emplace_back(3); }
  )");
  EXPECT_THAT(facts.calls("f"),
              ElementsAre("new C::C(1) implicit", "new C::C(\"x\", 2) implicit", "new C::C() implicit",
                          "new C::C(3) implicit", "end u.C::~C() virtual implicit"));
}

TEST(ExtractLifetimes, OwnersDestroyWhatTheyOwn) {
  auto facts = extract(Class + R"(
    struct Holder { std::unique_ptr<C> p; std::string s; ~Holder(); }; Holder::~Holder() {}
    void f() { std::unique_ptr<C> p; std::optional<C> o; std::vector<std::unique_ptr<C>> v; std::shared_ptr<C> s; std::vector<int> i; }
    void use(std::unique_ptr<C>); void g() { std::unique_ptr<C> p; use(std::move(p)); }
    std::unique_ptr<C> h() { std::unique_ptr<C> p; return p; }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("end v.C::~C() virtual implicit", "end o.C::~C() implicit",
                                            "end p.C::~C() virtual implicit"));
  EXPECT_THAT(facts.calls("Holder::~Holder"), ElementsAre("end this->p.C::~C() virtual implicit"));
  EXPECT_THAT(facts.calls("g"), ElementsAre("use(p)"));
  EXPECT_THAT(facts.calls("h"), IsEmpty());
}

TEST(ExtractLifetimes, DeletersOfOnesOwn) {
  auto facts = extract(Class + R"(
    struct Closer { void operator()(C* c) const; }; void close(C*);
    void f(C* c) { std::unique_ptr<C, Closer> a(c); std::unique_ptr<C, void (*)(C*)> b(c, close); }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("op a.Closer::operator()() implicit"));
}

TEST(ExtractLifetimes, Delete) {
  auto facts = extract(Class + "void f(C* c, int* i) { delete c; delete i; }");
  EXPECT_THAT(facts.calls("f"), ElementsAre("end c@0.C::~C() virtual"));
}

TEST(ExtractLifetimes, DeleteOfWhatWasJustMade) {
  auto facts = extract(Class + R"(
    struct D : C {};
    void made() { C* c = new C; [c] { delete c; }(); }
    void derived() { C* c = new D; delete c; }
    void changed(C* d) { C* c = new C; c = d; delete c; }
  )");
  EXPECT_THAT(facts.calls("made::(lambda)"), ElementsAre("end c.C::~C()"));
  EXPECT_THAT(facts.calls("derived"), Contains("end c.C::~C() virtual"));
  EXPECT_THAT(facts.calls("changed"), Contains("end c.C::~C() virtual"));
}

TEST(ExtractLifetimes, StandardClassesThatWait) {
  auto facts = extract(Class + R"(
    void g(); void f(std::mutex& m) { std::lock_guard lock(m); auto r = std::async(std::launch::async, g); std::jthread t(g); std::thread u; u.join(); std::string s = "x"; }
  )");
  EXPECT_THAT(facts.calls("f"),
              ElementsAre("new std::lock_guard::lock_guard(m@0)", "std::async(std::launch::async=1, [g])",
                          "new std::jthread::jthread([g])", "u.std::thread::join()",
                          "end u.std::thread::~thread() implicit", "end t.std::jthread::~jthread() implicit",
                          "end r.std::future::~future() implicit"));
}

TEST(ExtractLifetimes, WhatWasMovedFromDoesNotWait) {
  auto facts =
      extract(Class + "void g(); std::future<void> f() { auto r = std::async(g); return std::move(r); }");
  EXPECT_THAT(facts.calls("f"), ElementsAre("std::async([g])"));
}

TEST(ExtractLifetimes, MemoryOnlyStandardCallsAreLeftOut) {
  auto facts = extract(Class + R"(
    void f(std::string s, std::map<int, std::string> m) { s += "x"; m[1] = s + s; for (auto& [k, v] : m) v.clear(); std::vector<int> v{1, 2}; v.push_back(std::stoi(s)); auto p = std::make_unique<int>(1); std::chrono::milliseconds(5) + std::chrono::seconds(1); }
  )");
  EXPECT_THAT(facts.calls("f"), IsEmpty());
}

TEST(ExtractLifetimes, Durations) {
  auto facts =
      extract(Class + "using namespace std::chrono_literals; void f(std::future<int>& r) { r.wait_for(0s); "
                      "r.wait_for(std::chrono::seconds(0)); std::this_thread::sleep_for(5ms); }");
  EXPECT_THAT(facts.calls("f"),
              ElementsAre("r@0.std::future::wait_for(0) discarded", "r@0.std::future::wait_for(0) discarded",
                          "std::this_thread::sleep_for(5)"));
}

TEST(ExtractLifetimes, ReceiversThroughSmartPointers) {
  auto facts = extract(Class + "struct S { std::shared_ptr<C> c; void f(std::unique_ptr<C>& p) { c->m(); "
                               "(*p).m(); p.get()->m(); } };");
  EXPECT_THAT(facts.calls("S::f"),
              ElementsAre("this->c.C::m() virtual", "p@0.C::m() virtual", "p@0.C::m() virtual"));
}

TEST(ExtractLifetimes, InheritedAndDelegatingConstructors) {
  auto facts = extract(Class + "struct D : C { using C::C; D(char) : D(1) {} }; void f() { D d(1); }");
  EXPECT_THAT(facts.calls("D::D"), testing::UnorderedElementsAre("new D::D(1)", "new C::C() implicit"));
  EXPECT_THAT(facts.calls("f"), ElementsAre("new D::D(1)", "end d.D::~D() implicit"));
}

TEST(ExtractLifetimes, Conditionals) {
  auto facts = extract(
      "struct T { T(); ~T(); }; T make(); T f(bool b) { T t = b ? make() : T(); return b ? make() : T(); }");
  EXPECT_THAT(facts.calls("f"),
              ElementsAre("make()", "new T::T()", "make()", "new T::T()", "end t.T::~T() implicit"));
}

} // namespace
} // namespace nostall::test
