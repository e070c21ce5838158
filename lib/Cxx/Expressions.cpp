// Expressions: what is evaluated, in which order, and what about it has to be remembered for the calls
// inside.
//
// What is not evaluated at run time is not walked: operands of sizeof, decltype and noexcept, constants. Of
// an await only the operand is walked; the promise's and the awaiter's own calls are the compiler's.
#include "Cxx/Body.h"

#include <llvm/Support/SaveAndRestore.h>

namespace nostall::cxx {

using clang::Expr;
using clang::Stmt;
using llvm::cast;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;

const Expr* bare(const Expr* expression) {
  while (expression) {
    const Expr* inner = expression->IgnoreParens()->IgnoreImplicit();
    if (inner == expression) break;
    expression = inner;
  }
  return expression;
}

const Expr* meant(const Expr* expression) {
  while ((expression = bare(expression))) {
    if (const auto* conversion = dyn_cast<clang::ExplicitCastExpr>(expression)) {
      expression = conversion->getSubExpr();
      continue;
    }
    const auto* call = dyn_cast<clang::CallExpr>(expression);
    const clang::FunctionDecl* callee = call ? call->getDirectCallee() : nullptr;
    if (!callee || call->getNumArgs() != 1 || !callee->isInStdNamespace() || !callee->getIdentifier()) break;
    llvm::StringRef name = callee->getName();
    if (name != "move" && name != "forward" && name != "as_const" && name != "addressof") break;
    expression = call->getArg(0);
  }
  return expression;
}

void BodyWalk::dispatch(const Expr& expression) {
  switch (expression.getStmtClass()) {
  // Not evaluated, or a body of its own.
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::CXXNoexceptExprClass:
  case Stmt::TypeTraitExprClass:
  case Stmt::RequiresExprClass:
  case Stmt::ConceptSpecializationExprClass:
  case Stmt::OffsetOfExprClass:
  case Stmt::SizeOfPackExprClass:
  case Stmt::ConstantExprClass:
  case Stmt::BlockExprClass:
  case Stmt::OpaqueValueExprClass:
    return;
  case Stmt::CXXTypeidExprClass: {
    const auto& identity = cast<clang::CXXTypeidExpr>(expression);
    if (!identity.isTypeOperand() && identity.isPotentiallyEvaluated()) walk(identity.getExprOperand());
    return;
  }

  // Coroutines.
  case Stmt::CoawaitExprClass:
    return walkAwait(cast<clang::CoawaitExpr>(expression).getOperand());
  case Stmt::DependentCoawaitExprClass:
    return walkAwait(cast<clang::DependentCoawaitExpr>(expression).getOperand());
  case Stmt::CoyieldExprClass:
    entity.flags |= facts::EF_Generator;
    return walkYield(cast<clang::CoyieldExpr>(expression).getOperand());

  // Objects and their lifetimes.
  case Stmt::ExprWithCleanupsClass: {
    std::size_t mark = temporaries.size();
    walkChildren(&expression);
    return endLifetimes(temporaries, mark, &expression);
  }
  case Stmt::CXXBindTemporaryExprClass:
    walkChildren(&expression);
    return addTemporary(cast<clang::CXXBindTemporaryExpr>(expression));
  case Stmt::MaterializeTemporaryExprClass:
    extendTemporary(cast<clang::MaterializeTemporaryExpr>(expression));
    return walkChildren(&expression);
  case Stmt::InitListExprClass: {
    const auto* list = &cast<clang::InitListExpr>(expression);
    if (list->isSyntacticForm() && list->getSemanticForm()) list = list->getSemanticForm();
    for (const Expr* part : list->inits())
      walkObject(part);
    return recordFieldWrites(*list);
  }
  case Stmt::CXXParenListInitExprClass:
    for (const Expr* part : cast<clang::CXXParenListInitExpr>(expression).getInitExprs())
      walkObject(part);
    return;
  case Stmt::CXXNewExprClass: {
    const auto& allocation = cast<clang::CXXNewExpr>(expression);
    if (const Expr* initialiser = allocation.getInitializer()) elide(initialiser);
    return walkChildren(&expression);
  }
  case Stmt::CXXDeleteExprClass: {
    const auto& deletion = cast<clang::CXXDeleteExpr>(expression);
    walkChildren(&expression);
    Lifetime lifetime{deletion.getDestroyedType(), deletion.getSourceRange(),
                      deletion.getBeginLoc(),      nullptr,
                      deletion.getArgument(),      0};
    return destroy(lifetime.type, lifetime, &expression, isJustMade(*deletion.getArgument()));
  }
  case Stmt::CXXDefaultArgExprClass: {
    const auto& argument = cast<clang::CXXDefaultArgExpr>(expression);
    llvm::SaveAndRestore<const clang::CXXDefaultArgExpr*> inside(
        defaultArgument, defaultArgument ? defaultArgument : &argument);
    return walk(argument.getExpr());
  }
  case Stmt::CXXDefaultInitExprClass: {
    const auto& initialiser = cast<clang::CXXDefaultInitExpr>(expression);
    const clang::FieldDecl* field = initialiser.getField();
    llvm::SaveAndRestore<bool> written(implicitInitialiser, false);
    if (const Expr* value = bare(initialiser.getExpr()))
      declared[value] = {field->getSourceRange(), field->getLocation()};
    return walk(initialiser.getExpr());
  }
  case Stmt::LambdaExprClass: {
    const auto& lambda = cast<clang::LambdaExpr>(expression);
    for (const Expr* capture : lambda.capture_inits())
      walkObject(capture);
    return recordCaptures(lambda);
  }

  // Calls.
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
    return walkCall(cast<clang::CallExpr>(expression));
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass:
    for (const Expr* argument : cast<clang::CXXConstructExpr>(expression).arguments())
      handOver(argument);
    walkChildren(&expression);
    return recordConstruct(cast<clang::CXXConstructExpr>(expression));
  case Stmt::CXXInheritedCtorInitExprClass:
    return recordInherited(cast<clang::CXXInheritedCtorInitExpr>(expression));
  case Stmt::CXXUnresolvedConstructExprClass: {
    const auto& construct = cast<clang::CXXUnresolvedConstructExpr>(expression);
    walkChildren(&expression);
    llvm::SmallVector<const Expr*, 4> arguments(construct.arguments());
    return recordDependentConstruct(construct.getTypeAsWritten(), arguments, construct.getSourceRange(),
                                    construct.getBeginLoc(), &expression, facts::CF_Temporary);
  }

  // Operators and forms with parts of their own.
  case Stmt::ImplicitCastExprClass: {
    const auto& conversion = cast<clang::ImplicitCastExpr>(expression);
    if (conversion.getCastKind() == clang::CK_UserDefinedConversion ||
        conversion.getCastKind() == clang::CK_ConstructorConversion)
      conversions.insert(bare(conversion.getSubExpr()));
    return walkChildren(&expression);
  }
  case Stmt::BinaryOperatorClass: {
    const auto& operation = cast<clang::BinaryOperator>(expression);
    operation.isCommaOp() ? walkStatement(operation.getLHS()) : walk(operation.getLHS());
    walk(operation.getRHS());
    if (operation.getOpcode() == clang::BO_Assign &&
        callableType(operation.getLHS()->getType()) != CallableType::No)
      if (const clang::ValueDecl* slot = slotOf(operation.getLHS()))
        recordWrite(*slot, operation.getRHS(), operation.getSourceRange());
    return;
  }
  case Stmt::BinaryConditionalOperatorClass: {
    const auto& choice = cast<clang::BinaryConditionalOperator>(expression);
    walk(choice.getCommon());
    return walk(choice.getFalseExpr());
  }
  case Stmt::GenericSelectionExprClass: {
    const auto& selection = cast<clang::GenericSelectionExpr>(expression);
    return selection.isResultDependent() ? void() : walk(selection.getResultExpr());
  }
  case Stmt::ArrayInitLoopExprClass: {
    const auto& loop = cast<clang::ArrayInitLoopExpr>(expression);
    walk(loop.getCommonExpr()->getSourceExpr());
    return walk(loop.getSubExpr());
  }
  case Stmt::PseudoObjectExprClass:
    return walk(cast<clang::PseudoObjectExpr>(expression).getSyntacticForm());
  case Stmt::StmtExprClass:
    return walk(cast<clang::StmtExpr>(expression).getSubStmt());
  default:
    return walkChildren(&expression);
  }
}

void BodyWalk::walkAwait(const Expr* operand) {
  if (!operand) return;
  awaited.insert(meant(operand));
  walk(operand);
}

/// Once types are known, Clang keeps `promise.yield_value(x)` for the operand `x`.
void BodyWalk::walkYield(const Expr* operand) {
  const auto* call = dyn_cast_or_null<clang::CXXMemberCallExpr>(bare(operand));
  const clang::CXXMethodDecl* method = call ? call->getMethodDecl() : nullptr;
  if (!method || !method->getIdentifier() || method->getName() != "yield_value") return walk(operand);
  for (const Expr* argument : call->arguments())
    walk(argument);
}

} // namespace nostall::cxx
