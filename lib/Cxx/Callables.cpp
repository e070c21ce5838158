// Which function an expression stands for: a lambda wherever it has been copied to, the name of a function,
// what std::bind was given, a variable that was initialised once. Where that cannot be told here, the place
// that holds the callable is named (a parameter, a slot), and stores into slots are recorded, so that link
// may follow.
//
// A variable of an enclosing function that a lambda captures is a slot inside the lambda; its value is
// written down where the lambda is made.
#include "Cxx/Body.h"

#include <clang/AST/RecursiveASTVisitor.h>

#include <llvm/ADT/StringSet.h>

namespace nostall::cxx {

using clang::Expr;
using facts::Callable;
using llvm::cast;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

namespace {

/// Functions whose result, when called, calls their first argument.
bool wrapsFirst(const clang::FunctionDecl& callee) {
  static const llvm::StringSet<> names = {
      "std::bind",  "std::bind_front", "std::mem_fn",           "std::ref",
      "std::cref",  "std::not_fn",     "std::move_if_noexcept", "boost::bind",
      "boost::ref", "boost::mem_fn",   "boost::bind_front",     "absl::bind_front"};
  if (!callee.getIdentifier() || !names.contains((llvm::Twine("std::") + callee.getName()).str()))
    return callee.getIdentifier() && names.contains(callee.getQualifiedNameAsString());
  return inStd(callee) || names.contains(callee.getQualifiedNameAsString());
}

/// `qOverload<int>(&C::m)`: hands back its last argument.
bool picksOverload(const clang::FunctionDecl& callee) {
  const auto* method = dyn_cast<clang::CXXMethodDecl>(&callee);
  llvm::StringRef owner = method ? nameOf(method->getParent()) : llvm::StringRef();
  return owner == "QOverload" || owner == "QConstOverload" || owner == "QNonConstOverload";
}

/// The variables that a function body assigns to or takes the address of.
class Assigned : public clang::RecursiveASTVisitor<Assigned> {
public:
  explicit Assigned(llvm::DenseSet<const clang::Decl*>& variables) : variables(variables) {}

  bool VisitBinaryOperator(clang::BinaryOperator* operation) {
    if (operation->isAssignmentOp()) add(operation->getLHS());
    return true;
  }
  bool VisitCXXOperatorCallExpr(clang::CXXOperatorCallExpr* call) {
    if (call->isAssignmentOp() && call->getNumArgs() > 0) add(call->getArg(0));
    return true;
  }
  bool VisitUnaryOperator(clang::UnaryOperator* operation) {
    if (operation->getOpcode() == clang::UO_AddrOf) add(operation->getSubExpr());
    return true;
  }

private:
  void add(const Expr* expression) {
    if (const auto* named = dyn_cast_or_null<clang::DeclRefExpr>(bare(expression)))
      if (isa<clang::VarDecl>(named->getDecl())) variables.insert(named->getDecl()->getCanonicalDecl());
  }
  llvm::DenseSet<const clang::Decl*>& variables;
};

const clang::FunctionDecl* enclosingFunction(const clang::Decl& declaration) {
  return dyn_cast_or_null<clang::FunctionDecl>(declaration.getParentFunctionOrMethod());
}

} // namespace

Callable BodyWalk::callableByType(clang::QualType type) {
  Callable result;
  CallableType kind = callableType(type);
  if (kind != CallableType::Closure && kind != CallableType::Functor) return result;
  if (const clang::CXXMethodDecl* operation = callOperator(*classOf(type.getNonReferenceType()))) {
    result.kind = Callable::Kind::Function;
    result.symbol = tables.symbol(*operation);
  }
  return result;
}

Callable BodyWalk::callable(const Expr* expression) {
  for (unsigned steps = 0; steps < 64; ++steps) {
    expression = meant(expression);
    if (!expression || expression->getType().isNull()) return {};
    if (const auto* lambda = dyn_cast<clang::LambdaExpr>(expression))
      return callableByType(lambda->getType());
    if (const auto* operation = dyn_cast<clang::UnaryOperator>(expression);
        operation &&
        (operation->getOpcode() == clang::UO_AddrOf || operation->getOpcode() == clang::UO_Deref ||
         operation->getOpcode() == clang::UO_Plus)) {
      expression = operation->getSubExpr();
      continue;
    }
    if (const auto* access = dyn_cast<clang::BinaryOperator>(expression); access && access->isPtrMemOp()) {
      expression = access->getRHS();
      continue;
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(expression)) {
      if (const auto* named = dyn_cast<clang::FunctionDecl>(reference->getDecl()))
        return {Callable::Kind::Function, tables.symbol(*named), 0};
      const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
      return variable ? callableVariable(*variable) : Callable();
    }
    if (const auto* member = dyn_cast<clang::MemberExpr>(expression)) {
      if (Callable known = callableByType(member->getType()); known.kind != Callable::Kind::None)
        return known;
      const clang::ValueDecl* field = member->getMemberDecl();
      if (!isa<clang::FieldDecl, clang::VarDecl>(field) || callableType(field->getType()) == CallableType::No)
        return {};
      return {Callable::Kind::Slot, tables.slot(*field), 0};
    }
    CallableType type = callableType(expression->getType());
    if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(expression);
        construct && construct->getNumArgs() > 0 &&
        (type != CallableType::Functor || construct->getConstructor()->isCopyOrMoveConstructor())) {
      expression = construct->getArg(0);
      continue;
    }
    if (const auto* list = dyn_cast<clang::InitListExpr>(expression);
        list && list->getNumInits() == 1 && type != CallableType::Functor) {
      expression = list->getInit(0);
      continue;
    }
    if (const auto* call = dyn_cast<clang::CallExpr>(expression)) {
      const clang::FunctionDecl* callee = call->getDirectCallee();
      if (callee && call->getNumArgs() > 0 && picksOverload(*callee)) {
        expression = call->getArg(call->getNumArgs() - 1);
        continue;
      }
      if (callee && call->getNumArgs() > 0 && wrapsFirst(*callee)) {
        expression = call->getArg(0);
        continue;
      }
      const auto* conversion = dyn_cast<clang::CXXMemberCallExpr>(call);
      if (conversion && isa_and_nonnull<clang::CXXConversionDecl>(conversion->getMethodDecl()) &&
          conversion->getMethodDecl()->getParent()->isLambda())
        return callableByType(conversion->getImplicitObjectArgument()->getType());
    }
    return callableByType(expression->getType());
  }
  return {};
}

Callable BodyWalk::callableVariable(const clang::VarDecl& variable) {
  clang::QualType type = variable.getType();
  if (Callable known = callableByType(type); known.kind != Callable::Kind::None) return known;
  const clang::FunctionDecl* owner = enclosingFunction(variable);
  bool own = owner && function && owner->getCanonicalDecl() == function->getCanonicalDecl();
  bool holds = callableType(type) != CallableType::No;
  const auto* parameter = dyn_cast<clang::ParmVarDecl>(&variable);
  if (parameter && own) {
    if (!holds && !type->isDependentType()) return {};
    return {Callable::Kind::Parameter, facts::None, parameter->getFunctionScopeIndex()};
  }
  bool settled = type.isConstQualified() || variable.isConstexpr() || (owner && !reassigned(variable));
  if (settled && !parameter && variable.getInit() && underway.insert(&variable).second) {
    Callable initial = callable(variable.getInit());
    underway.erase(&variable);
    // Which parameter is known only where the parameter is.
    if (initial.kind == Callable::Kind::Function ||
        (initial.kind == Callable::Kind::Parameter && own && !variable.isInitCapture()))
      return initial;
  }
  if (!holds) return {};
  return {Callable::Kind::Slot, tables.slot(variable), 0};
}

bool BodyWalk::reassigned(const clang::VarDecl& variable) {
  const clang::FunctionDecl* owner = enclosingFunction(variable);
  while (owner && enclosingFunction(*owner))
    owner = enclosingFunction(*owner);
  if (!owner || !owner->hasBody(owner)) return true;
  auto [entry, inserted] = unit.assigned.try_emplace(owner);
  if (inserted) Assigned(entry->second).TraverseStmt(owner->getBody());
  return entry->second.contains(variable.getCanonicalDecl());
}

const clang::ValueDecl* BodyWalk::slotOf(const Expr* expression) const {
  expression = bare(expression);
  if (const auto* member = dyn_cast_or_null<clang::MemberExpr>(expression))
    return isa<clang::FieldDecl, clang::VarDecl>(member->getMemberDecl()) ? member->getMemberDecl() : nullptr;
  if (const auto* named = dyn_cast_or_null<clang::DeclRefExpr>(expression))
    return dyn_cast<clang::VarDecl>(named->getDecl());
  return nullptr;
}

void BodyWalk::recordWrite(const clang::ValueDecl& slot, const Expr* value, clang::SourceRange range) {
  const Expr* inner = meant(value);
  if (!inner || callableByType(slot.getType()).kind != Callable::Kind::None) return;
  const auto* construct = dyn_cast<clang::CXXConstructExpr>(inner);
  bool empty = (construct && construct->getNumArgs() == 0) || isa<clang::ImplicitValueInitExpr>(inner);
  if (construct && construct->getNumArgs() > 0) inner = meant(construct->getArg(0));
  if (empty || isa<clang::CXXNullPtrLiteralExpr, clang::GNUNullExpr, clang::IntegerLiteral>(inner)) return;
  facts::SlotWrite write;
  write.slot = tables.slot(slot);
  write.value = callable(value);
  if (write.value.kind == Callable::Kind::Slot && write.value.symbol == write.slot) return;
  write.range = tables.range(range);
  entity.writes.push_back(write);
}

/// `Handlers h = {.onRead = f};`
void BodyWalk::recordFieldWrites(const clang::InitListExpr& list) {
  const clang::CXXRecordDecl* record = classOf(list.getType());
  if (!record || !record->hasDefinition() || record->isUnion() || record->getNumBases() > 0) return;
  unsigned index = 0;
  for (const clang::FieldDecl* field : record->fields()) {
    if (field->isUnnamedBitField()) continue;
    if (index == list.getNumInits()) return;
    const Expr* part = list.getInit(index++);
    if (part && callableType(field->getType()) != CallableType::No)
      recordWrite(*field, part, part->getSourceRange());
  }
}

void BodyWalk::recordCaptures(const clang::LambdaExpr& lambda) {
  for (const clang::LambdaCapture& capture : lambda.captures()) {
    if (!capture.capturesVariable()) continue;
    const auto* variable = dyn_cast<clang::VarDecl>(capture.getCapturedVar());
    if (!variable || callableByType(variable->getType()).kind != Callable::Kind::None ||
        callableType(variable->getType()) == CallableType::No)
      continue;
    if (variable->isInitCapture()) {
      recordWrite(*variable, variable->getInit(), capture.getLocation());
    } else if (Callable outer = callableVariable(*variable); outer.kind == Callable::Kind::Parameter) {
      facts::SlotWrite write;
      write.slot = tables.slot(*variable);
      write.value = outer;
      write.range = tables.range(capture.getLocation());
      entity.writes.push_back(write);
    }
  }
}

} // namespace nostall::cxx
