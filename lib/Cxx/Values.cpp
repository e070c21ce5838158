// What is known of receivers and arguments without running the program.
#include "Cxx/Body.h"

#include <clang/AST/Expr.h>

namespace nostall::cxx {

using clang::Expr;
using facts::Value;
using llvm::cast;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

namespace {

constexpr std::size_t MaxString = 256;

/// Looks through what only wraps a literal: `std::string("x")`, `std::chrono::seconds(0)`, and through `&x`,
/// `*x` and smart
/// pointers and copies to the object that is meant.
const Expr* unwrapped(const Expr* expression) {
  for (unsigned steps = 0; steps < 64; ++steps) {
    expression = meant(expression);
    if (!expression) return nullptr;
    if (const auto* operation = dyn_cast<clang::UnaryOperator>(expression);
        operation &&
        (operation->getOpcode() == clang::UO_AddrOf || operation->getOpcode() == clang::UO_Deref)) {
      expression = operation->getSubExpr();
      continue;
    }
    if (const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(expression);
        call && call->getNumArgs() == 1 &&
        (call->getOperator() == clang::OO_Arrow || call->getOperator() == clang::OO_Star) &&
        call->getDirectCallee() && inStd(*call->getDirectCallee())) {
      expression = call->getArg(0);
      continue;
    }
    if (const auto* call = dyn_cast<clang::CXXMemberCallExpr>(expression);
        call && call->getNumArgs() == 0 && call->getMethodDecl() && inStd(*call->getMethodDecl()) &&
        call->getMethodDecl()->getIdentifier() && call->getMethodDecl()->getName() == "get" &&
        nameOf(call->getMethodDecl()->getParent()).ends_with("_ptr")) {
      expression = call->getImplicitObjectArgument();
      continue;
    }
    if (const auto* copy = dyn_cast<clang::CXXConstructExpr>(expression);
        copy && copy->getNumArgs() == 1 && copy->getConstructor()->isCopyOrMoveConstructor()) {
      expression = copy->getArg(0);
      continue;
    }
    return expression;
  }
  return expression;
}

/// What is written in front of an overloaded `->`: `client` of `client->run()`, where Clang says `client->`.
const Expr& objectBefore(const Expr& expression) {
  const auto* arrow = dyn_cast_or_null<clang::CXXOperatorCallExpr>(bare(&expression));
  bool overloaded = arrow && arrow->getOperator() == clang::OO_Arrow && arrow->getNumArgs() == 1;
  return overloaded ? *arrow->getArg(0) : expression;
}

/// The one argument that a converting constructor was given, defaults aside.
const Expr* soleArgument(const clang::CXXConstructExpr& construct) {
  if (construct.getNumArgs() == 0) return nullptr;
  for (unsigned index = 1; index < construct.getNumArgs(); ++index)
    if (!isa<clang::CXXDefaultArgExpr>(construct.getArg(index))) return nullptr;
  return construct.getArg(0);
}

bool isDuration(clang::QualType type) {
  const clang::CXXRecordDecl* record = classOf(type);
  return nameOf(record) == "duration" && inStd(*record);
}

} // namespace

bool BodyWalk::constantValue(const Expr& expression, Value& value) {
  if (const auto* text = dyn_cast<clang::StringLiteral>(&expression)) {
    value.kind = Value::Kind::String;
    value.text =
        text->getCharByteWidth() == 1 ? text->getString().take_front(MaxString).str() : std::string();
    return true;
  }
  if (isa<clang::CXXNullPtrLiteralExpr, clang::GNUNullExpr>(expression)) {
    value.kind = Value::Kind::Null;
    return true;
  }
  if (const auto* truth = dyn_cast<clang::CXXBoolLiteralExpr>(&expression)) {
    value.kind = Value::Kind::Boolean;
    value.integer = truth->getValue();
    return true;
  }
  clang::QualType type = expression.getType(); // a template's own expressions may have none
  if (type.isNull() || expression.isValueDependent() || expression.containsErrors() ||
      !type->isIntegralOrEnumerationType() || isa<clang::CallExpr, clang::CXXConstructExpr>(expression))
    return false;
  Expr::EvalResult result;
  if (!expression.EvaluateAsInt(result, unit.ast, Expr::SE_NoSideEffects) || !result.Val.isInt())
    return false;
  value.kind = type->isBooleanType() ? Value::Kind::Boolean : Value::Kind::Integer;
  value.integer = result.Val.getInt().extOrTrunc(64).getSExtValue();
  return true;
}

void BodyWalk::declaredValue(const clang::DeclRefExpr& reference, Value& value) {
  const clang::ValueDecl* declaration = reference.getDecl();
  if (const auto* named = dyn_cast<clang::FunctionDecl>(declaration)) {
    value.kind = Value::Kind::Function;
    value.callable = callable(&reference);
    value.text = qualifiedName(*named, unit.policy);
    return;
  }
  const auto* variable = dyn_cast<clang::VarDecl>(declaration);
  bool local = !declaration->isDefinedOutsideFunctionOrMethod();
  value.text = local ? declaration->getNameAsString() : qualifiedName(*declaration, unit.policy);
  if (isa<clang::EnumConstantDecl>(declaration) ||
      (variable && variable->getType().isConstQualified() && !local)) {
    if (constantValue(reference, value)) return;
  }
  if (const auto* parameter = dyn_cast<clang::ParmVarDecl>(declaration)) {
    const auto* owner = dyn_cast<clang::FunctionDecl>(parameter->getDeclContext());
    if (owner && function && owner->getCanonicalDecl() == function->getCanonicalDecl()) {
      value.kind = Value::Kind::Parameter;
      value.integer = parameter->getFunctionScopeIndex();
      return;
    }
  }
  value.kind = Value::Kind::Variable;
}

std::string BodyWalk::accessPath(const clang::MemberExpr& member) const {
  const Expr* base = &member;
  while (const auto* outer = dyn_cast_or_null<clang::MemberExpr>(base))
    base = bare(outer->getBase());
  const auto* self = dyn_cast_or_null<clang::CXXThisExpr>(base);
  return (self && self->isImplicit() ? "this->" : "") + unit.places.text(member.getSourceRange());
}

Value BodyWalk::value(const Expr* expression) {
  Value value;
  if (!expression) return value;
  const Expr* written = meant(expression);
  value.type = tables.type(written->getType());
  value.source = unit.places.text(objectBefore(*expression).getSourceRange());
  const Expr* inner = unwrapped(expression);

  // The compiler's own variables of a range-for stand for what they were made from.
  while (const auto* named = dyn_cast_or_null<clang::DeclRefExpr>(inner)) {
    const auto* variable = dyn_cast<clang::VarDecl>(named->getDecl());
    if (!variable || !variable->isImplicit() || !variable->getInit() || variable->isInitCapture()) break;
    inner = unwrapped(variable->getInit());
    value.source = unit.places.text(inner->getSourceRange());
  }

  if (const auto* constructed = dyn_cast<clang::CXXConstructExpr>(inner)) {
    const Expr* sole = soleArgument(*constructed);
    sole = sole ? meant(sole) : nullptr;
    if (sole && (isa<clang::StringLiteral>(sole) || isDuration(constructed->getType()))) inner = sole;
  } else if (isa<clang::UserDefinedLiteral>(inner) && isDuration(inner->getType()) &&
             !llvm::StringRef(value.source).consumeInteger(10, value.integer)) { // `0s`
    value.kind = Value::Kind::Integer;
    return value;
  }

  if (constantValue(*inner, value)) {
    if (const auto* named = dyn_cast<clang::DeclRefExpr>(inner))
      value.text = qualifiedName(*named->getDecl(), unit.policy);
    else if (const auto* member = dyn_cast<clang::MemberExpr>(inner))
      value.text = qualifiedName(*member->getMemberDecl(), unit.policy);
    if (value.kind == Value::Kind::Integer && value.integer == 0 && expression->getType()->isAnyPointerType())
      value.kind = Value::Kind::Null;
    return value;
  }
  if (const auto* named = dyn_cast<clang::DeclRefExpr>(inner)) {
    declaredValue(*named, value);
  } else if (const auto* member = dyn_cast<clang::MemberExpr>(inner)) {
    value.kind = Value::Kind::Member;
    value.text = accessPath(*member);
  } else if (isa<clang::CXXThisExpr>(inner)) {
    value.kind = Value::Kind::This;
  } else if (auto call = calls.find(inner); call != calls.end()) {
    value.kind = Value::Kind::Call;
    value.call = call->second;
  }
  return value;
}

Value BodyWalk::argument(const Expr* expression) {
  Value result = value(expression);
  const Expr* written = meant(expression);
  bool made = result.kind == Value::Kind::Call && callableType(written->getType()) != CallableType::Closure;
  if (!written || made || result.kind == Value::Kind::Function || result.kind == Value::Kind::Null ||
      (callableType(expression->getType()) == CallableType::No &&
       callableType(written->getType()) == CallableType::No))
    return result;
  facts::Callable target = callable(expression);
  if (target.kind != facts::Callable::Kind::None) {
    result.kind = Value::Kind::Callable;
    result.callable = target;
  }
  return result;
}

} // namespace nostall::cxx
