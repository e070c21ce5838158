#include "Rules/Names.h"

#include "FromText.h"
#include "Rules/Match.h"

#include <gmock/gmock.h>

namespace nostall::rules {
namespace {

TEST(Glob, MatchesTheWholeText) {
  EXPECT_TRUE(globMatches("a", "a"));
  EXPECT_FALSE(globMatches("a", "ab"));
  EXPECT_FALSE(globMatches("a", ""));
  EXPECT_TRUE(globMatches("", ""));
  EXPECT_TRUE(globMatches("*", ""));
  EXPECT_TRUE(globMatches("a*c", "abbc"));
  EXPECT_TRUE(globMatches("a*c", "acbc"));
  EXPECT_FALSE(globMatches("a*c", "abcd"));
  EXPECT_TRUE(globMatches("a?c", "abc"));
  EXPECT_FALSE(globMatches("a?c", "ac"));
  EXPECT_TRUE(globMatches("*::async_*", "asio::ip::async_x"));
  EXPECT_TRUE(globMatches("**a*", "ba"));
}
TEST(Glob, DoesNotBlowUp) { EXPECT_FALSE(globMatches("*a*a*a*a*a*a*a*a*a*a*a*a*b", std::string(5000, 'a'))); }

TEST(Unqualified, KnowsOperators) {
  EXPECT_EQ(unqualified("f"), "f");
  EXPECT_EQ(unqualified("a::b::f"), "f");
  EXPECT_EQ(unqualified("C::~C"), "~C");
  EXPECT_EQ(unqualified("C::operator()"), "operator()");
  EXPECT_EQ(unqualified("C::operator std::string"), "operator std::string");
  EXPECT_EQ(unqualified("my_operators::f"), "f");
  EXPECT_EQ(unqualified("operator_table::find"), "find");
  EXPECT_EQ(unqualified("module.Class.method"), "method");
  EXPECT_EQ(unqualified("operator.itemgetter"), "itemgetter");
  EXPECT_EQ(scopeOf("operator.itemgetter"), "operator");
  EXPECT_EQ(scopeOf("a::b::f"), "a::b");
  EXPECT_EQ(scopeOf("a.b.f"), "a.b");
  EXPECT_EQ(scopeOf("f"), "");
}

TEST(PathEnd, MatchesWholeComponents) {
  EXPECT_TRUE(pathEndMatches("libpq-fe.h", "libpq-fe.h"));
  EXPECT_TRUE(pathEndMatches("libpq-fe.h", "/usr/include/postgresql/libpq-fe.h"));
  EXPECT_FALSE(pathEndMatches("pq-fe.h", "/usr/include/libpq-fe.h"));
  EXPECT_TRUE(pathEndMatches("pqxx/*", "/opt/pqxx/connection.hxx"));
}

TEST(Aliases, ReadBothWays) {
  Catalogue catalogue = catalogueOf({"framework: asio\naliases: {'boost::asio': asio}\n"});
  Names names(catalogue);
  EXPECT_TRUE(names.matches({"asio::post"}, "boost::asio::post"));
  EXPECT_TRUE(names.matches({"boost::asio::post"}, "asio::post"));
  EXPECT_TRUE(names.matches({"asio"}, "boost::asio"));
  EXPECT_FALSE(names.matches({"asio::post"}, "my::asio::post"));
  EXPECT_FALSE(names.matches({"asiox::post"}, "boost::asiox::post"));
  EXPECT_TRUE(names.matchesSpelling({"const asio::any &"}, "const boost::asio::any &"));
  EXPECT_TRUE(names.matchesSpelling({"*<asio::a, asio::b>"}, "T<boost::asio::a, boost::asio::b>"));
}

} // namespace
} // namespace nostall::rules
