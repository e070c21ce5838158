// Constructions: written ones, implicit ones, inherited ones, and those that a function of the standard
// library makes for its caller. Bodies of system headers are not seen, so that std::make_unique<T>(x) has to
// stand for T(x).
#include "Cxx/Body.h"

#include <llvm/ADT/StringSet.h>

#include <tuple>

namespace nostall::cxx {

using clang::CallExpr;
using clang::Expr;
using facts::CallKind;
using llvm::dyn_cast;
using llvm::isa;

namespace {

/// Functions that construct an object of their first template argument from the arguments after `skip` of
/// them. Bodies of system headers are not seen, so the construction is recorded where it is asked for.
std::optional<unsigned> constructsAfter(llvm::StringRef name) {
  if (name == "make_unique" || name == "make_shared" || name == "make_optional") return 0;
  if (name == "allocate_shared" || name == "construct_at") return 1;
  return std::nullopt;
}

/// Members of the standard library's class templates that construct one element in place.
bool constructsElement(llvm::StringRef name) {
  return name == "emplace" || name == "emplace_back" || name == "emplace_front";
}

bool holdsOneElementType(llvm::StringRef name) {
  static const llvm::StringSet<> names = {"optional",     "vector", "deque", "list",
                                          "forward_list", "set",    "stack", "queue"};
  return names.contains(name);
}

/// How well `arguments` fit the constructor's parameters; nothing when there are too few or too many.
std::optional<unsigned> fitness(const clang::FunctionDecl& function, llvm::ArrayRef<const Expr*> arguments,
                                const clang::ASTContext& ast) {
  if (arguments.size() < function.getMinRequiredArguments() ||
      (arguments.size() > function.getNumParams() && !function.isVariadic()))
    return std::nullopt;
  unsigned fit = 0;
  for (std::size_t index = 0; index < arguments.size() && index < function.getNumParams(); ++index) {
    clang::QualType given = meant(arguments[index])->getType();
    clang::QualType wanted = function.getParamDecl(static_cast<unsigned>(index))->getType();
    if (given.isNull() || wanted.isNull()) continue;
    given = given.getNonReferenceType().getCanonicalType().getUnqualifiedType();
    wanted = wanted.getNonReferenceType().getCanonicalType().getUnqualifiedType();
    if (given->isArrayType() || given->isFunctionType()) given = ast.getDecayedType(given);
    if (ast.hasSameType(given, wanted))
      fit += 4;
    else if (given->isArithmeticType() && wanted->isArithmeticType())
      fit += 3;
    else if (given->isAnyPointerType() == wanted->isAnyPointerType() &&
             given->isArithmeticType() == wanted->isArithmeticType())
      fit += 1;
  }
  return fit;
}

clang::SourceLocation typeNameLocation(const clang::TypeSourceInfo* written,
                                       clang::SourceLocation otherwise) {
  if (!written) return otherwise;
  clang::TypeLoc location = written->getTypeLoc().getUnqualifiedLoc();
  if (auto elaborated = location.getAs<clang::ElaboratedTypeLoc>()) location = elaborated.getNamedTypeLoc();
  return location.getBeginLoc();
}

} // namespace

void BodyWalk::recordConstruct(const clang::CXXConstructExpr& construct) {
  const clang::CXXConstructorDecl* constructor = construct.getConstructor();
  if (!constructor || construct.isElidable() || callableType(construct.getType()) == CallableType::Erased)
    return;
  CallDraft draft;
  for (const Expr* argument : construct.arguments())
    draft.arguments.push_back(argument);
  if (!relevance.constructorMatters(*constructor, handsOverCallable(draft.arguments))) return;
  draft.kind = CallKind::Constructor;
  draft.callee = constructor;
  draft.range = construct.getSourceRange();
  draft.name = construct.getLocation();
  if (const auto* written = dyn_cast<clang::CXXTemporaryObjectExpr>(&construct))
    draft.name = typeNameLocation(written->getTypeSourceInfo(), draft.name);
  draft.flags = useFlags(construct);
  if (auto declaration = declared.find(&construct); declaration != declared.end())
    std::tie(draft.range, draft.name) = declaration->second;
  else if (implicitInitialiser ||
           (constructor->isCopyOrMoveConstructor() && construct.getParenOrBraceRange().isInvalid()))
    draft.flags |= facts::CF_Implicit;
  if (!objects.contains(&construct)) draft.flags |= facts::CF_Temporary;
  draft.where = draft.key = &construct;
  record(draft);
}

/// `using Base::Base;`: what a constructor that was inherited does.
void BodyWalk::recordInherited(const clang::CXXInheritedCtorInitExpr& inherited) {
  if (!relevance.constructorMatters(*inherited.getConstructor(), false)) return;
  CallDraft draft;
  draft.kind = CallKind::Constructor;
  draft.callee = inherited.getConstructor();
  draft.range = inherited.getSourceRange();
  draft.name = inherited.getLocation();
  draft.flags = facts::CF_Implicit;
  draft.where = &inherited;
  record(draft);
}

void BodyWalk::recordFactory(const CallExpr& call, const clang::FunctionDecl& callee) {
  if (!callee.getIdentifier() || !unit.places.inSystemHeader(callee.getLocation())) return;
  const clang::TemplateArgument* built = nullptr;
  unsigned skipped = 0;
  if (auto after = constructsAfter(callee.getName())) {
    const clang::TemplateArgumentList* arguments = callee.getTemplateSpecializationArgs();
    if (arguments && arguments->size() > 0) built = &arguments->get(0);
    skipped = *after;
  } else if (const auto* method = dyn_cast<clang::CXXMethodDecl>(&callee);
             method && inStd(*method) && constructsElement(callee.getName()) &&
             holdsOneElementType(nameOf(method->getParent()))) {
    if (const auto* owner = dyn_cast<clang::ClassTemplateSpecializationDecl>(method->getParent()))
      built = &owner->getTemplateArgs()[0];
  }
  if (!built || built->getKind() != clang::TemplateArgument::Type) return;
  const clang::CXXRecordDecl* record = classOf(built->getAsType());
  if (!record || !record->hasDefinition()) return;

  llvm::SmallVector<const Expr*, 6> arguments;
  for (unsigned index = skipped; index < call.getNumArgs(); ++index)
    if (!isa<clang::CXXDefaultArgExpr>(call.getArg(index))) arguments.push_back(call.getArg(index));
  const clang::CXXConstructorDecl* best = nullptr;
  unsigned bestFit = 0;
  for (const clang::CXXConstructorDecl* candidate : record->ctors()) {
    if (candidate->isDeleted()) continue;
    auto fit = fitness(*candidate, arguments, unit.ast);
    if (fit && (!best || *fit > bestFit)) {
      best = candidate;
      bestFit = *fit;
    }
  }
  if (!best || !relevance.constructorMatters(*best, handsOverCallable(arguments))) return;
  CallDraft draft;
  draft.kind = CallKind::Constructor;
  draft.callee = best;
  draft.range = call.getSourceRange();
  draft.name = calleeName(call);
  draft.arguments = arguments;
  draft.flags = facts::CF_Implicit;
  draft.where = &call;
  this->record(draft);
}

} // namespace nostall::cxx
