// What each condition asks of a call.

#include "Build.h"
#include "Rules/Conditions.h"

#include <gmock/gmock.h>

namespace nostall::rules {
namespace {

/// Whether the condition holds for the last call, which must be of `f`.
bool holds(const Build& b, const std::string& condition,
           const std::vector<std::string>* callbackOf = nullptr) {
  return matches("{functions: f, when: [" + condition + "]}", b.view(callbackOf));
}

TEST(Condition, WhenNeedsAllUnlessNone) {
  Build b;
  b.call("f", {b.integer(1), b.integer(2)});
  EXPECT_TRUE(holds(b, "{argument: 0, integer: 1}, {argument: 1, integer: 2}"));
  EXPECT_FALSE(holds(b, "{argument: 0, integer: 1}, {argument: 1, integer: 3}"));
  EXPECT_FALSE(
      matches("{functions: f, unless: [{argument: 0, integer: 9}, {argument: 1, integer: 2}]}", b.view()));
  EXPECT_TRUE(matches("{functions: f, unless: [{argument: 0, integer: 9}]}", b.view()));
}

TEST(Condition, Counts) {
  Build b;
  facts::Index f = b.symbol("f");
  b.shard.symbols[f].parameters = {b.type("int"), b.type("int"), b.type("int")};
  b.call(f, {b.integer(1), b.integer(2)});
  EXPECT_TRUE(holds(b, "{arguments: 2}"));
  EXPECT_FALSE(holds(b, "{arguments: 3}"));
  EXPECT_TRUE(holds(b, "{arguments: {min: 2, max: 3}}"));
  EXPECT_FALSE(holds(b, "{arguments: {min: 3}}"));
  EXPECT_TRUE(holds(b, "{parameters: 3}"));
  EXPECT_FALSE(holds(b, "{parameters: {max: 2}}"));
}

TEST(Condition, Positions) {
  Build b;
  b.call("f", {b.integer(1), b.integer(2), b.integer(3)});
  EXPECT_TRUE(holds(b, "{argument: 1, integer: 2}"));
  EXPECT_TRUE(holds(b, "{argument: last, integer: 3}"));
  EXPECT_TRUE(holds(b, "{argument: any, integer: 2}"));
  EXPECT_FALSE(holds(b, "{argument: any, integer: 4}"));
  EXPECT_FALSE(holds(b, "{argument: 3, integer: 3}"));
  b.call("f");
  EXPECT_FALSE(holds(b, "{argument: last, integer: 3}"));
}
TEST(Condition, IntegersAndBooleans) {
  Build b;
  facts::Value yes = b.value(facts::Value::Kind::Boolean, "true");
  yes.integer = 1;
  b.call("f", {yes, b.variable("n")});
  EXPECT_TRUE(holds(b, "{argument: 0, boolean: true}"));
  EXPECT_TRUE(holds(b, "{argument: 0, integer: 1}"));
  EXPECT_FALSE(holds(b, "{argument: 0, boolean: false}"));
  EXPECT_FALSE(holds(b, "{argument: 1, integer: 0}")) << "a variable's value is not known";
}
TEST(Condition, StringsAndNames) {
  Build b;
  facts::Value function = b.value(facts::Value::Kind::Function, "&on_read");
  function.callable = {facts::Callable::Kind::Function, b.symbol("app::on_read"), 0};
  b.call("f", {b.text(":memory:"), b.integer(2, "std::launch::deferred"), b.variable("path"), function});
  EXPECT_TRUE(holds(b, "{argument: 0, string: ':mem*'}"));
  EXPECT_FALSE(holds(b, "{argument: 0, name: ':memory:'}")) << "a literal is no name";
  EXPECT_TRUE(holds(b, "{argument: 1, name: 'std::launch::deferred'}"));
  EXPECT_TRUE(holds(b, "{argument: 2, name: path}"));
  EXPECT_FALSE(holds(b, "{argument: 2, string: path}"));
  EXPECT_TRUE(holds(b, "{argument: 3, name: 'app::on_read'}"));
  EXPECT_TRUE(holds(b, "{argument: 3, source: '&on_*'}"));
  EXPECT_FALSE(holds(b, "{argument: 3, source: on_read}"));
}
TEST(Condition, Types) {
  Build b;
  b.call("f", {b.variable("p", b.type("const ns::Pool &", "ns::Pool", {"ns::Base"}))}).receiver =
      b.variable("r", b.record("R"));
  EXPECT_TRUE(holds(b, "{argument: 0, type: 'ns::Pool'}"));
  EXPECT_TRUE(holds(b, "{argument: 0, type: 'ns::Base'}"));
  EXPECT_TRUE(holds(b, "{argument: 0, type: 'const ns::Pool &'}"));
  EXPECT_TRUE(holds(b, "{argument: 0, type: '*Pool*'}"));
  EXPECT_FALSE(holds(b, "{argument: 0, type: 'ns'}"));
  EXPECT_TRUE(holds(b, "{receiver: true, type: R}"));
}
TEST(Condition, NullAndCallable) {
  Build b;
  b.call("f", {b.value(facts::Value::Kind::Null, "nullptr"), b.value(facts::Value::Kind::Callable, "[]{}"),
               b.variable("cb", b.record("std::function")), b.variable("x", b.type("int")),
               b.variable("fp", b.type("void (*)(int)"))});
  EXPECT_TRUE(holds(b, "{argument: 0, null: true}"));
  EXPECT_FALSE(holds(b, "{argument: 1, null: true}"));
  EXPECT_TRUE(holds(b, "{argument: 1, null: false}"));
  EXPECT_TRUE(holds(b, "{argument: 1, callable: true}"));
  EXPECT_TRUE(holds(b, "{argument: 2, callable: true}"));
  EXPECT_TRUE(holds(b, "{argument: 3, callable: false}"));
  EXPECT_TRUE(holds(b, "{argument: 4, callable: true}"));
}
TEST(Condition, ParametersAndResult) {
  Build b;
  facts::Index f = b.symbol("f");
  b.shard.symbols[f].parameters = {b.type("int"),
                                   b.type("boost::system::error_code &", "boost::system::error_code")};
  b.shard.symbols[f].returnType = b.type("std::future<int>", "std::future");
  b.call(f);
  EXPECT_TRUE(holds(b, "{parameter: last, type: '*error_code*'}"));
  EXPECT_TRUE(holds(b, "{parameter: any, type: int}"));
  EXPECT_FALSE(holds(b, "{parameter: 0, type: '*error_code*'}"));
  EXPECT_FALSE(holds(b, "{parameter: 2, type: '*'}"));
  EXPECT_TRUE(holds(b, "{result: 'std::future'}"));
  EXPECT_TRUE(holds(b, "{result: 'std::future<*>'}"));
  EXPECT_FALSE(holds(b, "{result: 'std::shared_future'}"));
}
TEST(Condition, HeaderAndFlags) {
  Build b;
  b.call("f").flags = facts::CF_Discarded;
  b.shard.symbols[0].header = "mysql/jdbc.h";
  EXPECT_TRUE(holds(b, "{header: jdbc.h}"));
  EXPECT_FALSE(holds(b, "{header: conncpp.hpp}"));
  EXPECT_TRUE(holds(b, "{discarded: true}"));
  EXPECT_FALSE(holds(b, "{implicit: true}"));
  EXPECT_TRUE(holds(b, "{implicit: false}"));
}

TEST(ConditionRuns, AsksTheFrameworks) {
  Catalogue catalogue = catalogueOf({ruleFor("{functions: f, when: [{argument: 0, runs: pool}]}"),
                                     "framework: w\nexecutors: {type: Pool, runs: pool}\n"});
  Build b;
  b.call("f", {b.variable("p", b.record("Pool"))});
  EXPECT_FALSE(matched(catalogue, b.view()).empty());
  b.call("f", {b.variable("p", b.record("Loop"))});
  EXPECT_TRUE(matched(catalogue, b.view()).empty());
}

/// A block after `result <comparison> operand` came out as `holds`.
std::optional<bool> truth(facts::Block::Comparison comparison, std::int64_t operand, bool holds,
                          bool boolean = false) {
  facts::Block block;
  block.comparison = comparison;
  block.operand = operand;
  block.holds = holds;
  return truthInBlock(block, boolean);
}
TEST(GuardTruth, FollowsFromTheComparison) {
  using C = facts::Block::Comparison;
  EXPECT_EQ(truth(C::NotEqual, 0, true), true);
  EXPECT_EQ(truth(C::NotEqual, 0, false), false);
  EXPECT_EQ(truth(C::Equal, 0, true), false);
  EXPECT_EQ(truth(C::Equal, 0, false), true);
  EXPECT_EQ(truth(C::Equal, 5, true), true);
  EXPECT_EQ(truth(C::Equal, 5, false), std::nullopt);
  EXPECT_EQ(truth(C::Greater, 0, true), true);
  EXPECT_EQ(truth(C::Greater, 0, false), std::nullopt) << "0 or less";
  EXPECT_EQ(truth(C::GreaterEqual, 1, true), true);
  EXPECT_EQ(truth(C::Less, 0, true), true);
  EXPECT_EQ(truth(C::LessEqual, -1, false), std::nullopt);
  EXPECT_EQ(truth(C::LessEqual, 0, false), true);
}
TEST(GuardTruth, OfBooleans) {
  using C = facts::Block::Comparison;
  EXPECT_EQ(truth(C::Equal, 1, false, true), false);
  EXPECT_EQ(truth(C::Greater, 0, false, true), false);
  EXPECT_EQ(truth(C::Equal, 1, false, false), std::nullopt);
}

const char* const NotBusy = "{guarded-by: busy, truthy: false, same-argument: 0}";

TEST(ConditionGuard, InTheBranch) {
  Build b;
  b.call("busy", {b.variable("c")});
  facts::Index idle = b.guarded(false), busy = b.guarded(true);
  b.call("f", {b.variable("c")}).block = idle;
  EXPECT_TRUE(holds(b, NotBusy));
  b.call("f", {b.variable("c")}).block = b.block(idle);
  EXPECT_TRUE(holds(b, NotBusy)) << "a block inside";
  b.call("f", {b.variable("c")}).block = busy;
  EXPECT_FALSE(holds(b, NotBusy));
  EXPECT_TRUE(holds(b, "{guarded-by: busy, truthy: true}"));
  b.call("f", {b.variable("c")});
  EXPECT_FALSE(holds(b, NotBusy)) << "outside";
  b.call("f", {b.variable("d")}).block = idle;
  EXPECT_FALSE(holds(b, NotBusy)) << "another connection";
  EXPECT_TRUE(holds(b, "{guarded-by: busy, truthy: false}"));
}
TEST(ConditionGuard, OnTheSameReceiver) {
  Build b;
  b.call("ready").receiver = b.variable("future");
  facts::Index ready = b.guarded(true);
  auto guarded = [&](const std::string& receiver) {
    facts::Call& call = b.call("f");
    call.receiver = b.variable(receiver);
    call.block = ready;
    return holds(b, "{guarded-by: ready, truthy: true, same-argument: receiver}");
  };
  EXPECT_TRUE(guarded("future"));
  EXPECT_FALSE(guarded("other"));
}
TEST(ConditionGuard, ThisIsImplied) {
  Build b;
  b.call("busy", {b.value(facts::Value::Kind::Member, "this->c_")});
  b.call("f", {b.value(facts::Value::Kind::Member, "c_")}).block = b.guarded(false);
  EXPECT_TRUE(holds(b, NotBusy));
}

const char* const NonBlocking = "{after: set, arguments: [{argument: 1, integer: 1}]}";

TEST(ConditionAfter, OnEveryPath) {
  Build b;
  b.call("f", {b.variable("c")});
  EXPECT_FALSE(holds(b, NonBlocking));
  b.call("set", {b.variable("c"), b.integer(1)});
  b.call("f", {b.variable("c")}).block = b.block();
  EXPECT_TRUE(holds(b, NonBlocking));
  b.call("f", {b.variable("d")});
  EXPECT_FALSE(holds(b, NonBlocking)) << "another handle";
  EXPECT_TRUE(holds(b, "{after: set, same-handle: false}"));
}
TEST(ConditionAfter, NotOnSomePathsOnly) {
  Build b;
  b.call("set", {b.variable("c"), b.integer(1)}).block = b.block();
  b.call("f", {b.variable("c")});
  EXPECT_FALSE(holds(b, NonBlocking));
}
TEST(ConditionAfter, TakenBackAgain) {
  Build b;
  b.call("set", {b.variable("c"), b.integer(1)});
  b.call("set", {b.variable("c"), b.integer(0)}).block = b.block();
  b.call("f", {b.variable("c")});
  EXPECT_FALSE(holds(b, NonBlocking));
}
TEST(ConditionAfter, ReceiverAndFirstArgumentAreHandles) {
  Build b;
  b.call("set").receiver = b.variable("db");
  b.call("f", {b.value(facts::Value::Kind::Unknown, "&db")});
  EXPECT_TRUE(holds(b, "{after: set}"));
}

const char* const AfterQuery = "{after-await-of: query}";

TEST(ConditionAfterAwait, EveryLastAwait) {
  Build b;
  b.call("query").receiver = b.variable("db");
  facts::Index query = b.await();
  b.call("sleep");
  facts::Index sleep = b.await();
  auto after = [&](std::vector<facts::Index> awaits, const std::string& handle = "db") {
    facts::Call& call = b.call("f");
    call.after = std::move(awaits);
    call.receiver = b.variable(handle);
    return holds(b, AfterQuery);
  };
  EXPECT_TRUE(after({query}));
  EXPECT_FALSE(after({sleep}));
  EXPECT_FALSE(after({query, sleep}));
  EXPECT_FALSE(after({query, facts::None})) << "one path has no await";
  EXPECT_FALSE(after({}));
  EXPECT_FALSE(after({query}, "other"));
}

TEST(ConditionCallback, OfTheFunctionHandedTo) {
  Build b;
  b.call("f");
  std::vector<std::string> handedTo{"cass_future_set_callback"};
  EXPECT_TRUE(holds(b, "{in-callback-of: 'cass_*'}", &handedTo));
  EXPECT_FALSE(holds(b, "{in-callback-of: redis}", &handedTo));
  EXPECT_FALSE(holds(b, "{in-callback-of: 'cass_*'}"));
}

} // namespace
} // namespace nostall::rules
