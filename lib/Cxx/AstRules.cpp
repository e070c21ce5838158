// Matchers run over the top-level declarations outside system headers, instantiations of templates included.
// A matcher says which expression it means by binding it as "call"; one that never does could not match
// anything, so checkAstRule refuses it.
#include "Cxx/AstRules.h"

#include <clang/ASTMatchers/ASTMatchFinder.h>
#include <clang/ASTMatchers/Dynamic/Diagnostics.h>
#include <clang/ASTMatchers/Dynamic/Parser.h>
#include <clang/Basic/SourceManager.h>

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/Regex.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace nostall::cxx {
namespace {

namespace dynamic = clang::ast_matchers::dynamic;
using clang::ast_matchers::internal::DynTypedMatcher;

constexpr llvm::StringRef Binding = "call";

std::optional<DynTypedMatcher> parse(const AstRule& rule, dynamic::Diagnostics& diagnostics) {
  llvm::StringRef expression = llvm::StringRef(rule.matcher).trim();
  return dynamic::Parser::parseMatcherExpression(expression, &diagnostics);
}

class Recorder : public clang::ast_matchers::MatchFinder::MatchCallback {
public:
  Recorder(const std::string& rule, AstMatches& matches) : rule(rule), matches(matches) {}

  void run(const clang::ast_matchers::MatchFinder::MatchResult& result) override {
    if (const auto* call = result.Nodes.getNodeAs<clang::Stmt>(Binding)) matches.rules[call].push_back(rule);
  }

private:
  const std::string& rule;
  AstMatches& matches;
};

std::vector<clang::Decl*> ownDeclarations(clang::ASTContext& context) {
  const clang::SourceManager& sources = context.getSourceManager();
  std::vector<clang::Decl*> result;
  for (clang::Decl* declaration : context.getTranslationUnitDecl()->decls()) {
    clang::SourceLocation location = sources.getExpansionLoc(declaration->getLocation());
    if (location.isValid() && !sources.isInSystemHeader(location)) result.push_back(declaration);
  }
  return result;
}

} // namespace

AstMatches matchAstRules(clang::ASTContext& context, llvm::ArrayRef<AstRule> rules) {
  AstMatches matches;
  clang::ast_matchers::MatchFinder finder;
  std::vector<std::unique_ptr<Recorder>> recorders;
  for (const AstRule& rule : rules) {
    dynamic::Diagnostics diagnostics; // the parser writes to it whether or not anybody reads it
    auto matcher = parse(rule, diagnostics);
    auto recorder = std::make_unique<Recorder>(rule.rule, matches);
    if (matcher && finder.addDynamicMatcher(*matcher, recorder.get()))
      recorders.push_back(std::move(recorder));
  }
  if (recorders.empty()) return matches;

  // An editor walks its main file alone, and loading what else there is would take longer than all the rest.
  const std::vector<clang::Decl*> scope = context.getTraversalScope();
  const bool whole = llvm::any_of(scope, llvm::IsaPred<clang::TranslationUnitDecl>);
  if (whole) context.setTraversalScope(ownDeclarations(context));
  finder.matchAST(context);
  if (whole) context.setTraversalScope(scope);
  for (auto& [call, ids] : matches.rules) {
    llvm::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  }
  return matches;
}

std::string checkAstRule(const AstRule& rule) {
  dynamic::Diagnostics diagnostics;
  auto matcher = parse(rule, diagnostics);
  if (!matcher) return diagnostics.toStringFull();
  if (!llvm::Regex("bind[[:space:]]*\\([[:space:]]*[\"']" + Binding.str() + "[\"'][[:space:]]*\\)")
           .match(rule.matcher))
    return "the matcher binds no node as `call`; add `.bind(\"call\")` to the call's matcher";
  class Nothing : public clang::ast_matchers::MatchFinder::MatchCallback {
    void run(const clang::ast_matchers::MatchFinder::MatchResult&) override {}
  } nothing;
  if (!clang::ast_matchers::MatchFinder().addDynamicMatcher(*matcher, &nothing))
    return "the matcher matches neither a statement nor a declaration nor a type";
  return {};
}

} // namespace nostall::cxx
