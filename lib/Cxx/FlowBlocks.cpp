// Lays out blocks top down: each statement is handed the block that it runs in, and hands its parts theirs.
//
// `open` makes the block in which a condition holds or fails; asked twice for the same it gives the same
// block, so the right operand of `a && b` and the branch that both guard agree on what `a` says. A loop is
// one block for everything that may run again, its condition included, with the body as a block inside. Code
// after `if (c) return;`, after a loop without a break, and after `for (;;) { if (c) break; }` knows its
// condition as well.
//
// A label can be reached from anywhere, so what follows it is only known to run in the block of its compound.
#include "Cxx/FlowParts.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/StmtCXX.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace nostall::cxx {
namespace {

using namespace clang;
using Comparison = facts::Block::Comparison;

/// Control never comes out at the end of the statement.
bool leaves(const Stmt* statement) {
  while (statement) {
    if (const auto* compound = dyn_cast<CompoundStmt>(statement)) {
      statement = compound->body_empty() ? nullptr : compound->body_back();
    } else if (const auto* attributed = dyn_cast<AttributedStmt>(statement)) {
      statement = attributed->getSubStmt();
    } else if (const auto* choice = dyn_cast<IfStmt>(statement)) {
      if (!choice->getElse() || !leaves(choice->getThen())) return false;
      statement = choice->getElse();
    } else if (const auto* expression = dyn_cast<Expr>(statement)) {
      const Expr* bare = stripped(expression);
      const auto* call = dyn_cast<CallExpr>(bare);
      const FunctionDecl* callee = call ? call->getDirectCallee() : nullptr;
      return isa<CXXThrowExpr>(bare) || (callee && callee->isNoReturn());
    } else {
      return isa<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt, GotoStmt, IndirectGotoStmt>(statement);
    }
  }
  return false;
}

class Layout {
public:
  Layout(const ASTContext& context, const BodyScan& scan, BodyFlow& flow)
      : context(context), scan(scan), flow(flow) {}

  void run(const Stmt& body) {
    visit(&body, 0);
    while (!stack.empty()) {
      auto [statement, block] = stack.pop_back_val();
      if (!flow.block.try_emplace(statement, block).second) continue;
      std::size_t before = stack.size();
      layOut(*statement, block);
      std::reverse(stack.begin() + before, stack.end());
    }
  }

private:
  void visit(const Stmt* statement, Index block) {
    if (statement) stack.push_back({statement, block});
  }

  Index add(BlockDraft draft) {
    flow.blocks.push_back(draft);
    return static_cast<Index>(flow.blocks.size() - 1);
  }
  Index addPlain(Index parent, bool loop = false) {
    BlockDraft draft;
    draft.parent = parent;
    draft.loop = loop;
    return add(draft);
  }

  static std::pair<const Expr*, std::uint64_t> key(Index parent, const Expr* condition, bool holds) {
    return {condition, std::uint64_t{parent} * 2 + holds};
  }

  /// The block inside `parent` that runs when the condition is `holds`.
  Index open(Index parent, const Expr* condition, bool holds) {
    if (auto found = opened.find(key(parent, condition, holds)); found != opened.end()) return found->second;
    // `a && b` holds when both do, `a || b` fails when both do: one block for each operand, leftmost
    // outermost.
    llvm::SmallVector<std::pair<const Expr*, const Expr*>, 4> pending; // the whole and its right operand
    const Expr* first = condition;
    while (true) {
      auto form = binaryForm(stripped(first));
      if (!form || form->opcode != (holds ? BO_LAnd : BO_LOr)) break;
      pending.push_back({first, form->right});
      first = form->left;
    }
    Index block = openOne(parent, first, holds);
    for (auto [whole, right] : llvm::reverse(pending)) {
      block = open(block, right, holds);
      opened[key(parent, whole, holds)] = block;
    }
    return block;
  }

  Index openOne(Index parent, const Expr* condition, bool holds) {
    if (auto found = opened.find(key(parent, condition, holds)); found != opened.end()) return found->second;
    Index block = parent;
    const Expr* bare = stripped(condition);
    if (const Expr* inner = negated(bare)) {
      block = open(parent, inner, !holds);
    } else if (const Expr* inner = expected(bare)) {
      block = open(parent, inner, holds);
    } else if (auto constant = constantOf(context, bare); !constant || (*constant != 0) != holds) {
      Guard guard = guardOf(context, scan, bare);
      BlockDraft draft;
      draft.parent = parent;
      draft.guard = guard.call;
      draft.holds = holds;
      draft.comparison = guard.comparison;
      draft.operand = guard.operand;
      block = add(draft);
    }
    opened[key(parent, condition, holds)] = block;
    return block;
  }

  void layOut(const Stmt& statement, Index block) {
    if (const auto* compound = dyn_cast<CompoundStmt>(&statement)) return layOutSequence(*compound, block);
    if (const auto* choice = dyn_cast<IfStmt>(&statement)) return layOutIf(*choice, block);
    if (const auto* loop = dyn_cast<WhileStmt>(&statement)) {
      Index again = addPlain(block, /*loop=*/true);
      visit(loop->getConditionVariableDeclStmt(), again);
      visit(loop->getCond(), again);
      return visit(loop->getBody(), open(again, loop->getCond(), true));
    }
    if (const auto* loop = dyn_cast<DoStmt>(&statement)) {
      Index again = addPlain(block, /*loop=*/true);
      visit(loop->getBody(), again);
      return visit(loop->getCond(), again);
    }
    if (const auto* loop = dyn_cast<ForStmt>(&statement)) {
      visit(loop->getInit(), block);
      Index again = addPlain(block, /*loop=*/true);
      Index body = loop->getCond() ? open(again, loop->getCond(), true) : again;
      visit(loop->getConditionVariableDeclStmt(), again);
      visit(loop->getCond(), again);
      visit(loop->getInc(), body);
      return visit(loop->getBody(), body);
    }
    if (const auto* loop = dyn_cast<CXXForRangeStmt>(&statement)) return layOutRange(*loop, block);
    if (const auto* choice = dyn_cast<SwitchStmt>(&statement)) return layOutSwitch(*choice, block);
    if (const auto* handler = dyn_cast<CXXCatchStmt>(&statement))
      return visit(handler->getHandlerBlock(), addPlain(block));
    if (const auto* choice = dyn_cast<AbstractConditionalOperator>(&statement))
      return layOutConditional(*choice, block);
    if (const auto* expression = dyn_cast<Expr>(&statement))
      if (auto form = binaryForm(expression); form && (form->opcode == BO_LAnd || form->opcode == BO_LOr)) {
        visit(form->left, block);
        return visit(form->right, open(block, form->left, form->opcode == BO_LAnd));
      }
    for (const Stmt* child : childrenOf(statement))
      visit(child, block);
  }

  void layOutSequence(const CompoundStmt& compound, Index block) {
    Index current = block;
    for (const Stmt* statement : compound.body()) {
      if (isa<LabelStmt>(statement)) current = block;
      visit(statement, current);
      current = following(statement, current);
    }
  }

  /// The block of what follows a statement of a sequence.
  Index following(const Stmt* statement, Index block) {
    if (const auto* choice = dyn_cast<IfStmt>(statement); choice && choice->getCond()) {
      bool thenLeaves = leaves(choice->getThen());
      bool elseLeaves = choice->getElse() && leaves(choice->getElse());
      return thenLeaves == elseLeaves ? block : open(block, choice->getCond(), elseLeaves);
    }
    const Expr* condition = nullptr;
    const Stmt* body = nullptr;
    if (const auto* loop = dyn_cast<WhileStmt>(statement))
      std::tie(condition, body) = std::pair(loop->getCond(), loop->getBody());
    else if (const auto* loop = dyn_cast<DoStmt>(statement))
      std::tie(condition, body) = std::pair(loop->getCond(), loop->getBody());
    else if (const auto* loop = dyn_cast<ForStmt>(statement))
      std::tie(condition, body) = std::pair(loop->getCond(), loop->getBody());
    else
      return block;
    unsigned breaks = scan.breaks.lookup(statement);
    if (condition && breaks == 0) return open(block, condition, false);
    bool endless = !condition || constantOf(context, condition).value_or(0) != 0;
    const Expr* way = endless && breaks == 1 ? onlyWayOut(body) : nullptr;
    return way ? open(block, way, true) : block;
  }

  /// The condition of an `if (c) break;` among the statements of a loop's body.
  static const Expr* onlyWayOut(const Stmt* body) {
    const auto* compound = dyn_cast<CompoundStmt>(body);
    if (!compound) return nullptr;
    for (const Stmt* statement : compound->body()) {
      const auto* choice = dyn_cast<IfStmt>(statement);
      const Stmt* then = choice ? choice->getThen() : nullptr;
      while (const auto* block = dyn_cast_if_present<CompoundStmt>(then))
        then = block->body_empty() ? nullptr : block->body_back();
      if (isa_and_present<BreakStmt>(then)) return choice->getCond();
    }
    return nullptr;
  }

  void layOutIf(const IfStmt& choice, Index block) {
    visit(choice.getInit(), block);
    visit(choice.getConditionVariableDeclStmt(), block);
    visit(choice.getCond(), block);
    bool decided = !choice.getCond(); // if consteval
    visit(choice.getThen(), decided ? addPlain(block) : open(block, choice.getCond(), true));
    if (choice.getElse())
      visit(choice.getElse(), decided ? addPlain(block) : open(block, choice.getCond(), false));
  }

  void layOutRange(const CXXForRangeStmt& loop, Index block) {
    for (const Stmt* part :
         {loop.getInit(), static_cast<const Stmt*>(loop.getRangeStmt()),
          static_cast<const Stmt*>(loop.getBeginStmt()), static_cast<const Stmt*>(loop.getEndStmt())})
      visit(part, block);
    Index again = addPlain(block, /*loop=*/true);
    for (const Stmt* part :
         {static_cast<const Stmt*>(loop.getCond()), static_cast<const Stmt*>(loop.getInc()),
          static_cast<const Stmt*>(loop.getLoopVarStmt()), loop.getBody()})
      visit(part, again);
  }

  void layOutConditional(const AbstractConditionalOperator& choice, Index block) {
    const Expr* condition = choice.getCond();
    if (const auto* elvis = dyn_cast<BinaryConditionalOperator>(&choice)) {
      condition = elvis->getCommon();
      visit(condition, block);
      return visit(elvis->getFalseExpr(), open(block, condition, false));
    }
    visit(condition, block);
    visit(choice.getTrueExpr(), open(block, condition, true));
    visit(choice.getFalseExpr(), open(block, condition, false));
  }

  void layOutSwitch(const SwitchStmt& choice, Index block) {
    visit(choice.getInit(), block);
    visit(choice.getConditionVariableDeclStmt(), block);
    visit(choice.getCond(), block);
    const auto* body = dyn_cast<CompoundStmt>(choice.getBody());
    if (!body) return visit(choice.getBody(), addPlain(block));
    flow.block.try_emplace(body, block);
    Index current = addPlain(block);
    Index base = current;
    bool entered = false; // control can come from the statement above
    for (const Stmt* statement : body->body()) {
      if (isa<LabelStmt>(statement)) current = base;
      if (const auto* label = dyn_cast<SwitchCase>(statement)) {
        current = base = openCase(*label, choice, block, entered);
        statement = inner(label, current);
      }
      visit(statement, current);
      entered = !leaves(statement);
      current = following(statement, current);
    }
  }

  /// The statement behind a chain of labels, all of which stand in `block`.
  const Stmt* inner(const SwitchCase* label, Index block) {
    const Stmt* statement = label;
    while (const auto* next = dyn_cast_if_present<SwitchCase>(statement)) {
      flow.block.try_emplace(next, block);
      statement = next->getSubStmt();
    }
    return statement;
  }

  Index openCase(const SwitchCase& label, const SwitchStmt& choice, Index block, bool entered) {
    BlockDraft draft;
    draft.parent = block;
    const auto* value = dyn_cast<CaseStmt>(&label);
    bool single = value && !value->getRHS() && !isa<SwitchCase>(value->getSubStmt()) && !entered;
    if (auto constant = single ? constantOf(context, value->getLHS()) : std::nullopt) {
      draft.guard = callIn(scan, choice.getCond());
      draft.comparison = Comparison::Equal;
      draft.operand = *constant;
    }
    return add(draft);
  }

  const ASTContext& context;
  const BodyScan& scan;
  BodyFlow& flow;
  llvm::SmallVector<std::pair<const Stmt*, Index>, 64> stack;
  llvm::DenseMap<std::pair<const Expr*, std::uint64_t>, Index> opened;
};

} // namespace

void layOutBlocks(ASTContext& context, const Stmt& body, const BodyScan& scan, BodyFlow& flow) {
  Layout(context, scan, flow).run(body);
}

} // namespace nostall::cxx
