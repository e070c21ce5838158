// Coroutines: what was written is recorded, what the compiler adds is not.
#include "Cxx/Extracted.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const char* const Task = R"(#include <coroutine>
#include <utility>
template <class T> struct task {
  struct promise_type {
    task get_return_object(); std::suspend_always initial_suspend(); std::suspend_always final_suspend() noexcept;
    void return_value(T); void unhandled_exception(); template <class U> U&& await_transform(U&& u);
    std::suspend_always yield_value(T);
  };
  bool await_ready(); void await_suspend(std::coroutine_handle<>); T await_resume();
  ~task();
};
task<int> other(int); int load(); struct Pool { task<int> run(int); };
)";

Extracted extractTask(const std::string& code) { return extract(Task + code); }

TEST(ExtractCoroutines, OnlyWhatWasWritten) {
  auto facts = extractTask("task<int> f(int x) { load(); co_return x; }");
  EXPECT_EQ(facts.errors, 0u);
  EXPECT_THAT(facts.calls("f"), ElementsAre("load() discarded"));
  EXPECT_THAT(facts.entities(), testing::Contains("function f coroutine"));
  EXPECT_TRUE(facts.symbol("f")->flags & facts::SF_CoroutineType);
  EXPECT_TRUE(facts.symbol("f")->flags & facts::SF_CoroutineType);
}

TEST(ExtractCoroutines, AwaitedOperands) {
  auto facts = extractTask(R"(
    task<int> f(Pool& p) { int x = co_await other(load()); co_await p.run(1); auto t = other(2); co_await std::move(t);
      co_return co_await other(3); }
  )");
  EXPECT_THAT(facts.calls("f"), ElementsAre("load()", "other(#0) awaited", "end task::~task() implicit temp",
                                            "p@0.Pool::run(1) awaited", "end task::~task() implicit temp",
                                            "other(2)", "other(3) awaited", "end task::~task() implicit temp",
                                            "end t.task::~task() implicit"));
  auto [shard, entity] = facts.find("f");
  ASSERT_EQ(entity->awaits.size(), 4u);
  EXPECT_EQ(entity->awaits[0].call, 1u);
  EXPECT_EQ(entity->awaits[1].call, 3u);
  EXPECT_EQ(entity->awaits[2].call, facts::None);
  EXPECT_EQ(entity->calls[3].after, std::vector<facts::Index>{0});
}

TEST(ExtractCoroutines, AwaitersOfTheProgramsOwnAreNamed) {
  auto facts = extractTask(R"(
    struct Switch { bool await_ready(); void await_suspend(std::coroutine_handle<> h) { h.resume(); } void await_resume(); };
    task<int> f() { co_await Switch(); co_await Switch{}; co_return 1; }
  )");
  auto [shard, entity] = facts.find("f");
  ASSERT_EQ(entity->awaits.size(), 2u);
  for (const facts::Await& await : entity->awaits) {
    ASSERT_NE(await.awaiter, facts::None);
    EXPECT_EQ(shard->types[await.awaiter].record, "Switch");
  }
  EXPECT_THAT(facts.calls("Switch::await_suspend"), ElementsAre("h@0.std::coroutine_handle::resume()"));
}

TEST(ExtractCoroutines, DefaultArgumentsRunWhereTheCallStands) {
  auto facts = extractTask(
      "void g(int = load()); task<int> f(bool b) { if (b) { co_await other(1); g(); } co_return 1; }");
  auto [shard, entity] = facts.find("f");
  ASSERT_EQ(show(*shard, *entity, entity->calls[2]), "load() implicit");
  EXPECT_EQ(entity->calls[2].after, std::vector<facts::Index>{0});
  EXPECT_NE(entity->calls[2].block, 0u);
}

TEST(ExtractCoroutines, Lambdas) {
  auto facts = extractTask("void f() { auto l = []() -> task<int> { load(); co_return 1; }; l(); }");
  EXPECT_THAT(facts.entities(), testing::Contains("lambda f::(lambda) coroutine"));
  EXPECT_THAT(facts.calls("f::(lambda)"), ElementsAre("load() discarded"));
}

TEST(ExtractCoroutines, FunctionTryBlock) {
  auto facts = extractTask("task<int> f() try { load(); co_return 1; } catch (...) { load(); co_return 2; }");
  EXPECT_THAT(facts.calls("f"), ElementsAre("load() discarded", "load() discarded"));
  auto [shard, entity] = facts.find("f");
  EXPECT_EQ(facts.text(*shard, entity->name), "f");
  EXPECT_TRUE(entity->range.valid());
}

TEST(ExtractCoroutines, Generators) {
  auto facts = extractTask("task<int> f() { co_yield load(); co_return 1; }");
  EXPECT_THAT(facts.entities(), testing::Contains("function f coroutine generator"));
  EXPECT_THAT(facts.calls("f"), ElementsAre("load()"));
}

TEST(ExtractCoroutines, Templates) {
  auto facts =
      extractTask("template <class T> task<T> f(T x) { co_await other(1); co_await x.go(); co_return x; }\n"
                  "struct Go { task<int> go(); }; void g() { f(Go()); }");
  EXPECT_THAT(facts.entities(), testing::IsSupersetOf({"function f coroutine pattern inline",
                                                       "function f coroutine instantiation inline"}));
}

} // namespace
} // namespace nostall::test
