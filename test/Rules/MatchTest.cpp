// Which calls a pattern's names mean.

#include "Build.h"

#include <gmock/gmock.h>

#include <thread>

namespace nostall::rules {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Whether the pattern matches a plain call of a function of that name.
bool matchesFunction(const std::string& pattern, const std::string& name) {
  Build b;
  b.call(name);
  return matches(pattern, b.view());
}

TEST(MatchFunction, ByNameOrGlob) {
  EXPECT_TRUE(matchesFunction("{functions: PQexec}", "PQexec"));
  EXPECT_FALSE(matchesFunction("{functions: PQexec}", "PQexecParams"));
  EXPECT_FALSE(matchesFunction("{functions: PQexec}", "my::PQexec"));
  EXPECT_TRUE(matchesFunction("{functions: 'PQexec*'}", "PQexecParams"));
  EXPECT_TRUE(matchesFunction("{functions: 'ns::*::run'}", "ns::a::b::run"));
  EXPECT_TRUE(matchesFunction("{functions: [x, y]}", "y"));
}
TEST(MatchFunction, MethodsToo) {
  Build b;
  b.call(b.method("C", "get"));
  EXPECT_TRUE(matches("{functions: 'C::get'}", b.view()));
}
TEST(MatchFunction, UnknownCalleeMatchesNothing) {
  Build b;
  b.call(facts::None);
  EXPECT_FALSE(matches("{functions: f}", b.view()));
}

TEST(MatchMethod, OfTheClass) {
  Build b;
  b.call(b.method("pqxx::connection", "prepare"));
  EXPECT_TRUE(matches("{class: 'pqxx::connection', methods: prepare}", b.view()));
  EXPECT_TRUE(matches("{class: 'pqxx::*', methods: 'pre*'}", b.view()));
  EXPECT_FALSE(matches("{class: 'pqxx::connection', methods: exec}", b.view()));
  EXPECT_FALSE(matches("{class: 'pqxx::work', methods: prepare}", b.view()));
}
TEST(MatchMethod, OverriddenByTheProject) {
  Build b;
  facts::Index base = b.method("rocksdb::DB", "Get");
  facts::Index middle = b.method("rocksdb::StackableDB", "Get");
  b.shard.symbols[middle].overrides = {base};
  facts::Index own = b.method("My", "Get", {}, 0);
  b.shard.symbols[own].overrides = {middle};
  b.call(own);
  EXPECT_TRUE(matches("{class: 'rocksdb::DB', methods: Get}", b.view())) << "through two overriders";
}
TEST(MatchMethod, OverridesInACycleEnd) {
  Build b;
  facts::Index one = b.method("A", "f"), two = b.method("B", "f");
  b.shard.symbols[one].overrides = {two};
  b.shard.symbols[two].overrides = {one};
  b.call(one);
  EXPECT_TRUE(matches("{class: B, methods: f}", b.view()));
}
TEST(MatchMethod, InheritedIsMemberOfTheDerivedClass) {
  Build b;
  b.call(b.method("pqxx::transaction_base", "exec")).receiver =
      b.variable("tx", b.record("pqxx::work", {"pqxx::transaction_base"}));
  EXPECT_TRUE(matches("{class: 'pqxx::work', methods: exec}", b.view()));
  EXPECT_TRUE(matches("{class: 'pqxx::transaction_base', methods: exec}", b.view()));
  EXPECT_FALSE(matches("{class: 'pqxx::pipeline', methods: exec}", b.view()));
}
TEST(MatchMethod, LibrarysOwnDerivedClassRedeclaresIt) {
  Build b;
  b.call(b.method("lib::Derived", "run", {"lib::Base"}));
  EXPECT_TRUE(matches("{class: 'lib::Base', methods: run}", b.view()));
}
TEST(MatchMethod, ProjectsHidingMethodIsItsOwn) {
  Build b;
  b.call(b.method("My", "run", {"lib::Base"}, 0)).receiver = b.variable("my", b.record("My", {"lib::Base"}));
  EXPECT_FALSE(matches("{class: 'lib::Base', methods: run}", b.view()));
}

TEST(MatchConstructor, OfExactlyTheClass) {
  Build b;
  b.call(b.symbol("db::Db::Db", "db::Db", {"db::Base"}, facts::SF_System | facts::SF_Constructor));
  EXPECT_TRUE(matches("{class: 'db::Db', constructor: true}", b.view()));
  EXPECT_FALSE(matches("{class: 'db::Db', destructor: true}", b.view()));
  EXPECT_FALSE(matches("{class: 'db::Base', constructor: true}", b.view()));
  EXPECT_FALSE(matches("{class: 'db::Db', methods: 'D*'}", b.view())) << "a constructor is no method";
}
TEST(MatchDestructor, OfExactlyTheClass) {
  Build b;
  b.call(b.symbol("db::Tx::~Tx", "db::Tx", {"db::Base"}, facts::SF_System | facts::SF_Destructor));
  EXPECT_TRUE(matches("{class: 'db::Tx', destructor: true}", b.view()));
  EXPECT_FALSE(matches("{class: 'db::Tx', constructor: true}", b.view()));
  EXPECT_FALSE(matches("{class: 'db::Base', destructor: true}", b.view()));
}

TEST(MatchOperator, Member) {
  Build b;
  b.call(b.symbol("sqlpp::connection::operator()", "sqlpp::connection", {},
                  facts::SF_System | facts::SF_Operator));
  EXPECT_TRUE(matches("{class: 'sqlpp::connection', operators: '()'}", b.view()));
  EXPECT_FALSE(matches("{class: 'sqlpp::connection', operators: ['<<']}", b.view()));
  EXPECT_FALSE(matches("{class: 'sqlpp::other', operators: '()'}", b.view()));
}
TEST(MatchOperator, FreeWithSuchAnOperand) {
  Build b;
  facts::Index shift = b.symbol("soci::operator<<", "", {}, facts::SF_System | facts::SF_Operator);
  b.shard.symbols[shift].parameters = {b.type("soci::session &", "soci::session", {"soci::base"}),
                                       b.type("int")};
  b.call(shift);
  EXPECT_TRUE(matches("{class: 'soci::session', operators: '<<'}", b.view()));
  EXPECT_TRUE(matches("{class: 'soci::base', operators: '<<'}", b.view()));
  EXPECT_FALSE(matches("{class: 'soci::row', operators: '<<'}", b.view()));
}
TEST(MatchOperator, AStarIsAnOperatorToo) {
  Build b;
  b.call(b.symbol("C::operator*", "C", {}, facts::SF_System | facts::SF_Operator));
  EXPECT_TRUE(matches("{class: C, operators: '*'}", b.view()));
  EXPECT_FALSE(matches("{class: C, operators: '->'}", b.view()));
}

TEST(MatchIteration, BeginAndIncrementOfARangeFor) {
  Build b;
  const char* pattern = "{class: 'mongocxx::cursor', iteration: true}";
  facts::Index begin = b.method("mongocxx::cursor", "begin");
  b.call(begin).kind = facts::CallKind::Method;
  EXPECT_FALSE(matches(pattern, b.view())) << "a plain call";
  b.call(begin).kind = facts::CallKind::RangeBegin;
  EXPECT_TRUE(matches(pattern, b.view()));
  facts::Index increment = b.symbol("mongocxx::cursor::iterator::operator++", "mongocxx::cursor::iterator",
                                    {}, facts::SF_System | facts::SF_Operator);
  b.call(increment).kind = facts::CallKind::RangeIncrement;
  EXPECT_TRUE(matches(pattern, b.view()));
  b.call(increment).kind = facts::CallKind::Operator;
  EXPECT_TRUE(matches(pattern, b.view()));
  b.call(b.method("mongocxx::cursor", "end")).kind = facts::CallKind::Operator;
  EXPECT_FALSE(matches(pattern, b.view()));
}

TEST(MatchReference, NamedNotCalled) {
  Build b;
  const char* pattern = "{references: 'Poco::Data::Keywords::now'}";
  facts::Index now = b.symbol("Poco::Data::Keywords::now");
  b.call(now).kind = facts::CallKind::Reference;
  EXPECT_TRUE(matches(pattern, b.view()));
  EXPECT_FALSE(matches("{functions: 'Poco::Data::Keywords::now'}", b.view()));
  b.call(now);
  EXPECT_FALSE(matches(pattern, b.view()));
}

TEST(MatchLibrary, OnlyItsHeaders) {
  Build b;
  auto rules = [&](const std::string& headers) {
    return matched(catalogueOf({"headers: " + headers + "\n" + ruleFor("{functions: f}")}), b.view());
  };
  b.call("f");
  EXPECT_THAT(rules("lib.h"), ElementsAre("r"));
  EXPECT_THAT(rules("[other.h, 'l*.h']"), ElementsAre("r"));
  EXPECT_THAT(rules("other.h"), IsEmpty());
}
TEST(MatchLibrary, OnlyItsLanguage) {
  Build b;
  b.call("f");
  EXPECT_THAT(matched(catalogueOf({"language: python\n" + ruleFor("{functions: f}")}), b.view()), IsEmpty());
}

TEST(MatchRules, AwaitedOnlyWhenAskedFor) {
  Build b;
  b.call("f").flags = facts::CF_Awaited;
  EXPECT_FALSE(matches("{functions: f}", b.view()));
  EXPECT_FALSE(matches("{functions: f, when: [{awaited: false}]}", b.view()));
  EXPECT_TRUE(matches("{functions: f, when: [{awaited: true}]}", b.view()));
}
TEST(MatchRules, InCatalogueOrderAndOnce) {
  Build b;
  b.call("f");
  Catalogue catalogue = catalogueOf(
      {"library: b\nwhy: w\nrules: [{id: b2, calls: [{functions: f}, {functions: 'f*'}]}, {id: b1, "
       "calls: {functions: f}}]\n",
       "library: a\nwhy: w\nrules: [{id: z, calls: {functions: f}}]\n"});
  EXPECT_THAT(matched(catalogue, b.view()), ElementsAre("z", "b2", "b1"));
}
TEST(MatchRules, AstMatchers) {
  Build b;
  b.call("f").matched = {"ast"};
  Catalogue catalogue =
      catalogueOf({"library: l\nwhy: w\nrules: [{id: ast, matcher: x}, {id: other, matcher: y}]\n"});
  EXPECT_THAT(matched(catalogue, b.view()), ElementsAre("ast"));
  b.entity().calls.back().callee = facts::None;
  EXPECT_THAT(matched(catalogue, b.view()), ElementsAre("ast")) << "a matcher needs no callee";
}
TEST(MatchRules, ExemptCallsMatchNone) {
  Build b;
  Catalogue catalogue = catalogueOf({ruleFor("{functions: 'p::*'}"),
                                     "framework: u\nexempt: {functions: 'p::*', when: [{arguments: 1}]}\n"});
  b.call("p::run", {b.integer(1)});
  EXPECT_THAT(matched(catalogue, b.view()), IsEmpty());
  b.call("p::run");
  EXPECT_THAT(matched(catalogue, b.view()), ElementsAre("r"));
}
TEST(MatchRules, AliasesOfFrameworks) {
  Catalogue catalogue = catalogueOf({ruleFor("{class: 'asio::io_context', methods: run}"),
                                     "framework: asio\naliases: {'boost::asio': asio}\n"});
  Build b;
  b.call(b.method("boost::asio::io_context", "run"));
  EXPECT_THAT(matched(catalogue, b.view()), ElementsAre("r"));
}

TEST(MatchKnows, WhateverTheCatalogueNames) {
  Catalogue catalogue =
      catalogueOf({ruleFor("{functions: f, when: [{arguments: 7}]}"),
                   "framework: w\ncallables: {calls: {functions: g}, callable: 0, runs: pool}\n"
                   "hops: {calls: {functions: h}, runs: pool}\n"});
  Matcher matcher(catalogue);
  Build b;
  auto knows = [&](const std::string& name) {
    facts::Index symbol = b.symbol(name);
    return matcher.knows(b.shard, b.shard.symbols[symbol]);
  };
  EXPECT_TRUE(knows("f")) << "conditions do not count";
  EXPECT_TRUE(knows("g"));
  EXPECT_TRUE(knows("h"));
  EXPECT_FALSE(knows("k"));
}

TEST(MatchIndex, ShardsDoNotMixUp) {
  Catalogue catalogue = catalogueOf({ruleFor("{class: Base, methods: f}")});
  Matcher matcher(catalogue);
  Build one, two;
  one.call(one.method("D", "f", {"Base"}));
  two.call(two.method("D", "f", {"Other"}));
  EXPECT_EQ(matcher.rules(one.view()).size(), 1u);
  EXPECT_EQ(matcher.rules(two.view()).size(), 0u);
  EXPECT_EQ(matcher.rules(one.view()).size(), 1u);
}
TEST(MatchIndex, SeveralThreadsAgree) {
  Catalogue catalogue = catalogueOf({ruleFor("{functions: 'f*7'}")});
  Matcher matcher(catalogue);
  Build b;
  for (int i = 0; i < 200; ++i)
    b.call("f" + std::to_string(i));
  std::vector<std::size_t> found(4);
  std::vector<std::thread> threads;
  for (std::size_t& count : found)
    threads.emplace_back([&] {
      for (const facts::Call& call : b.entity().calls)
        count += matcher.rules({b.shard, b.entity(), call}).size();
    });
  for (std::thread& thread : threads)
    thread.join();
  EXPECT_THAT(found, testing::Each(20u));
}

} // namespace
} // namespace nostall::rules
