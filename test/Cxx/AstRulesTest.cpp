#include "Cxx/AstRules.h"

#include <clang/AST/Expr.h>
#include <clang/Frontend/ASTUnit.h>
#include <clang/Tooling/Tooling.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace nostall::cxx {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr const char* AnyCall = "callExpr().bind(\"call\")";

/// `line: rule rule` for each matched call of a source with a system header in front.
std::vector<std::string> matched(const std::string& code, const std::vector<AstRule>& rules) {
  std::unique_ptr<clang::ASTUnit> unit = clang::tooling::buildASTFromCodeWithArgs(
      "#include <system.h>\n" + code, {"-std=c++20", "-isystem", "/lib"}, "main.cpp", "nostall-test",
      std::make_shared<clang::PCHContainerOperations>(), clang::tooling::getClangSyntaxOnlyAdjuster(),
      {{"/lib/system.h", "void s(); inline void inSystem() { s(); }\n"}});
  EXPECT_FALSE(unit->getDiagnostics().hasErrorOccurred());
  AstMatches matches = matchAstRules(unit->getASTContext(), rules);
  std::vector<std::string> result;
  for (auto& [call, ids] : matches.rules) {
    std::string line =
        std::to_string(unit->getSourceManager().getSpellingLineNumber(call->getBeginLoc()) - 1) + ":";
    for (const std::string& id : matches.at(call))
      line += " " + id;
    result.push_back(line);
  }
  return result;
}

std::string check(const std::string& matcher) { return checkAstRule({"rule", matcher}); }

TEST(AstRules, MatchesCallsOutsideSystemHeaders) {
  EXPECT_THAT(
      matched("void g();\nvoid f() { g(); }\nnamespace n { void f() { g(); } }\n", {{"any", AnyCall}}),
      UnorderedElementsAre("2: any", "3: any"));
}
TEST(AstRules, MatchesInInstantiations) {
  EXPECT_THAT(matched("void g(int);\ntemplate <class T> void f(T t) { g(t); }\nvoid h() { f(1); }\n",
                      {{"g", "callExpr(callee(functionDecl(hasName(\"g\")))).bind(\"call\")"}}),
              ElementsAre("2: g"));
}
TEST(AstRules, ConstructionsCanBeCalls) {
  EXPECT_THAT(matched("struct C { C(int); };\nC c(1);\n", {{"new", "cxxConstructExpr().bind(\"call\")"}}),
              ElementsAre("2: new"));
}
TEST(AstRules, RulesOfOneCallAreSortedAndUnique) {
  EXPECT_THAT(matched("void g(int, int);\nvoid f() { g(1, 1); }\n",
                      {{"b", AnyCall},
                       {"a", "callExpr(forEachArgumentWithParam(expr(), parmVarDecl())).bind(\"call\")"}}),
              ElementsAre("2: a b"));
}
TEST(AstRules, OtherBindingsAreIgnored) {
  EXPECT_THAT(matched("void g();\nvoid f() { g(); }\n", {{"x", "callExpr().bind(\"other\")"}}), IsEmpty());
}
TEST(AstRules, BrokenRulesMatchNothing) {
  EXPECT_THAT(matched("void g();\nvoid f() { g(); }\n", {{"x", "callExpr("}, {"y", AnyCall}}),
              ElementsAre("2: y"));
}
TEST(AstRules, NoRulesNoMatches) { EXPECT_THAT(matched("void g();\nvoid f() { g(); }\n", {}), IsEmpty()); }

TEST(AstRules, CheckAcceptsWhatParses) {
  EXPECT_EQ(check(AnyCall), "");
  EXPECT_EQ(check("  callExpr(\n  argumentCountIs(1)\n).bind( \"call\" )\n"), "");
  EXPECT_EQ(check("expr(callExpr().bind(\"call\"))"), "");
}
TEST(AstRules, CheckSaysWhatIsWrong) {
  EXPECT_THAT(check("callExpr(callee("), HasSubstr("1:"));
  EXPECT_THAT(check("callExp().bind(\"call\")"), HasSubstr("Matcher not found: callExp"));
  EXPECT_THAT(check(""), testing::Not(IsEmpty()));
  EXPECT_THAT(check("42"), testing::Not(IsEmpty()));
  EXPECT_THAT(check("callExpr()"), HasSubstr("binds no node as `call`"));
  EXPECT_THAT(check("callExpr().bind(\"c\")"), HasSubstr("binds no node as `call`"));
}

} // namespace
} // namespace nostall::cxx
