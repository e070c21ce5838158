#include "Cxx/Names.h"

#include <clang/AST/DeclTemplate.h>
#include <clang/Index/USRGeneration.h>

#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/raw_ostream.h>

namespace nostall::cxx {
namespace {

constexpr llvm::StringLiteral LambdaName = "(lambda)";

/// The name of a class as its constructors use it; empty for a class without one.
std::string tagName(const clang::TagDecl& tag) {
  if (const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(&tag); record && record->isLambda())
    return std::string(LambdaName);
  if (const clang::IdentifierInfo* identifier = tag.getIdentifier())
    return std::string(identifier->getName());
  if (const clang::TypedefNameDecl* alias = tag.getTypedefNameForAnonDecl()) return alias->getNameAsString();
  return {};
}

std::string unqualifiedName(const clang::NamedDecl& declaration, const clang::PrintingPolicy& policy) {
  if (const auto* tag = llvm::dyn_cast<clang::TagDecl>(&declaration)) return tagName(*tag);
  clang::DeclarationName name = declaration.getDeclName();
  const auto* parent = llvm::dyn_cast<clang::CXXRecordDecl>(declaration.getDeclContext());
  switch (name.getNameKind()) {
  case clang::DeclarationName::CXXConstructorName:
    return parent ? tagName(*parent) : name.getAsString();
  case clang::DeclarationName::CXXDestructorName:
    return parent ? "~" + tagName(*parent) : name.getAsString();
  case clang::DeclarationName::CXXConversionFunctionName:
    return "operator " + name.getCXXNameType().getCanonicalType().getAsString(policy);
  default:
    return name.getAsString();
  }
}

/// The segment that a context adds to the names of what it contains; empty for one that adds none.
std::string segment(const clang::DeclContext& context, const clang::PrintingPolicy& policy) {
  if (const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(&context))
    return space->isInline() || space->isAnonymousNamespace() ? std::string() : space->getNameAsString();
  if (const auto* enumeration = llvm::dyn_cast<clang::EnumDecl>(&context))
    return enumeration->isScoped() ? tagName(*enumeration) : std::string();
  if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&context))
    return closureOf(*function) ? std::string() : unqualifiedName(*function, policy);
  if (const auto* tag = llvm::dyn_cast<clang::TagDecl>(&context)) return tagName(*tag);
  return {};
}

std::string usr(const clang::NamedDecl& declaration) {
  llvm::SmallString<128> buffer;
  return clang::index::generateUSRForDecl(&declaration, buffer) ? std::string() : std::string(buffer);
}

/// Distinguishes what stands in one function: where it was expanded and where it was spelled.
std::string placeSuffix(clang::SourceLocation location, const clang::SourceManager& sources) {
  auto show = [&](clang::SourceLocation where) {
    return llvm::utostr(sources.getExpansionLineNumber(where)) + ":" +
           llvm::utostr(sources.getExpansionColumnNumber(where));
  };
  std::string result = show(location);
  if (location.isMacroID()) {
    clang::SourceLocation spelled = sources.getSpellingLoc(location);
    result += "/" + llvm::utostr(sources.getSpellingLineNumber(spelled)) + ":" +
              llvm::utostr(sources.getSpellingColumnNumber(spelled));
  }
  return result;
}

std::string lambdaId(const clang::FunctionDecl& function, const clang::CXXRecordDecl& closure, Places& places,
                     const clang::PrintingPolicy& policy) {
  std::string id;
  if (const auto* outer = llvm::dyn_cast_or_null<clang::FunctionDecl>(closure.getParentFunctionOrMethod()))
    id = symbolId(*outer, places, policy);
  else
    id = places.owner(places.file(closure.getLocation()));
  id += "@lambda@" + placeSuffix(closure.getLocation(), places.manager());
  if (function.isTemplateInstantiation())
    id += "<" + function.getType().getCanonicalType().getAsString(policy) + ">";
  return id;
}

} // namespace

clang::PrintingPolicy factsPolicy(const clang::ASTContext& context) {
  clang::PrintingPolicy policy(context.getLangOpts());
  policy.SuppressTagKeyword = true;
  policy.SuppressUnwrittenScope = true;
  policy.AnonymousTagLocations = false;
  policy.Bool = true;
  policy.adjustForCPlusPlus();
  return policy;
}

const clang::CXXRecordDecl* closureOf(const clang::FunctionDecl& function) {
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  if (!method || !method->getParent()->isLambda() || method->getOverloadedOperator() != clang::OO_Call)
    return nullptr;
  return method->getParent();
}

std::string qualifiedName(const clang::NamedDecl& declaration, const clang::PrintingPolicy& policy) {
  const clang::NamedDecl* named = &declaration;
  if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&declaration)) {
    if (function->isExternC()) return function->getNameAsString();
    if (const clang::CXXRecordDecl* closure = closureOf(*function)) named = closure;
  }
  llvm::SmallVector<std::string, 8> segments{unqualifiedName(*named, policy)};
  for (const clang::DeclContext* context = named->getDeclContext(); context; context = context->getParent())
    if (std::string part = segment(*context, policy); !part.empty()) segments.push_back(std::move(part));
  return llvm::join(llvm::reverse(segments), "::");
}

std::string symbolId(const clang::NamedDecl& declaration, Places& places,
                     const clang::PrintingPolicy& policy) {
  if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&declaration))
    if (const clang::CXXRecordDecl* closure = closureOf(*function))
      return lambdaId(*function, *closure, places, policy);
  std::string id = usr(declaration);
  const auto* canonical = llvm::cast<clang::NamedDecl>(declaration.getCanonicalDecl());
  if (id.empty())
    id = qualifiedName(declaration, policy) + "@" + placeSuffix(canonical->getLocation(), places.manager());
  if (!declaration.isExternallyVisible()) id = places.owner(places.file(canonical->getLocation())) + "|" + id;
  return id;
}

} // namespace nostall::cxx
