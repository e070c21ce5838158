// Statements and the expressions that are no calls themselves.
//
// What is not evaluated at run time is not walked: operands of sizeof, decltype and noexcept, constants,
// discarded branches of `if constexpr`. Of a coroutine only what was written is walked; the promise's and the
// awaiters' own calls are the compiler's.
#include "Cxx/Body.h"

#include <clang/Basic/Stack.h>

#include <llvm/Support/SaveAndRestore.h>

namespace nostall::cxx {

using clang::Expr;
using clang::Stmt;
using llvm::cast;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;

namespace {

llvm::SmallVector<const Expr*, 4> expressions(const clang::ParenListExpr& list) {
  llvm::SmallVector<const Expr*, 4> result;
  for (unsigned index = 0; index < list.getNumExprs(); ++index)
    result.push_back(list.getExpr(index));
  return result;
}

} // namespace

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

BodyWalk::BodyWalk(UnitView& unit, Relevance& relevance, const AstMatches& matches, Tables& tables,
                   const clang::FunctionDecl& function, facts::Entity& entity)
    : unit(unit), relevance(relevance), matches(matches), tables(tables), function(function), entity(entity) {
}

void BodyWalk::run() {
  flow = computeFlow(unit.ast, function);
  if (const auto* constructor = dyn_cast<clang::CXXConstructorDecl>(&function))
    walkInitialisers(*constructor);
  walkStatement(function.getBody());
  endLifetimes(temporaries, 0, function.getBody());
  if (const auto* destructor = dyn_cast<clang::CXXDestructorDecl>(&function)) destroyMembers(*destructor);
  finishFlow();
}

/// Turns the flow's statements into the numbers of the calls that they became.
void BodyWalk::finishFlow() {
  auto numberOf = [this](const Stmt* call) {
    auto found = calls.find(call);
    return call && found != calls.end() ? found->second : facts::None;
  };
  for (const BlockDraft& draft : flow.blocks)
    entity.blocks.push_back(
        {draft.parent, numberOf(draft.guard), draft.holds, draft.comparison, draft.operand, draft.loop});
  if (entity.blocks.empty()) entity.blocks.emplace_back();
  for (const AwaitDraft& draft : flow.awaits)
    entity.awaits.push_back(
        {tables.range(draft.await->getSourceRange()), numberOf(draft.operandCall), draft.after});
}

void BodyWalk::walk(const Stmt* statement) {
  if (statement) clang::runWithSufficientStackSpace([] {}, [&] { dispatch(statement); });
}

void BodyWalk::walkChildren(const Stmt* statement) {
  for (const Stmt* child : statement->children())
    walk(child);
}

void BodyWalk::walkStatement(const Stmt* statement) {
  if (const auto* expression = dyn_cast_or_null<Expr>(statement)) {
    const Expr* inner = bare(expression);
    if (const auto* conversion = dyn_cast<clang::ExplicitCastExpr>(inner);
        conversion && inner->getType()->isVoidType())
      inner = bare(conversion->getSubExpr());
    discarded.insert(inner);
  }
  std::size_t mark = temporaries.size();
  walk(statement);
  endLifetimes(temporaries, mark, statement);
}

void BodyWalk::walkScope(const Stmt* statement, llvm::function_ref<void()> contents) {
  std::size_t mark = locals.size();
  contents();
  endLifetimes(locals, mark, statement);
}

void BodyWalk::dispatch(const Stmt* statement) {
  switch (statement->getStmtClass()) {
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
    const auto& identity = *cast<clang::CXXTypeidExpr>(statement);
    if (!identity.isTypeOperand() && identity.isPotentiallyEvaluated()) walk(identity.getExprOperand());
    return;
  }

  // Statements.
  case Stmt::CompoundStmtClass:
    return walkScope(statement, [&] {
      for (const Stmt* child : statement->children())
        walkStatement(child);
    });
  case Stmt::DeclStmtClass:
    for (const clang::Decl* declaration : cast<clang::DeclStmt>(statement)->decls())
      if (const auto* variable = dyn_cast<clang::VarDecl>(declaration)) walkVariable(*variable);
    return;
  case Stmt::IfStmtClass:
    return walkScope(statement, [&] { walkIf(*cast<clang::IfStmt>(statement)); });
  case Stmt::CXXForRangeStmtClass:
    return walkScope(statement, [&] { walkRangeFor(*cast<clang::CXXForRangeStmt>(statement)); });
  case Stmt::ForStmtClass:
    return walkScope(statement, [&] {
      const auto& loop = *cast<clang::ForStmt>(statement);
      walkStatement(loop.getInit());
      walk(loop.getConditionVariableDeclStmt());
      walk(loop.getCond());
      walkStatement(loop.getBody());
      walkStatement(loop.getInc());
    });
  case Stmt::WhileStmtClass:
    return walkScope(statement, [&] {
      const auto& loop = *cast<clang::WhileStmt>(statement);
      walk(loop.getConditionVariableDeclStmt());
      walk(loop.getCond());
      walkStatement(loop.getBody());
    });
  case Stmt::DoStmtClass:
    walkStatement(cast<clang::DoStmt>(statement)->getBody());
    return walk(cast<clang::DoStmt>(statement)->getCond());
  case Stmt::SwitchStmtClass:
    return walkScope(statement, [&] {
      const auto& choice = *cast<clang::SwitchStmt>(statement);
      walkStatement(choice.getInit());
      walk(choice.getConditionVariableDeclStmt());
      walk(choice.getCond());
      walkStatement(choice.getBody());
    });
  case Stmt::CaseStmtClass:
  case Stmt::DefaultStmtClass:
    return walkStatement(cast<clang::SwitchCase>(statement)->getSubStmt());
  case Stmt::LabelStmtClass:
  case Stmt::AttributedStmtClass:
  case Stmt::CXXTryStmtClass:
  case Stmt::CXXCatchStmtClass:
    for (const Stmt* child : statement->children())
      walkStatement(child);
    return;
  case Stmt::ReturnStmtClass:
    return walkReturned(cast<clang::ReturnStmt>(statement)->getRetValue(), false);

  // Coroutines.
  case Stmt::CoroutineBodyStmtClass:
    return walkStatement(cast<clang::CoroutineBodyStmt>(statement)->getBody());
  case Stmt::CoreturnStmtClass:
    return walkReturned(cast<clang::CoreturnStmt>(statement)->getOperand(), true);
  case Stmt::CoawaitExprClass:
    return walkAwait(cast<clang::CoawaitExpr>(statement)->getOperand());
  case Stmt::DependentCoawaitExprClass:
    return walkAwait(cast<clang::DependentCoawaitExpr>(statement)->getOperand());
  case Stmt::CoyieldExprClass:
    entity.flags |= facts::EF_Generator;
    return walkYield(cast<clang::CoyieldExpr>(statement)->getOperand());

  // Objects and their lifetimes.
  case Stmt::ExprWithCleanupsClass: {
    std::size_t mark = temporaries.size();
    walkChildren(statement);
    return endLifetimes(temporaries, mark, statement);
  }
  case Stmt::CXXBindTemporaryExprClass:
    walkChildren(statement);
    return addTemporary(*cast<clang::CXXBindTemporaryExpr>(statement));
  case Stmt::MaterializeTemporaryExprClass:
    extendTemporary(*cast<clang::MaterializeTemporaryExpr>(statement));
    return walkChildren(statement);
  case Stmt::InitListExprClass: {
    const auto* list = cast<clang::InitListExpr>(statement);
    if (list->isSyntacticForm() && list->getSemanticForm()) list = list->getSemanticForm();
    for (const Expr* part : list->inits())
      walkObject(part);
    return;
  }
  case Stmt::CXXParenListInitExprClass:
    for (const Expr* part : cast<clang::CXXParenListInitExpr>(statement)->getInitExprs())
      walkObject(part);
    return;
  case Stmt::CXXNewExprClass: {
    const auto& allocation = *cast<clang::CXXNewExpr>(statement);
    if (const Expr* initialiser = allocation.getInitializer()) elide(initialiser);
    return walkChildren(statement);
  }
  case Stmt::CXXDeleteExprClass: {
    const auto& deletion = *cast<clang::CXXDeleteExpr>(statement);
    walkChildren(statement);
    Lifetime lifetime{deletion.getDestroyedType(), deletion.getSourceRange(),
                      deletion.getBeginLoc(),      nullptr,
                      deletion.getArgument(),      0};
    return destroy(lifetime.type, lifetime, statement, /*exact=*/false);
  }
  case Stmt::CXXDefaultArgExprClass: {
    const auto& argument = *cast<clang::CXXDefaultArgExpr>(statement);
    clang::SourceRange use = defaultArgument.isValid() ? defaultArgument : argument.getUsedLocation();
    llvm::SaveAndRestore<clang::SourceRange> inside(defaultArgument, use);
    return walk(argument.getExpr());
  }
  case Stmt::CXXDefaultInitExprClass:
    return walk(cast<clang::CXXDefaultInitExpr>(statement)->getExpr());
  case Stmt::LambdaExprClass: {
    const auto& lambda = *cast<clang::LambdaExpr>(statement);
    for (const Expr* capture : lambda.capture_inits())
      walkObject(capture);
    return recordCaptures(lambda);
  }

  // Calls.
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
    return walkCall(*cast<clang::CallExpr>(statement));
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass:
    for (const Expr* argument : cast<clang::CXXConstructExpr>(statement)->arguments())
      handOver(argument);
    walkChildren(statement);
    return recordConstruct(*cast<clang::CXXConstructExpr>(statement));
  case Stmt::CXXInheritedCtorInitExprClass: {
    const auto& inherited = *cast<clang::CXXInheritedCtorInitExpr>(statement);
    CallDraft draft;
    draft.kind = facts::CallKind::Constructor;
    draft.callee = inherited.getConstructor();
    draft.range = inherited.getSourceRange();
    draft.name = inherited.getLocation();
    draft.flags = facts::CF_Implicit;
    draft.where = statement;
    if (relevance.constructorMatters(*inherited.getConstructor(), false)) record(draft);
    return;
  }
  case Stmt::CXXUnresolvedConstructExprClass: {
    const auto& construct = *cast<clang::CXXUnresolvedConstructExpr>(statement);
    walkChildren(statement);
    llvm::SmallVector<const Expr*, 4> arguments(construct.arguments());
    return recordDependentConstruct(construct.getTypeAsWritten(), arguments, construct.getSourceRange(),
                                    construct.getBeginLoc(), statement, facts::CF_Temporary);
  }

  // Operators and forms with parts of their own.
  case Stmt::ImplicitCastExprClass: {
    const auto& conversion = *cast<clang::ImplicitCastExpr>(statement);
    if (conversion.getCastKind() == clang::CK_UserDefinedConversion ||
        conversion.getCastKind() == clang::CK_ConstructorConversion)
      conversions.insert(bare(conversion.getSubExpr()));
    return walkChildren(statement);
  }
  case Stmt::BinaryOperatorClass: {
    const auto& operation = *cast<clang::BinaryOperator>(statement);
    operation.isCommaOp() ? walkStatement(operation.getLHS()) : walk(operation.getLHS());
    walk(operation.getRHS());
    if (operation.getOpcode() == clang::BO_Assign &&
        callableType(operation.getLHS()->getType()) != CallableType::No)
      if (const clang::ValueDecl* slot = slotOf(operation.getLHS()))
        recordWrite(*slot, operation.getRHS(), operation.getSourceRange());
    return;
  }
  case Stmt::BinaryConditionalOperatorClass: {
    const auto& choice = *cast<clang::BinaryConditionalOperator>(statement);
    walk(choice.getCommon());
    return walk(choice.getFalseExpr());
  }
  case Stmt::GenericSelectionExprClass: {
    const auto& selection = *cast<clang::GenericSelectionExpr>(statement);
    return selection.isResultDependent() ? void() : walk(selection.getResultExpr());
  }
  case Stmt::ArrayInitLoopExprClass: {
    const auto& loop = *cast<clang::ArrayInitLoopExpr>(statement);
    walk(loop.getCommonExpr()->getSourceExpr());
    return walk(loop.getSubExpr());
  }
  case Stmt::PseudoObjectExprClass:
    return walk(cast<clang::PseudoObjectExpr>(statement)->getSyntacticForm());
  case Stmt::StmtExprClass:
    return walk(cast<clang::StmtExpr>(statement)->getSubStmt());
  default:
    return walkChildren(statement);
  }
}

void BodyWalk::walkIf(const clang::IfStmt& statement) {
  walkStatement(statement.getInit());
  if (statement.isConsteval())
    return walkStatement(statement.isNegatedConsteval() ? statement.getThen() : statement.getElse());
  if (statement.isConstexpr())
    if (auto taken = statement.getNondiscardedCase(unit.ast)) return walkStatement(*taken);
  walk(statement.getConditionVariableDeclStmt());
  walk(statement.getCond());
  walkStatement(statement.getThen());
  walkStatement(statement.getElse());
}

void BodyWalk::walkRangeFor(const clang::CXXForRangeStmt& loop) {
  walkStatement(loop.getInit());
  walk(loop.getRangeStmt());
  const Expr* range = loop.getRangeInit();
  llvm::SaveAndRestore<clang::SourceRange> source(rangeSource,
                                                  range ? range->getSourceRange() : loop.getSourceRange());
  auto part = [this](facts::CallKind kind, const Stmt* statement) {
    llvm::SaveAndRestore<std::optional<facts::CallKind>> inside(rangePart, kind);
    walk(statement);
  };
  part(facts::CallKind::RangeBegin, loop.getBeginStmt());
  part(facts::CallKind::Operator, loop.getLoopVarStmt());
  walkStatement(loop.getBody());
  part(facts::CallKind::RangeIncrement, loop.getInc());
}

void BodyWalk::walkVariable(const clang::VarDecl& variable) {
  const Expr* initialiser = variable.getInit();
  if (const auto* written = dyn_cast_or_null<clang::CXXConstructExpr>(bare(initialiser)))
    declared[written] = variable.getSourceRange();
  walkObject(initialiser);
  if (variable.getType()->isDependentType() && !variable.getType()->isReferenceType()) {
    llvm::SmallVector<const Expr*, 4> arguments;
    if (const auto* list = dyn_cast_or_null<clang::ParenListExpr>(initialiser))
      arguments = expressions(*list);
    else if (const auto* braces = dyn_cast_or_null<clang::InitListExpr>(initialiser))
      arguments.append(braces->inits().begin(), braces->inits().end());
    if (!initialiser || llvm::isa<clang::ParenListExpr, clang::InitListExpr>(initialiser))
      recordDependentConstruct(variable.getType(), arguments, variable.getSourceRange(),
                               variable.getLocation(), initialiser, 0);
  }
  if (initialiser && callableType(variable.getType()) != CallableType::No &&
      callableVariable(variable).kind == facts::Callable::Kind::Slot)
    recordWrite(variable, initialiser, variable.getSourceRange());
  if (variable.hasLocalStorage() && !variable.isNRVOVariable() &&
      relevance.destructorMatters(variable.getType()))
    locals.push_back(
        {variable.getType(), variable.getSourceRange(), variable.getLocation(), &variable, nullptr, 0});
}

void BodyWalk::walkObject(const Expr* initialiser) {
  elide(initialiser);
  walk(initialiser);
}

void BodyWalk::walkReturned(const Expr* value, bool coroutine) {
  if (!value) return;
  if (!coroutine) elide(value);
  returned.insert(bare(value));
  walk(value);
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

void BodyWalk::walkInitialisers(const clang::CXXConstructorDecl& constructor) {
  for (const clang::CXXCtorInitializer* initialiser : constructor.inits()) {
    llvm::SaveAndRestore<bool> implicit(implicitInitialiser, !initialiser->isWritten());
    const Expr* value = initialiser->getInit();
    std::size_t mark = temporaries.size();
    walkObject(value);
    const clang::FieldDecl* field = initialiser->getAnyMember();
    if (const auto* list = dyn_cast_or_null<clang::ParenListExpr>(value)) {
      llvm::SmallVector<const Expr*, 4> arguments = expressions(*list);
      const clang::Type* base = initialiser->getBaseClass();
      recordDependentConstruct(field ? field->getType() : clang::QualType(base, 0), arguments,
                               initialiser->getSourceRange(), initialiser->getSourceLocation(), value, 0);
    }
    endLifetimes(temporaries, mark, value);
    if (!field || !value || callableType(field->getType()) == CallableType::No) continue;
    if (const auto* written = dyn_cast<clang::CXXDefaultInitExpr>(value)) value = written->getExpr();
    recordWrite(*field, value, value ? value->getSourceRange() : initialiser->getSourceRange());
  }
}

} // namespace nostall::cxx
