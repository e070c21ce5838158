// What a condition says in terms of calls: the forms in which programs ask for a call's result, reduced to
// one call, one comparison and one constant.
#include "Cxx/FlowParts.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>

namespace nostall::cxx {

using namespace clang;
using Comparison = facts::Block::Comparison;

namespace {

/// A variable may be initialised by itself.
constexpr unsigned MaxSteps = 16;

Comparison mirrored(Comparison comparison) {
  switch (comparison) {
  case Comparison::Less:
    return Comparison::Greater;
  case Comparison::LessEqual:
    return Comparison::GreaterEqual;
  case Comparison::Greater:
    return Comparison::Less;
  case Comparison::GreaterEqual:
    return Comparison::LessEqual;
  default:
    return comparison;
  }
}

std::optional<Comparison> comparisonOf(BinaryOperatorKind opcode) {
  switch (opcode) {
  case BO_EQ:
    return Comparison::Equal;
  case BO_NE:
    return Comparison::NotEqual;
  case BO_LT:
    return Comparison::Less;
  case BO_LE:
    return Comparison::LessEqual;
  case BO_GT:
    return Comparison::Greater;
  case BO_GE:
    return Comparison::GreaterEqual;
  default:
    return std::nullopt;
  }
}

} // namespace

std::optional<BinaryForm> binaryForm(const Expr* expression) {
  if (const auto* operation = dyn_cast<BinaryOperator>(expression))
    return BinaryForm{operation->getOpcode(), operation->getLHS(), operation->getRHS()};
  const auto* call = dyn_cast<CXXOperatorCallExpr>(expression);
  if (call && call->isTypeDependent() && call->isInfixBinaryOp())
    return BinaryForm{BinaryOperator::getOverloadedOpcode(call->getOperator()), call->getArg(0),
                      call->getArg(1)};
  return std::nullopt;
}

const Expr* negated(const Expr* expression) {
  if (const auto* operation = dyn_cast<UnaryOperator>(expression);
      operation && operation->getOpcode() == UO_LNot)
    return operation->getSubExpr();
  const auto* call = dyn_cast<CXXOperatorCallExpr>(expression);
  return call && call->getOperator() == OO_Exclaim && call->getNumArgs() == 1 ? call->getArg(0) : nullptr;
}

const Expr* expected(const Expr* expression) {
  const auto* call = dyn_cast<CallExpr>(expression);
  const FunctionDecl* callee = call ? call->getDirectCallee() : nullptr;
  bool expects = callee && callee->getIdentifier() && callee->getName() == "__builtin_expect";
  return expects && call->getNumArgs() > 0 ? call->getArg(0) : nullptr;
}

std::optional<std::int64_t> constantOf(const ASTContext& context, const Expr* expression) {
  const Expr* bare = stripped(expression);
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr>(bare)) return 0;
  const auto* sign = dyn_cast<UnaryOperator>(bare);
  const Expr* absolute = sign ? stripped(sign->getSubExpr()) : bare;
  const auto* reference = dyn_cast<DeclRefExpr>(bare);
  bool constant = isa<IntegerLiteral, CharacterLiteral, CXXBoolLiteralExpr>(absolute) ||
                  (reference && isa<EnumConstantDecl, VarDecl>(reference->getDecl()));
  if (!constant || bare->isValueDependent()) return std::nullopt;
  if (const auto* enumerator = reference ? dyn_cast<EnumConstantDecl>(reference->getDecl()) : nullptr)
    return enumerator->getInitVal().tryExtValue();
  Expr::EvalResult result;
  if (!bare->getType()->isIntegralOrEnumerationType() || !bare->EvaluateAsInt(result, context))
    return std::nullopt;
  return result.Val.getInt().tryExtValue();
}

const Expr* callIn(const BodyScan& scan, const Expr* expression) {
  const Expr* conversion = nullptr; // stands in when what it converts is no call
  for (unsigned step = 0; step != MaxSteps; ++step) {
    const Expr* bare = stripped(expression);
    if (!bare) break;
    const auto* assignment = dyn_cast<BinaryOperator>(bare);
    const auto* reference = dyn_cast<DeclRefExpr>(bare);
    const auto* member = dyn_cast<CXXMemberCallExpr>(bare);
    if (assignment && assignment->getOpcode() == BO_Assign) {
      expression = assignment->getRHS();
    } else if (isAwait(*bare)) {
      expression = awaitOperand(*bare);
    } else if (reference) {
      const auto* variable = dyn_cast<VarDecl>(reference->getDecl());
      auto known = variable ? scan.variables.find(variable) : scan.variables.end();
      if (known == scan.variables.end() || known->second.writes != 1 || known->second.escapes) break;
      expression = known->second.value;
    } else if (member && isa_and_present<CXXConversionDecl>(member->getMethodDecl())) {
      conversion = member;
      expression = member->getImplicitObjectArgument();
    } else if (isa<CallExpr>(bare)) {
      return bare;
    } else {
      break;
    }
  }
  return conversion;
}

Guard guardOf(const ASTContext& context, const BodyScan& scan, const Expr* condition) {
  Guard guard;
  if (auto form = binaryForm(condition)) {
    if (auto comparison = comparisonOf(form->opcode)) {
      auto right = constantOf(context, form->right);
      auto left = right ? std::nullopt : constantOf(context, form->left);
      if (right || left) {
        guard.call = callIn(scan, right ? form->left : form->right);
        guard.comparison = right ? *comparison : mirrored(*comparison);
        guard.operand = right ? *right : *left;
      }
      return guard;
    }
  }
  guard.call = callIn(scan, condition);
  return guard;
}

} // namespace nostall::cxx
