// The pass that both halves of the flow analysis start from, and how they come together. FlowBlocks.cpp lays
// out the blocks, FlowAwaits.cpp follows the awaits.
#include "Cxx/Flow.h"

#include "Cxx/FlowParts.h"

#include <clang/AST/StmtCXX.h>

#include <utility>

namespace nostall::cxx {
namespace {

using namespace clang;

/// Notes what a use of a variable does to it. `parent` is the expression that uses it.
void noteUse(BodyScan& scan, const DeclRefExpr& use, const Stmt* parent) {
  const auto* variable = dyn_cast<VarDecl>(use.getDecl());
  if (!variable) return;
  const auto* cast = dyn_cast_if_present<ImplicitCastExpr>(parent);
  bool reads = cast && (cast->getCastKind() == CK_LValueToRValue ||
                        (cast->getCastKind() == CK_NoOp && cast->getType().isConstQualified()));
  if (reads || variable->getType().isConstQualified()) return;
  BodyScan::Variable& known = scan.variables[variable];
  const auto* assignment = dyn_cast_if_present<BinaryOperator>(parent);
  if (assignment && assignment->getOpcode() == BO_Assign && assignment->getLHS()->IgnoreParens() == &use) {
    ++known.writes;
    known.value = assignment->getRHS();
    return;
  }
  known.escapes = true;
}

void noteDeclarations(BodyScan& scan, const DeclStmt& statement, const Stmt* scope) {
  for (const Decl* declaration : statement.decls()) {
    const auto* variable = dyn_cast<VarDecl>(declaration);
    if (!variable) continue;
    scan.scopes[variable] = scope;
    if (!variable->getInit()) continue;
    BodyScan::Variable& known = scan.variables[variable];
    ++known.writes;
    known.value = variable->getInit();
  }
}

} // namespace

llvm::SmallVector<const Stmt*, 8> childrenOf(const Stmt& statement) {
  llvm::SmallVector<const Stmt*, 8> result;
  auto add = [&](const Stmt* child) {
    if (child) result.push_back(child);
  };
  if (const auto* lambda = dyn_cast<LambdaExpr>(&statement)) {
    for (const Expr* capture : lambda->capture_inits())
      add(capture);
  } else if (const auto* suspend = dyn_cast<CoroutineSuspendExpr>(&statement)) {
    // The common expression contains the operand.
    add(suspend->getCommonExpr() ? suspend->getCommonExpr() : suspend->getOperand());
    add(suspend->getReadyExpr());
    add(suspend->getSuspendExpr());
    add(suspend->getResumeExpr());
  } else if (const auto* result = dyn_cast<CoreturnStmt>(&statement)) {
    add(result->getOperand()); // the promise's call contains it once more
  } else if (const auto* coroutine = dyn_cast<CoroutineBodyStmt>(&statement)) {
    add(coroutine->getBody());
  } else if (!isa<BlockExpr>(statement)) {
    for (const Stmt* child : statement.children())
      add(child);
  }
  return result;
}

bool isAwait(const Stmt& statement) { return isa<CoawaitExpr, CoyieldExpr, DependentCoawaitExpr>(statement); }

const Expr* awaitOperand(const Expr& await) {
  if (const auto* suspend = dyn_cast<CoroutineSuspendExpr>(&await)) return suspend->getOperand();
  return cast<DependentCoawaitExpr>(await).getOperand();
}

const Expr* strippedOnce(const Expr* expression) {
  if (const auto* parentheses = dyn_cast<ParenExpr>(expression)) return parentheses->getSubExpr();
  if (const auto* full = dyn_cast<FullExpr>(expression)) return full->getSubExpr();
  if (const auto* temporary = dyn_cast<MaterializeTemporaryExpr>(expression)) return temporary->getSubExpr();
  if (const auto* bound = dyn_cast<CXXBindTemporaryExpr>(expression)) return bound->getSubExpr();
  if (const auto* cast = dyn_cast<CastExpr>(expression)) return cast->getSubExpr();
  if (const auto* rewritten = dyn_cast<CXXRewrittenBinaryOperator>(expression))
    return rewritten->getSemanticForm();
  if (const auto* replaced = dyn_cast<SubstNonTypeTemplateParmExpr>(expression))
    return replaced->getReplacement();
  return expression;
}

const Expr* stripped(const Expr* expression) {
  while (expression) {
    const Expr* inner = strippedOnce(expression);
    if (inner == expression) return expression;
    expression = inner;
  }
  return nullptr;
}

BodyScan scanBody(const Stmt& body) {
  struct Item {
    const Stmt* statement;
    const Stmt* parent;
    const Stmt* breakable; ///< the loop or switch that a break leaves
    const Stmt* scope;     ///< the innermost statement with variables of its own
  };
  BodyScan scan;
  llvm::SmallVector<Item, 64> stack{{&body, nullptr, nullptr, nullptr}};
  while (!stack.empty()) {
    auto [statement, parent, breakable, scope] = stack.pop_back_val();
    if (isa<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt, SwitchStmt>(statement))
      breakable = scope = statement;
    if (isa<CompoundStmt, IfStmt>(statement)) scope = statement;
    if (const auto* full = dyn_cast<ExprWithCleanups>(statement)) scan.fullExpressions.push_back(full);
    if (isa<BreakStmt>(statement) && breakable) ++scan.breaks[breakable];
    if (isAwait(*statement)) scan.awaits.push_back(cast<Expr>(statement));
    if (const auto* use = dyn_cast<DeclRefExpr>(statement)) noteUse(scan, *use, parent);
    if (const auto* declarations = dyn_cast<DeclStmt>(statement))
      noteDeclarations(scan, *declarations, scope);
    const Stmt* user = isa<ParenExpr>(statement) ? parent : statement;
    auto children = childrenOf(*statement);
    for (const Stmt* child : llvm::reverse(children))
      stack.push_back({child, user, breakable, scope});
  }
  return scan;
}

Index BodyFlow::blockOf(const Stmt* statement) const {
  auto found = block.find(statement);
  return found == block.end() ? 0 : found->second;
}

std::vector<Index> BodyFlow::afterOf(const Stmt* statement) const {
  auto found = after.find(statement);
  return found == after.end() ? std::vector<Index>() : found->second;
}

BodyFlow computeFlow(ASTContext& context, const FunctionDecl& function) {
  BodyFlow flow;
  flow.blocks.emplace_back();
  const Stmt* body = function.getBody();
  if (const auto* coroutine = dyn_cast_if_present<CoroutineBodyStmt>(body)) body = coroutine->getBody();
  if (!body) return flow;
  BodyScan scan = scanBody(*body);
  layOutBlocks(context, *body, scan, flow);
  if (!scan.awaits.empty()) flowAwaits(context, function, *body, scan, flow);
  return flow;
}

} // namespace nostall::cxx
