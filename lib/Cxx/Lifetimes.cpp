// What is destroyed without call syntax, and which prvalues are temporaries at all.
//
// Clang wraps every prvalue of a class with a destructor in a CXXBindTemporaryExpr, also where it initialises
// a variable, a member, or what the function returns. `elide` finds the outermost prvalue of such an
// initialiser beforehand: it is the object itself, and its destructor belongs to the object's own scope.
#include "Cxx/Body.h"

namespace nostall::cxx {

using clang::Expr;
using llvm::cast;
using llvm::dyn_cast;

void BodyWalk::elide(const Expr* initialiser) {
  while (initialiser) {
    initialiser = initialiser->IgnoreParens();
    if (const auto* full = dyn_cast<clang::FullExpr>(initialiser)) {
      initialiser = full->getSubExpr();
    } else if (const auto* bound = dyn_cast<clang::CXXBindTemporaryExpr>(initialiser)) {
      objects.insert(bound);
      initialiser = bound->getSubExpr();
    } else if (const auto* conversion = dyn_cast<clang::CastExpr>(initialiser)) {
      initialiser = conversion->getSubExpr();
    } else if (const auto* materialised = dyn_cast<clang::MaterializeTemporaryExpr>(initialiser)) {
      initialiser = materialised->getSubExpr();
    } else if (const auto* written = dyn_cast<clang::CXXDefaultInitExpr>(initialiser)) {
      initialiser = written->getExpr();
    } else if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(initialiser)) {
      objects.insert(construct);
      initialiser = construct->isElidable() && construct->getNumArgs() > 0 ? construct->getArg(0) : nullptr;
    } else if (const auto* choice = dyn_cast<clang::ConditionalOperator>(initialiser)) {
      elide(choice->getTrueExpr());
      initialiser = choice->getFalseExpr();
    } else if (const auto* operation = dyn_cast<clang::BinaryOperator>(initialiser);
               operation && operation->isCommaOp()) {
      initialiser = operation->getRHS();
    } else {
      break;
    }
  }
}

/// A smart pointer that is passed by value hands over what it owns: who destroys that cannot be told here.
void BodyWalk::handOver(const Expr* argument) {
  argument = argument->IgnoreParenImpCasts();
  const auto* parameter = dyn_cast<clang::CXXBindTemporaryExpr>(argument);
  if (parameter && !relevance.owned(parameter->getType()).empty()) objects.insert(parameter);
}

void BodyWalk::addTemporary(const clang::CXXBindTemporaryExpr& temporary) {
  if (objects.contains(&temporary) || !relevance.destructorMatters(temporary.getType())) return;
  clang::SourceRange range = temporary.getSourceRange();
  if (defaultArgument) range = defaultArgument->getUsedLocation();
  temporaries.push_back(
      {temporary.getType(), range, range.getBegin(), nullptr, nullptr, facts::CF_Temporary});
}

/// `const auto& x = f();` keeps the temporary as long as `x`.
void BodyWalk::extendTemporary(const clang::MaterializeTemporaryExpr& temporary) {
  const clang::ValueDecl* variable = temporary.getExtendingDecl();
  if (!variable) return;
  elide(temporary.getSubExpr());
  if (temporary.getStorageDuration() == clang::SD_Automatic &&
      relevance.destructorMatters(temporary.getSubExpr()->getType()))
    locals.push_back({temporary.getSubExpr()->getType(), variable->getSourceRange(), variable->getLocation(),
                      variable, nullptr, 0});
}

void BodyWalk::endLifetimes(std::vector<Lifetime>& lifetimes, std::size_t mark, const clang::Stmt* where) {
  while (lifetimes.size() > mark) {
    Lifetime lifetime = lifetimes.back();
    lifetimes.pop_back();
    destroy(lifetime.type, lifetime, where, /*exact=*/true);
  }
}

void BodyWalk::destroy(clang::QualType type, const Lifetime& lifetime, const clang::Stmt* where, bool exact) {
  if (!relevance.destructorMatters(type)) return;
  type = clang::QualType(type->getBaseElementTypeUnsafe(), 0);
  const clang::CXXRecordDecl* record = classOf(type);
  // A future, thread or smart pointer that was moved from has nothing left to wait for or to destroy.
  if (inStd(*record) && lifetime.object && moved.contains(lifetime.object)) return;
  const clang::CXXDestructorDecl* destructor = destructorOf(*record);
  const clang::CXXMethodDecl* deleter = relevance.deleter(type);
  bool owns = inStd(*record) && (deleter || !relevance.owned(type).empty());
  if (deleter || (destructor && !owns)) {
    CallDraft draft;
    draft.kind = deleter ? facts::CallKind::Operator : facts::CallKind::Destructor;
    draft.callee = deleter ? deleter : destructor;
    draft.range = lifetime.range;
    draft.name = lifetime.name;
    draft.object = lifetime.object;
    draft.receiver = lifetime.pointer;
    draft.where = where;
    draft.flags = lifetime.flags | (lifetime.pointer ? 0 : facts::CF_Implicit);
    if (!deleter && destructor->isVirtual() && !exact && !record->isEffectivelyFinal())
      draft.flags |= facts::CF_Virtual;
    if (type->isDependentType()) draft.flags |= facts::CF_Guessed;
    this->record(draft);
  }
  if (owns)
    for (clang::QualType part : relevance.owned(type))
      destroy(part, lifetime, where, nameOf(record) != "unique_ptr");
}

/// Whether the pointer is a variable that holds what a `new` of its own type made, and nothing else ever.
bool BodyWalk::isJustMade(const Expr& pointer) {
  const auto* named = llvm::dyn_cast_or_null<clang::DeclRefExpr>(bare(&pointer));
  const auto* variable = named ? dyn_cast<clang::VarDecl>(named->getDecl()) : nullptr;
  const Expr* initialiser = variable && variable->getInit() ? variable->getInit()->IgnoreParens() : nullptr;
  const auto* made = llvm::dyn_cast_or_null<clang::CXXNewExpr>(initialiser);
  return made && unit.ast.hasSameType(made->getType(), variable->getType()) && !reassigned(*variable);
}

/// Members in reverse order of their declaration, then bases, as every destructor ends.
void BodyWalk::destroyMembers(const clang::CXXDestructorDecl& destructor) {
  const clang::CXXRecordDecl* record = destructor.getParent();
  if (!record->hasDefinition()) return;
  auto end = [&](clang::QualType type, const clang::ValueDecl* member) {
    Lifetime lifetime{type, destructor.getLocation(), destructor.getLocation(), member, nullptr, 0};
    destroy(type, lifetime, function->getBody(), /*exact=*/true);
  };
  std::vector<const clang::FieldDecl*> fields(record->field_begin(), record->field_end());
  for (const clang::FieldDecl* field : llvm::reverse(fields))
    end(field->getType(), field);
  for (const clang::CXXBaseSpecifier& base : llvm::reverse(record->bases()))
    end(base.getType(), nullptr);
}

} // namespace nostall::cxx
