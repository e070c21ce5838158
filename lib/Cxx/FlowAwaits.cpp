// Which awaits can be the last before an expression. On Clang's control flow graph that is reaching
// definitions with a single variable: every await replaces what came before it, joins take the union.
// Exception edges are part of the graph, so a handler knows what its try block may have awaited; an await
// counts from the moment its resumption is evaluated, because that is what can throw.
//
// The fallback walks the body in source order. At every part of a branching statement it adds the state in
// which the statement was entered, so it claims "always after" nowhere that the graph would not.
#include "Cxx/FlowParts.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/StmtCXX.h>
#include <clang/Analysis/Analyses/PostOrderCFGView.h>
#include <clang/Analysis/CFG.h>

#include <llvm/ADT/BitVector.h>
#include <llvm/ADT/STLExtras.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace nostall::cxx {
namespace {

using namespace clang;

constexpr std::size_t MaxLastAwaits = 64;
/// Bits of state that a graph may take: 32 MiB.
constexpr std::uint64_t MaxStateBits = std::uint64_t{1} << 28;

/// A set of awaits by number; the number after the last one stands for the entry of the function.
using State = llvm::BitVector;
/// The same, sorted, as it is handed out.
using Set = llvm::SmallVector<Index, 2>;

class AwaitFlow {
public:
  AwaitFlow(const BodyScan& scan, BodyFlow& flow) : flow(flow), entry(scan.awaits.size()) {
    for (unsigned number = 0; number != scan.awaits.size(); ++number) {
      const Expr* await = scan.awaits[number];
      numbers[await] = number;
      if (const auto* suspend = dyn_cast<CoroutineSuspendExpr>(await); suspend && suspend->getResumeExpr())
        numbers.try_emplace(stripped(suspend->getResumeExpr()), number);
    }
  }

  bool followGraph(ASTContext& context, const FunctionDecl& function, const Stmt& body,
                   const BodyScan& scan) {
    CFG::BuildOptions options;
    options.setAllAlwaysAdd();
    options.PruneTriviallyFalseEdges = false;
    options.AddEHEdges = true;
    options.AddLifetime = true;
    std::unique_ptr<CFG> graph = CFG::buildCFG(&function, const_cast<Stmt*>(&body), &context, options);
    if (!graph || std::uint64_t{graph->getNumBlockIDs()} * (entry + 1) > MaxStateBits) return false;
    std::vector<State> before = solve(*graph);
    for (const CFGBlock* block : *graph) {
      State state = before[block->getBlockID()];
      for (const CFGElement& element : *block) {
        if (auto statement = element.getAs<CFGStmt>()) {
          record(statement->getStmt(), state);
          step(statement->getStmt(), state);
        } else if (auto end = element.getAs<CFGLifetimeEnds>()) {
          if (const Stmt* scope = scan.scopes.lookup(end->getVarDecl())) record(scope, state);
        }
      }
    }
    return true;
  }

  void followSource(const Stmt& body) {
    struct Item {
      const Stmt* statement;
      enum { Enter, Join, Leave, LeaveBranches } action;
    };
    State state = entryState();
    llvm::SmallVector<State, 16> entered; // the states in which the enclosing branching statements began
    llvm::SmallVector<Item, 64> stack{{&body, Item::Enter}};
    while (!stack.empty()) {
      Item item = stack.pop_back_val();
      switch (item.action) {
      case Item::Join:
        state |= entered.back();
        break;
      case Item::LeaveBranches:
        state |= entered.pop_back_val();
        [[fallthrough]];
      case Item::Leave:
        record(item.statement, state);
        step(item.statement, state);
        break;
      case Item::Enter:
        if (isa<SwitchCase, LabelStmt>(item.statement)) // reached from elsewhere
          for (const State& earlier : entered)
            state |= earlier;
        bool branches = isBranching(*item.statement);
        if (branches) entered.push_back(state);
        stack.push_back({item.statement, branches ? Item::LeaveBranches : Item::Leave});
        auto children = childrenOf(*item.statement);
        for (const Stmt* child : llvm::reverse(children)) {
          if (branches) stack.push_back({nullptr, Item::Join});
          stack.push_back({child, Item::Enter});
        }
      }
    }
  }

  /// Moves what was recorded into the flow.
  void finish(const BodyScan& scan) {
    for (auto& [statement, set] : recorded)
      if (set.front() != facts::None) flow.after[statement].assign(set.begin(), set.end());
    for (const ExprWithCleanups* full : scan.fullExpressions)
      if (std::vector<Index> set = setAfter(full); !set.empty()) flow.after[full] = std::move(set);
    for (const Expr* await : scan.awaits) {
      // The await expression itself is evaluated after its resumption; what preceded it is what preceded
      // that.
      if (const auto* suspend = dyn_cast<CoroutineSuspendExpr>(await); suspend && suspend->getResumeExpr())
        flow.after[await] = flow.afterOf(stripped(suspend->getResumeExpr()));
      AwaitDraft draft;
      draft.await = await;
      draft.operandCall = awaitedCall(*await);
      draft.after = flow.afterOf(await);
      flow.awaits.push_back(std::move(draft));
    }
  }

private:
  static bool isBranching(const Stmt& statement) {
    const auto* operation = dyn_cast<BinaryOperator>(&statement);
    return (operation && operation->isLogicalOp()) ||
           isa<IfStmt, WhileStmt, DoStmt, ForStmt, CXXForRangeStmt, SwitchStmt, SwitchCase, CXXTryStmt,
               AbstractConditionalOperator>(statement);
  }

  /// The awaits that can be the last after a full expression; empty for none.
  std::vector<Index> setAfter(const Expr* expression) const {
    while (true) {
      if (isAwait(*expression)) return {numbers.lookup(expression)};
      if (recorded.contains(expression)) return flow.afterOf(expression);
      const Expr* inner = strippedOnce(expression);
      if (inner == expression) return {};
      expression = inner;
    }
  }

  static const Expr* awaitedCall(const Expr& await) {
    if (isa<CoyieldExpr>(await)) return nullptr;
    const Expr* operand = stripped(awaitOperand(await));
    const auto* construction = dyn_cast_if_present<CXXConstructExpr>(operand);
    if (construction && construction->getNumArgs() > 0 &&
        construction->getConstructor()->isCopyOrMoveConstructor())
      operand = stripped(construction->getArg(0));
    return isa_and_present<CallExpr, CXXConstructExpr, CXXUnresolvedConstructExpr>(operand) ? operand
                                                                                            : nullptr;
  }

  State entryState() const {
    State state(entry + 1);
    state.set(entry);
    return state;
  }

  void step(const Stmt* statement, State& state) const {
    auto found = numbers.find(statement);
    if (found == numbers.end()) return;
    state.reset();
    state.set(found->second);
  }

  /// The state at the beginning of each block.
  std::vector<State> solve(const CFG& graph) const {
    std::vector<State> before(graph.getNumBlockIDs(), State(entry + 1));
    std::vector<const Stmt*> last(graph.getNumBlockIDs(), nullptr); // the last await of each block
    for (const CFGBlock* block : graph)
      for (const CFGElement& element : *block)
        if (auto statement = element.getAs<CFGStmt>(); statement && numbers.contains(statement->getStmt()))
          last[block->getBlockID()] = statement->getStmt();
    before[graph.getEntry().getBlockID()] = entryState();

    // In reverse postorder each round settles everything but the back edges, so there are about as many
    // rounds as loops nest.
    PostOrderCFGView order(&graph);
    for (bool changed = true; changed;) {
      changed = false;
      for (const CFGBlock* block : order) {
        State out = before[block->getBlockID()];
        if (const Stmt* await = last[block->getBlockID()]) step(await, out);
        for (const CFGBlock* next : block->succs())
          if (next && out.test(before[next->getBlockID()])) {
            before[next->getBlockID()] |= out;
            changed = true;
          }
      }
    }
    return before;
  }

  void record(const Stmt* statement, const State& state) {
    Set set = indices(state);
    Set& known = recorded[statement];
    Set joined;
    std::set_union(known.begin(), known.end(), set.begin(), set.end(), std::back_inserter(joined));
    known = std::move(joined);
  }

  Set indices(const State& state) const {
    if (state.none() || state.count() > MaxLastAwaits) return {facts::None};
    Set result;
    for (unsigned bit : state.set_bits())
      result.push_back(bit == entry ? facts::None : bit);
    return result;
  }

  BodyFlow& flow;
  unsigned entry;
  llvm::DenseMap<const Stmt*, unsigned> numbers; ///< of awaits and of their resumptions
  llvm::DenseMap<const Stmt*, Set> recorded;
};

} // namespace

void flowAwaits(ASTContext& context, const FunctionDecl& function, const Stmt& body, const BodyScan& scan,
                BodyFlow& flow) {
  AwaitFlow awaits(scan, flow);
  if (!awaits.followGraph(context, function, body, scan)) awaits.followSource(body);
  awaits.finish(scan);
}

} // namespace nostall::cxx
