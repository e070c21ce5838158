// Calls in templates that are not instantiated. What can be told from names is: a member of a known class
// template, a function found by name whose overloads leave one that takes so many arguments. Such a call is
// marked as guessed; any other is recorded as unresolved, under the name that the source gives it.
#include "Cxx/Body.h"

namespace nostall::cxx {

using clang::Expr;
using facts::CallKind;
using llvm::cast;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

namespace {

const clang::FunctionDecl* asFunction(const clang::NamedDecl* declaration) {
  if (!declaration) return nullptr;
  declaration = declaration->getUnderlyingDecl();
  if (const auto* pattern = dyn_cast<clang::FunctionTemplateDecl>(declaration))
    declaration = pattern->getTemplatedDecl();
  return dyn_cast<clang::FunctionDecl>(declaration);
}

bool takes(const clang::FunctionDecl& function, std::size_t count) {
  if (count < function.getMinRequiredArguments()) return false;
  if (count <= function.getNumParams() || function.isVariadic()) return true;
  return function.getNumParams() > 0 && function.getParamDecl(function.getNumParams() - 1)->isParameterPack();
}

/// The first candidate that takes `count` arguments.
template <typename Range>
const clang::FunctionDecl* choose(const Range& candidates, std::size_t count) {
  for (const clang::NamedDecl* candidate : candidates)
    if (const clang::FunctionDecl* function = asFunction(candidate); function && takes(*function, count))
      return function;
  return nullptr;
}

const clang::FunctionDecl* chooseMember(const clang::CXXRecordDecl& record, clang::DeclarationName name,
                                        std::size_t count) {
  if (record.hasDefinition())
    if (const clang::FunctionDecl* own = choose(record.lookup(name), count)) return own;
  for (const clang::CXXRecordDecl* base : allBases(record))
    if (base->hasDefinition())
      if (const clang::FunctionDecl* inherited = choose(base->lookup(name), count)) return inherited;
  return nullptr;
}

const clang::CXXRecordDecl* qualifierClass(const clang::NestedNameSpecifier* qualifier) {
  if (!qualifier || !qualifier->getAsType()) return nullptr;
  return classOf(clang::QualType(qualifier->getAsType(), 0));
}

} // namespace

void BodyWalk::recordDependentCall(const clang::CallExpr& call) {
  const Expr* callee = bare(call.getCallee());
  CallDraft draft;
  draft.kind = CallKind::Function;
  draft.range = call.getSourceRange();
  draft.name = callee->getExprLoc();
  draft.spelling = callee->getSourceRange();
  draft.flags = useFlags(call) | facts::CF_Guessed;
  draft.where = draft.key = &call;
  draft.arguments.append(call.arg_begin(), call.arg_end());
  const clang::CXXRecordDecl* receiver = nullptr;

  if (const auto* operation = dyn_cast<clang::CXXOperatorCallExpr>(&call)) {
    // What other operators do on unknown types is not worth a question mark on each.
    const Expr* object = call.getNumArgs() > 0 ? call.getArg(0) : nullptr;
    receiver = object ? classOf(object->getType()) : nullptr;
    clang::DeclarationName name = unit.ast.DeclarationNames.getCXXOperatorName(operation->getOperator());
    if (operation->getOperator() == clang::OO_Call && object) {
      facts::Callable target = callable(object);
      if (!receiver || target.kind != facts::Callable::Kind::None) return recordThrough(call, target, object);
    }
    if (receiver) draft.callee = chooseMember(*receiver, name, call.getNumArgs() - 1);
    if (!draft.callee) return;
    draft.kind = CallKind::Operator;
    draft.receiver = object;
    draft.arguments.erase(draft.arguments.begin());
    draft.name = operation->getOperatorLoc();
  } else if (const auto* lookup = dyn_cast<clang::UnresolvedLookupExpr>(callee)) {
    draft.callee = choose(lookup->decls(), call.getNumArgs());
    draft.name = lookup->getNameLoc();
  } else if (const auto* overloaded = dyn_cast<clang::UnresolvedMemberExpr>(callee)) {
    draft.kind = CallKind::Method;
    draft.callee = choose(overloaded->decls(), call.getNumArgs());
    draft.receiver = overloaded->isImplicitAccess() ? nullptr : overloaded->getBase();
    receiver = classBehind(overloaded->getBaseType());
    draft.name = overloaded->getMemberLoc();
  } else if (const auto* member = dyn_cast<clang::CXXDependentScopeMemberExpr>(callee)) {
    draft.kind = CallKind::Method;
    receiver = classBehind(member->getBaseType());
    if (receiver) draft.callee = chooseMember(*receiver, member->getMember(), call.getNumArgs());
    draft.receiver = member->isImplicitAccess() ? nullptr : member->getBase();
    draft.name = member->getMemberLoc();
  } else if (const auto* scoped = dyn_cast<clang::DependentScopeDeclRefExpr>(callee)) {
    if (const clang::CXXRecordDecl* owner = qualifierClass(scoped->getQualifier()))
      draft.callee = chooseMember(*owner, scoped->getDeclName(), call.getNumArgs());
    draft.name = scoped->getLocation();
  } else if (isa<clang::DeclRefExpr, clang::MemberExpr>(callee)) {
    return recordThrough(call, callable(callee), callee);
  } else if (isa<clang::CXXUnresolvedConstructExpr, clang::LambdaExpr>(callee)) {
    return recordThrough(call, callable(callee), callee);
  }

  if (draft.callee) {
    if (!relevance.callMatters(*draft.callee, receiver, handsOverCallable(draft.arguments))) return;
    const auto* method = dyn_cast<clang::CXXMethodDecl>(draft.callee);
    if (method && method->isVirtual() && draft.receiver) draft.flags |= facts::CF_Virtual;
  } else {
    if (receiver && inStd(*receiver)) return;
    draft.flags &= ~facts::CF_Guessed;
    draft.unresolved = facts::Unresolved::Dependent;
  }
  record(draft);
}

void BodyWalk::recordDependentConstruct(clang::QualType type, llvm::ArrayRef<const Expr*> arguments,
                                        clang::SourceRange range, clang::SourceLocation name,
                                        const clang::Stmt* where, std::uint32_t flags) {
  const clang::CXXRecordDecl* record = classOf(type);
  if (!record || !record->hasDefinition()) return;
  std::vector<const clang::NamedDecl*> candidates;
  for (const clang::Decl* member : record->decls()) {
    const auto* named = dyn_cast<clang::NamedDecl>(member);
    if (isa_and_nonnull<clang::CXXConstructorDecl>(asFunction(named))) candidates.push_back(named);
  }
  const auto* constructor = dyn_cast_or_null<clang::CXXConstructorDecl>(choose(candidates, arguments.size()));
  if (!constructor || !relevance.constructorMatters(*constructor, handsOverCallable(arguments))) return;
  CallDraft draft;
  draft.kind = CallKind::Constructor;
  draft.callee = constructor;
  draft.range = range;
  draft.name = name;
  draft.arguments.append(arguments.begin(), arguments.end());
  draft.flags = flags | facts::CF_Guessed;
  draft.where = where;
  draft.key = where;
  this->record(draft);
}

} // namespace nostall::cxx
