// One call expression: what it calls, through what, and how.
#include "Cxx/AstRules.h"
#include "Cxx/Body.h"

#include <llvm/ADT/StringSet.h>

namespace nostall::cxx {

using clang::CallExpr;
using clang::Expr;
using facts::CallKind;
using llvm::cast;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
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

/// Where a call names its callee.
clang::SourceLocation calleeName(const CallExpr& call) {
  const Expr* callee = bare(call.getCallee());
  if (!callee) return call.getBeginLoc();
  if (const auto* member = dyn_cast<clang::MemberExpr>(callee); member && member->getMemberLoc().isValid())
    return member->getMemberLoc();
  if (const auto* name = dyn_cast<clang::DeclRefExpr>(callee)) return name->getLocation();
  return callee->getExprLoc();
}

} // namespace

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
  if (auto variable = declared.find(&construct); variable != declared.end())
    draft.range = variable->second;
  else if (implicitInitialiser ||
           (constructor->isCopyOrMoveConstructor() && construct.getParenOrBraceRange().isInvalid()))
    draft.flags |= facts::CF_Implicit;
  if (!objects.contains(&construct)) draft.flags |= facts::CF_Temporary;
  draft.where = draft.key = &construct;
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

Index BodyWalk::record(const CallDraft& draft) {
  facts::Call call;
  call.kind = rangePart.value_or(draft.kind);
  call.flags = draft.flags;
  clang::SourceRange range = draft.range;
  clang::SourceLocation name = draft.name;
  if (defaultArgument.isValid() || rangePart) {
    range = rangePart ? rangeSource : defaultArgument;
    name = range.getBegin();
    call.flags |= facts::CF_Implicit;
  }
  Stretch named = unit.places.stretch(name);
  if (named.file.isInvalid()) // compilers' own code has no place
    named = unit.places.stretch(range.isValid() ? range.getBegin() : function.getLocation());
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
  call.block = flow.blockOf(draft.where);
  call.after = flow.afterOf(draft.where);
  call.matched = matches.at(draft.where).vec();
  auto index = static_cast<Index>(entity.calls.size());
  entity.calls.push_back(std::move(call));
  if (draft.key) calls[draft.key] = index;
  return index;
}

} // namespace nostall::cxx
