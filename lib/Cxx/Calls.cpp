// One call expression: what it calls, through what, and how.
#include "Cxx/AstRules.h"
#include "Cxx/Body.h"

#include <llvm/ADT/StringSet.h>

#include <tuple>

namespace nostall::cxx {

using clang::CallExpr;
using clang::Expr;
using facts::CallKind;
using llvm::cast;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

clang::SourceLocation calleeName(const CallExpr& call) {
  const Expr* callee = bare(call.getCallee());
  if (!callee) return call.getBeginLoc();
  if (const auto* member = dyn_cast<clang::MemberExpr>(callee); member && member->getMemberLoc().isValid())
    return member->getMemberLoc();
  if (const auto* name = dyn_cast<clang::DeclRefExpr>(callee)) return name->getLocation();
  return callee->getExprLoc();
}

void BodyWalk::walkCall(const CallExpr& call) {
  const Expr* callee = call.getCallee();
  if (!isa<clang::CXXOperatorCallExpr>(call)) walk(callee);
  for (const Expr* argument : call.arguments()) {
    handOver(argument);
    walk(argument);
  }
  noteMove(call);
  recordCall(call);
}

/// Remembers what was moved from: `std::move(x)`, `x.release()`.
void BodyWalk::noteMove(const CallExpr& call) {
  const clang::FunctionDecl* callee = call.getDirectCallee();
  if (!callee || !callee->getIdentifier() || !inStd(*callee)) return;
  const Expr* source = nullptr;
  if (callee->getName() == "move" && call.getNumArgs() == 1)
    source = bare(call.getArg(0));
  else if (const auto* member = dyn_cast<clang::CXXMemberCallExpr>(&call);
           member && callee->getName() == "release")
    source = bare(member->getImplicitObjectArgument());
  if (const auto* named = dyn_cast_or_null<clang::DeclRefExpr>(source)) moved.insert(named->getDecl());
}

std::uint32_t BodyWalk::useFlags(const Expr& call) const {
  std::uint32_t flags = 0;
  if (awaited.contains(&call)) flags |= facts::CF_Awaited;
  if (discarded.contains(&call) && !call.getType().isNull() && !call.getType()->isVoidType() &&
      !call.isTypeDependent())
    flags |= facts::CF_Discarded;
  if (returned.contains(&call)) flags |= facts::CF_Returned;
  if (conversions.contains(&call)) flags |= facts::CF_Implicit;
  return flags;
}

bool BodyWalk::handsOverCallable(llvm::ArrayRef<const Expr*> arguments) {
  return llvm::any_of(arguments, [](const Expr* argument) {
    const Expr* inner = meant(argument);
    return inner && (callableType(inner->getType()) != CallableType::No ||
                     inner->getType()->isSpecificBuiltinType(clang::BuiltinType::BoundMember));
  });
}

void BodyWalk::recordCall(const CallExpr& call) {
  const clang::FunctionDecl* callee = call.getDirectCallee();
  if (const auto* operation = dyn_cast<clang::CXXOperatorCallExpr>(&call); operation && callee)
    return recordOperator(*operation, *callee);
  if (const auto* member = dyn_cast<clang::CXXMemberCallExpr>(&call); member && member->getMethodDecl())
    return recordMember(call, *member->getMethodDecl(), member->getImplicitObjectArgument());
  // In a template, a call of the current class's member is a plain call expression.
  if (const auto* access = dyn_cast_or_null<clang::MemberExpr>(bare(call.getCallee())))
    if (const auto* method = dyn_cast<clang::CXXMethodDecl>(access->getMemberDecl());
        method && !method->isStatic())
      return recordMember(call, *method, access->getBase());
  if (!callee) {
    const Expr* through = bare(call.getCallee());
    if (!through || isa<clang::CXXPseudoDestructorExpr>(through)) return;
    if (call.getCallee()->isTypeDependent() || isa<clang::OverloadExpr>(through) ||
        isa<clang::CXXOperatorCallExpr>(call))
      return recordDependentCall(call);
    return recordThrough(call, callable(through), through);
  }

  CallDraft draft;
  draft.arguments.append(call.arg_begin(), call.arg_end());
  if (relevance.callMatters(*callee, nullptr, handsOverCallable(draft.arguments))) {
    draft.kind = isa<clang::CXXMethodDecl>(callee) ? CallKind::Method : CallKind::Function;
    if (callee->isOverloadedOperator()) draft.kind = CallKind::Operator;
    draft.callee = callee;
    draft.range = call.getSourceRange();
    draft.name = calleeName(call);
    draft.flags = useFlags(call);
    draft.where = draft.key = &call;
    record(draft);
  }
  recordFactory(call, *callee);
}

bool BodyWalk::isVirtualCall(const clang::CXXMethodDecl& method, const Expr* object, bool qualified,
                             const clang::CXXMethodDecl*& exact) const {
  exact = &method;
  if (qualified || !method.isVirtual() || !object) return false;
  if (object->isTypeDependent() || method.getParent()->isDependentContext()) return true;
  if (const clang::CXXMethodDecl* known = method.getDevirtualizedMethod(object, /*IsAppleKext=*/false)) {
    exact = known;
    return false;
  }
  return true;
}

void BodyWalk::recordMember(const CallExpr& call, const clang::CXXMethodDecl& method, const Expr* object) {
  const auto* access = dyn_cast_or_null<clang::MemberExpr>(bare(call.getCallee()));
  const clang::CXXRecordDecl* receiver =
      object ? classBehind(object->IgnoreParenImpCasts()->getType()) : nullptr;
  if (method.getParent()->isLambda()) {
    if (method.getOverloadedOperator() == clang::OO_Call) recordThrough(call, callable(object), object);
    return; // its conversion to a function pointer runs nothing
  }

  CallDraft draft;
  draft.arguments.append(call.arg_begin(), call.arg_end());
  if (relevance.callMatters(method, receiver, handsOverCallable(draft.arguments))) {
    const clang::CXXMethodDecl* exact = nullptr;
    bool isVirtual = isVirtualCall(method, object, access && access->hasQualifier(), exact);
    draft.callee = exact;
    draft.kind = isa<clang::CXXDestructorDecl>(method)   ? CallKind::Destructor
                 : isa<clang::CXXConversionDecl>(method) ? CallKind::Conversion
                 : method.isOverloadedOperator()         ? CallKind::Operator
                                                         : CallKind::Method;
    if (receiver && isInternalClass(*method.getParent()) && inStd(*receiver) && !isInternalClass(*receiver))
      draft.seenAs = receiver;
    draft.range = call.getSourceRange();
    draft.name = calleeName(call);
    draft.receiver = object;
    draft.flags = useFlags(call) | (isVirtual ? facts::CF_Virtual : 0);
    draft.where = draft.key = &call;
    record(draft);
  }
  recordFactory(call, method);
}

void BodyWalk::recordOperator(const clang::CXXOperatorCallExpr& call, const clang::FunctionDecl& callee) {
  recordReferences(call);
  const auto* method = dyn_cast<clang::CXXMethodDecl>(&callee);
  const Expr* object = method && call.getNumArgs() > 0 ? call.getArg(0) : nullptr;
  const clang::CXXRecordDecl* receiver = object ? classOf(object->IgnoreParenImpCasts()->getType()) : nullptr;
  if (object && call.getOperator() == clang::OO_Equal &&
      callableType(object->getType()) == CallableType::Erased) {
    if (const clang::ValueDecl* slot = slotOf(object); slot && call.getNumArgs() > 1)
      recordWrite(*slot, call.getArg(1), call.getSourceRange());
    return;
  }
  if (object && call.getOperator() == clang::OO_Call) {
    CallableType type = callableType(object->IgnoreParenImpCasts()->getType());
    facts::Callable target = callable(object);
    if (type == CallableType::Closure || type == CallableType::Erased ||
        (inStd(callee) && target.kind != facts::Callable::Kind::None))
      return recordThrough(call, target, object);
  }
  if (callee.isTrivial()) return;

  CallDraft draft;
  for (unsigned index = object ? 1 : 0; index < call.getNumArgs(); ++index)
    draft.arguments.push_back(call.getArg(index));
  if (!relevance.callMatters(callee, receiver, handsOverCallable(draft.arguments))) return;
  draft.kind = CallKind::Operator;
  draft.callee = &callee;
  if (method) {
    const clang::CXXMethodDecl* exact = nullptr;
    draft.flags = isVirtualCall(*method, object, false, exact) ? facts::CF_Virtual : 0;
    draft.callee = exact;
  }
  draft.range = call.getSourceRange();
  draft.name = call.getOperatorLoc();
  draft.receiver = object;
  const auto* named = dyn_cast_or_null<clang::DeclRefExpr>(object ? bare(object) : nullptr);
  if (method && named && isInternalClass(*method->getParent())) {
    draft.kind = CallKind::Function;
    draft.seenAs = named->getDecl();
    draft.name = named->getLocation();
    draft.receiver = nullptr;
  }
  draft.flags |= useFlags(call);
  draft.where = draft.key = &call;
  record(draft);
}

/// `session << "...", now`: a function that an operator is given by name.
void BodyWalk::recordReferences(const clang::CXXOperatorCallExpr& call) {
  if (call.getOperator() == clang::OO_Call || call.getOperator() == clang::OO_Equal) return;
  for (const Expr* argument : call.arguments()) {
    const auto* named = dyn_cast_or_null<clang::DeclRefExpr>(meant(argument));
    const auto* callee = named ? dyn_cast<clang::FunctionDecl>(named->getDecl()) : nullptr;
    if (!callee || !relevance.callMatters(*callee, nullptr, false)) continue;
    CallDraft draft;
    draft.kind = CallKind::Reference;
    draft.callee = callee;
    draft.range = named->getSourceRange();
    draft.name = named->getLocation();
    draft.where = &call;
    record(draft);
  }
}

void BodyWalk::recordThrough(const CallExpr& call, facts::Callable target, const Expr* through) {
  CallDraft draft;
  draft.kind = CallKind::Callable;
  draft.target = target;
  if (target.kind == facts::Callable::Kind::None) {
    draft.unresolved = facts::Unresolved::FunctionPointer;
    draft.spelling = through->getSourceRange();
  }
  auto arguments = llvm::make_range(call.arg_begin(), call.arg_end());
  draft.arguments.append(arguments.begin() + (isa<clang::CXXOperatorCallExpr>(call) ? 1 : 0),
                         arguments.end());
  const Expr* inner = bare(through);
  draft.range = call.getSourceRange();
  draft.name = inner ? inner->getExprLoc() : call.getBeginLoc();
  draft.flags = useFlags(call);
  draft.where = draft.key = &call;
  record(draft);
}

Index BodyWalk::record(const CallDraft& draft) {
  facts::Call call;
  call.kind = rangePart.value_or(draft.kind);
  call.flags = draft.flags;
  clang::SourceRange range = draft.range;
  clang::SourceLocation name = draft.name;
  const clang::Stmt* where = draft.where;
  if (defaultArgument || rangePart) {
    range = rangePart ? rangeSource : defaultArgument->getUsedLocation();
    name = range.getBegin();
    call.flags |= facts::CF_Implicit;
    if (defaultArgument) where = defaultArgument; // the call itself stands in another function's declaration
  }
  Stretch named = unit.places.stretch(name);
  if (named.file.isInvalid()) // compilers' own code has no place
    named = unit.places.stretch(range.isValid() ? range.getBegin()
                                : function      ? function->getLocation()
                                                : clang::SourceLocation());
  call.name = tables.range(named);
  call.range = tables.range(range);
  if (!call.range.valid()) call.range = call.name;
  if (named.macro) call.flags |= facts::CF_Macro;

  if (draft.callee) call.callee = tables.symbol(*draft.callee, draft.seenAs);
  call.target = draft.target;
  call.unresolved = draft.unresolved;
  if (draft.spelling.isValid()) call.spelling = unit.places.text(draft.spelling);
  if (draft.receiver) {
    call.receiver = value(draft.receiver);
  } else if (draft.object) {
    bool member = isa<clang::FieldDecl>(draft.object);
    call.receiver.kind = member ? facts::Value::Kind::Member : facts::Value::Kind::Variable;
    call.receiver.type = tables.type(draft.object->getType());
    call.receiver.source = draft.object->getNameAsString();
    call.receiver.text = member ? "this->" + call.receiver.source : call.receiver.source;
  }
  for (const Expr* argument : draft.arguments)
    if (!isa<clang::CXXDefaultArgExpr>(argument)) call.arguments.push_back(this->argument(argument));
  call.block = flow.blockOf(where);
  call.after = flow.afterOf(where);
  call.matched = matches.at(draft.where).vec();
  auto index = static_cast<Index>(entity.calls.size());
  entity.calls.push_back(std::move(call));
  if (draft.key) calls[draft.key] = index;
  return index;
}

} // namespace nostall::cxx
