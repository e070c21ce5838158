// Statements, variables, and a constructor's initialisers. Discarded branches of `if constexpr` are not
// walked, and of a coroutine only the body that was written.
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

BodyWalk::BodyWalk(UnitView& unit, Relevance& relevance, const AstMatches& matches, Tables& tables,
                   facts::Entity& entity)
    : unit(unit), relevance(relevance), matches(matches), tables(tables), entity(entity) {}

void BodyWalk::run(const clang::FunctionDecl& walked) {
  function = &walked;
  flow = computeFlow(unit.ast, walked);
  if (const auto* constructor = dyn_cast<clang::CXXConstructorDecl>(function)) walkInitialisers(*constructor);
  walkStatement(function->getBody());
  endLifetimes(temporaries, 0, function->getBody());
  if (const auto* destructor = dyn_cast<clang::CXXDestructorDecl>(function)) destroyMembers(*destructor);
  finishFlow();
}

void BodyWalk::run(llvm::ArrayRef<const clang::VarDecl*> variables) {
  for (const clang::VarDecl* variable : variables)
    walkVariable(*variable);
  endLifetimes(temporaries, 0, nullptr);
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
    entity.awaits.push_back({tables.range(draft.await->getSourceRange()), numberOf(draft.operandCall),
                             draft.after, awaiterOf(draft.await)});
}

Index BodyWalk::awaiterOf(const Expr* await) {
  const auto* suspension = dyn_cast<clang::CoroutineSuspendExpr>(await);
  if (!suspension || !suspension->getCommonExpr()) return facts::None;
  const clang::QualType type = suspension->getCommonExpr()->getType();
  const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
  if (!record || unit.ast.getSourceManager().isInSystemHeader(record->getLocation())) return facts::None;
  return tables.type(type);
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
  if (const auto* expression = dyn_cast<Expr>(statement)) return dispatch(*expression);
  switch (statement->getStmtClass()) {
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
    declared[written] = {variable.getSourceRange(), variable.getLocation()};
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
