// Where callables, continuations and executors run.

#include "Build.h"

#include <gmock/gmock.h>

namespace nostall::rules {
namespace {

const char* const Asio = R"(
framework: asio
aliases: {"boost::asio": asio}
executors:
  - {call: background, runs: pool}
  - {type: asio::thread_pool, runs: pool}
  - {type: "asio::thread_pool::*", runs: pool}
  - {type: asio::io_context, runs: loop}
  - {type: asio::strand, through: 0}
  - {type: Widget, runs: loop}
  - {type: Object, runs: unsure}
callables:
  - calls: {functions: asio::post, when: [{arguments: 1}]}
    callable: 0
    runs: pool
  - calls: {functions: asio::post}
    callable: last
    runs: executor
    executor: 0
  - calls: {class: asio::io_context, methods: post}
    callable: any
    runs: executor
    executor: receiver
  - calls: {functions: run_it}
    callable: receiver
    runs: inline
    looks-like-offload: it runs at once
hops:
  - calls: {functions: resume_on}
    runs: executor
    executor: 0
    until: next-await
  - calls: {functions: resume_background}
    runs: pool
)";

class Frameworks : public testing::Test {
protected:
  Runs executor(const facts::Value& value) {
    facts::Call& call = b.call("use", {value});
    return matcher.executor({b.shard, b.entity(), call}, value);
  }
  Runs executor(facts::Index type) { return executor(b.variable("x", type)); }
  /// Where an argument of the last call runs.
  std::optional<Runs> runs(unsigned argument) {
    auto match = matcher.callable(b.view(), argument);
    return match ? std::optional(match->runs) : std::nullopt;
  }

  Build b;
  Catalogue catalogue = catalogueOf({Asio});
  Matcher matcher{catalogue};
};

TEST_F(Frameworks, ExecutorByType) {
  EXPECT_EQ(executor(b.record("asio::thread_pool")), Runs::Pool);
  EXPECT_EQ(executor(b.record("boost::asio::thread_pool")), Runs::Pool);
  EXPECT_EQ(executor(b.record("asio::thread_pool::basic_executor_type")), Runs::Pool);
  EXPECT_EQ(executor(b.record("asio::io_context")), Runs::Loop);
  EXPECT_EQ(executor(b.record("my::pool")), Runs::Unsure);
  EXPECT_EQ(executor(facts::None), Runs::Unsure);
}
TEST_F(Frameworks, ExecutorByBaseInFileOrder) {
  EXPECT_EQ(executor(b.record("Label", {"Object", "Widget"})), Runs::Loop);
  EXPECT_EQ(executor(b.record("MyPool", {"asio::thread_pool"})), Runs::Pool);
}
TEST_F(Frameworks, ExecutorThroughAdaptersAndPointers) {
  facts::Index pool = b.record("asio::thread_pool");
  facts::Index strand = b.record("asio::strand", {}, {pool});
  EXPECT_EQ(executor(strand), Runs::Pool);
  EXPECT_EQ(executor(b.record("asio::strand", {}, {strand})), Runs::Pool);
  EXPECT_EQ(executor(b.record("asio::strand")), Runs::Unsure) << "no argument to look at";
  for (const char* pointer : {"std::shared_ptr", "std::unique_ptr", "std::reference_wrapper"})
    EXPECT_EQ(executor(b.record(pointer, {}, {strand})), Runs::Pool) << pointer;
}
TEST_F(Frameworks, ExecutorThroughItselfEnds) {
  facts::Index strand = b.record("asio::strand");
  b.shard.types[strand].arguments = {strand};
  EXPECT_EQ(executor(strand), Runs::Unsure);
}
TEST_F(Frameworks, ExecutorByTheCallThatMadeIt) {
  b.call("background");
  EXPECT_EQ(executor(b.result()), Runs::Pool);
  facts::Index make = b.symbol("make");
  b.shard.symbols[make].returnType = b.record("asio::io_context");
  b.call(make);
  EXPECT_EQ(executor(b.result()), Runs::Loop) << "by its declared result";
  b.call("get_executor").receiver = b.variable("p", b.record("asio::thread_pool"));
  EXPECT_EQ(executor(b.result(b.record("any_executor"))), Runs::Pool) << "by the object that it comes from";
  b.call("get_executor").receiver = b.variable("s", b.record("socket"));
  EXPECT_EQ(executor(b.result(b.record("any_executor"))), Runs::Unsure);
}

TEST_F(Frameworks, CallableFirstRuleDecides) {
  b.call("asio::post", {b.variable("f")});
  EXPECT_EQ(runs(0), Runs::Pool);
  b.call("asio::post", {b.variable("io", b.record("asio::io_context")), b.variable("f")});
  EXPECT_EQ(runs(1), Runs::Loop);
  EXPECT_EQ(runs(0), std::nullopt);
  b.call("boost::asio::post", {b.variable("p", b.record("boost::asio::thread_pool")), b.variable("f")});
  EXPECT_EQ(runs(1), Runs::Pool);
  b.call("asio::post", {b.variable("x"), b.variable("f")});
  EXPECT_EQ(runs(1), Runs::Unsure);
  b.call("other", {b.variable("f")});
  EXPECT_EQ(runs(0), std::nullopt);
}
TEST_F(Frameworks, CallableOfTheReceiver) {
  b.call(b.method("asio::io_context", "post"), {b.variable("f")}).receiver =
      b.variable("io", b.record("asio::io_context"));
  EXPECT_EQ(runs(0), Runs::Loop);
  b.call("run_it", {b.variable("f")});
  EXPECT_EQ(runs(0), std::nullopt);
  EXPECT_EQ(runs(Matcher::Receiver), Runs::Inline);
  EXPECT_EQ(matcher.callable(b.view(), Matcher::Receiver)->rule->looksLikeOffload, "it runs at once");
}
TEST_F(Frameworks, CallableOfAnAwaitedCall) {
  b.call("asio::post", {b.variable("f")}).flags = facts::CF_Awaited;
  EXPECT_EQ(runs(0), Runs::Pool);
}

TEST_F(Frameworks, Hops) {
  b.call("resume_background");
  auto hop = matcher.hop(b.view());
  ASSERT_TRUE(hop);
  EXPECT_EQ(hop->runs, Runs::Pool);
  EXPECT_FALSE(hop->hop->untilNextAwait);
  EXPECT_EQ(hop->framework->name, "asio");
  b.call("resume_on", {b.variable("io", b.record("asio::io_context"))});
  EXPECT_EQ(matcher.hop(b.view())->runs, Runs::Loop);
  b.call("resume_on");
  EXPECT_EQ(matcher.hop(b.view())->runs, Runs::Unsure) << "no argument to ask";
  b.call("sleep");
  EXPECT_FALSE(matcher.hop(b.view()));
}

TEST(ProjectFramework, IsAskedFirst) {
  Catalogue catalogue =
      catalogueOf({Asio, "framework: project\nexecutors: {type: asio::io_context, runs: pool}\n"});
  Matcher matcher(catalogue);
  Build b;
  b.call("use");
  EXPECT_EQ(matcher.executor(b.view(), b.variable("io", b.record("asio::io_context"))), Runs::Pool);
}

} // namespace
} // namespace nostall::rules
