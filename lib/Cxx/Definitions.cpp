// AST matchers pick the definitions. They are asked about the project's own declarations only, since those of
// system headers are most of a unit and none of its entities. The walk is our own: MatchFinder's visits the
// operand of a `co_await` once for each of the calls that the compiler makes of it, so its time doubles with
// every coroutine lambda inside an awaited expression.
#include "Cxx/Definitions.h"

#include "Cxx/Names.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/AST/StmtCXX.h>
#include <clang/ASTMatchers/ASTMatchFinder.h>
#include <clang/ASTMatchers/ASTMatchers.h>

#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/SmallVector.h>

#include <algorithm>
#include <string>
#include <tuple>

namespace nostall::cxx {
namespace {

using namespace clang::ast_matchers;
using llvm::dyn_cast;
using llvm::isa;

/// Whether the function, or something that it is local to, was made from a template.
bool isInstantiated(const clang::FunctionDecl& function) {
  for (const clang::DeclContext* context = &function; context && !context->isFileContext();
       context = context->getParent()) {
    if (const auto* outer = dyn_cast<clang::FunctionDecl>(context)) {
      if (outer->getTemplateSpecializationKind() == clang::TSK_ExplicitSpecialization) return false;
      if (outer->getTemplateInstantiationPattern()) return true;
    } else if (const auto* record = dyn_cast<clang::CXXRecordDecl>(context)) {
      if (clang::isTemplateInstantiation(record->getTemplateSpecializationKind())) return true;
    }
  }
  return false;
}

/// Written by the compiler: implicit members, and those defaulted inside their class.
bool isCompilers(const clang::FunctionDecl& function) {
  return function.isImplicit() || (function.isDefaulted() && !function.isUserProvided());
}

/// Whether the compiler's own definition does anything that is recorded.
bool compilersMatters(const clang::FunctionDecl& function, Relevance& relevance) {
  if (const auto* destructor = dyn_cast<clang::CXXDestructorDecl>(&function))
    return relevance.destructorMatters(clang::QualType(destructor->getParent()->getTypeForDecl(), 0));
  if (const auto* constructor = dyn_cast<clang::CXXConstructorDecl>(&function))
    return relevance.constructorMatters(*constructor, false);
  return false;
}

bool isLambdaPlumbing(const clang::FunctionDecl& function) {
  const auto* method = dyn_cast<clang::CXXMethodDecl>(&function);
  return method && method->getParent()->isLambda() && method->getOverloadedOperator() != clang::OO_Call;
}

/// Whether several units may define the function. A lambda is as inline as what it is written in.
bool mayRepeat(const clang::FunctionDecl& function) {
  const clang::FunctionDecl* outer = &function;
  while (outer && closureOf(*outer))
    outer = llvm::dyn_cast_or_null<clang::FunctionDecl>(closureOf(*outer)->getParentFunctionOrMethod());
  return outer && (outer->isInlined() || outer->isDependentContext());
}

class Collector : public MatchFinder::MatchCallback {
public:
  Collector(Places& places, Relevance& relevance) : places(places), relevance(relevance) {}

  void run(const MatchFinder::MatchResult& result) override {
    if (const auto* function = result.Nodes.getNodeAs<clang::FunctionDecl>("function")) addFunction(function);
    if (const auto* variable = result.Nodes.getNodeAs<clang::VarDecl>("variable")) addVariable(variable);
  }

  Definitions found;

private:
  void addFunction(const clang::FunctionDecl* function) {
    if (!function->doesThisDeclarationHaveABody() || !function->getBody() || isLambdaPlumbing(*function))
      return;
    bool compilers = isCompilers(*function);
    if (compilers && !compilersMatters(*function, relevance)) return;
    if (!seen.insert(function).second) return;
    Definition definition;
    definition.function = function;
    definition.file = places.file(function->getLocation());
    bool instantiated = isInstantiated(*function);
    definition.ofMain = compilers || instantiated;
    auto set = [&definition](bool condition, facts::EntityFlag flag) {
      definition.flags |= condition ? flag : 0;
    };
    set(isa<clang::CoroutineBodyStmt>(function->getBody()), facts::EF_Coroutine);
    set(function->isDependentContext(), facts::EF_Pattern);
    set(instantiated && !function->isDependentContext(), facts::EF_Instantiation);
    set(compilers, facts::EF_Implicit);
    set(mayRepeat(*function) || definition.ofMain, facts::EF_Inline);
    if (definition.file.isValid() && places.manager().getFileEntryRefForID(definition.file))
      found.functions.push_back(definition);
  }

  void addVariable(const clang::VarDecl* variable) {
    if (variable->isStaticLocal() || variable->getType()->isDependentType() ||
        variable->getDeclContext()->isDependentContext() ||
        isTemplateInstantiation(variable->getTemplateSpecializationKind()))
      return;
    clang::FileID file = places.file(variable->getLocation());
    if (file.isInvalid() || !places.manager().getFileEntryRefForID(file)) return;
    auto known = llvm::find_if(found.variables, [file](const auto& entry) { return entry.first == file; });
    if (known == found.variables.end()) known = found.variables.insert(known, {file, {}});
    known->second.push_back(variable);
  }

  Places& places;
  Relevance& relevance;
  llvm::DenseSet<const clang::FunctionDecl*> seen;
};

void sortByPlace(std::vector<Definition>& definitions, Places& places, const clang::PrintingPolicy& policy) {
  struct Key {
    std::string path;
    unsigned offset;
    bool inside;
    std::string id;
    Definition definition;
  };
  std::vector<Key> keys;
  keys.reserve(definitions.size());
  for (const Definition& definition : definitions) {
    const clang::FunctionDecl& function = *definition.function;
    unsigned offset = places.manager().getDecomposedExpansionLoc(function.getLocation()).second;
    keys.push_back({places.path(definition.file), offset, closureOf(function) != nullptr,
                    symbolId(function, places, policy), definition});
  }
  llvm::sort(keys, [](const Key& left, const Key& right) {
    return std::tie(left.path, left.offset, left.inside, left.id) <
           std::tie(right.path, right.offset, right.inside, right.id);
  });
  for (std::size_t index = 0; index < keys.size(); ++index)
    definitions[index] = keys[index].definition;
}

/// Asks the matchers about every function and variable, local ones and template instantiations included.
class Walk : public clang::RecursiveASTVisitor<Walk> {
public:
  Walk(MatchFinder& finder, clang::ASTContext& context) : finder(finder), context(context) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }

  bool VisitFunctionDecl(clang::FunctionDecl* function) {
    finder.match(*function, context);
    return true;
  }
  bool VisitVarDecl(clang::VarDecl* variable) {
    finder.match(*variable, context);
    return true;
  }
  bool TraverseCoroutineBodyStmt(clang::CoroutineBodyStmt* body) { return TraverseStmt(body->getBody()); }
  bool TraverseCoawaitExpr(clang::CoawaitExpr* await) { return TraverseStmt(await->getOperand()); }
  bool TraverseCoyieldExpr(clang::CoyieldExpr* yield) { return TraverseStmt(yield->getOperand()); }

private:
  MatchFinder& finder;
  clang::ASTContext& context;
};

std::vector<clang::Decl*> projectDeclarations(clang::ASTContext& context, const Places& places) {
  std::vector<clang::Decl*> result;
  for (clang::Decl* scope : context.getTraversalScope()) {
    auto* unit = dyn_cast<clang::TranslationUnitDecl>(scope);
    if (!unit) {
      result.push_back(scope);
      continue;
    }
    for (clang::Decl* declaration : unit->decls())
      if (declaration->getLocation().isValid() && !places.inSystemHeader(declaration->getLocation()))
        result.push_back(declaration);
  }
  return result;
}

} // namespace

Definitions findDefinitions(clang::ASTContext& context, Places& places, Relevance& relevance) {
  Collector collector(places, relevance);
  MatchFinder finder;
  finder.addMatcher(
      functionDecl(isDefinition(), unless(isDeleted()), unless(isExpansionInSystemHeader())).bind("function"),
      &collector);
  finder.addMatcher(
      varDecl(hasGlobalStorage(), hasInitializer(anything()), unless(isExpansionInSystemHeader()))
          .bind("variable"),
      &collector);
  Walk walk(finder, context);
  for (clang::Decl* declaration : projectDeclarations(context, places))
    walk.TraverseDecl(declaration);
  sortByPlace(collector.found.functions, places, factsPolicy(context));
  return std::move(collector.found);
}

const clang::FunctionDecl* patternOf(const clang::FunctionDecl& function) {
  return function.getTemplateInstantiationPattern();
}

} // namespace nostall::cxx
