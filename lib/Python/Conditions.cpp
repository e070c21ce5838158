// Conditions that are calls: what runs only when `future.done()` said yes is in a block that says so. So is
// what follows an `if` that leaves, and a `while` that nobody breaks. A call that raised counts as one that
// said no.
#include "Python/Extract.h"

namespace nostall::python {
namespace {

using facts::Block;

/// Chains of `and` and `or` that are longer are walked without asking what they say.
constexpr unsigned MaxChain = 16;
/// Guards on one block; more say nothing that anybody asks for.
constexpr std::size_t MaxGuards = 4;

std::optional<Block::Comparison> comparisonOf(llvm::StringRef written) {
  using enum Block::Comparison;
  if (written == "==" || written == "is") return Equal;
  if (written == "!=" || written == "is not") return NotEqual;
  if (written == "<") return Less;
  if (written == "<=") return LessEqual;
  if (written == ">") return Greater;
  if (written == ">=") return GreaterEqual;
  return std::nullopt;
}

std::optional<std::int64_t> constant(const Tree& tree, NodeId node) {
  if (tree.kind(node) == Kind::True || tree.kind(node) == Kind::False) return tree.kind(node) == Kind::True;
  std::int64_t number = 0;
  if (tree.kind(node) != Kind::Integer || tree.source(node).getAsInteger(10, number)) return std::nullopt;
  return number;
}

} // namespace

llvm::StringRef Extractor::operatorText(NodeId left, NodeId right) const {
  return tree.text.slice(tree[left].end, tree[right].begin).trim();
}

Extractor::Condition Extractor::condition(NodeId node) {
  Level level(*this, node);
  if (!level) return {};
  node = unwrapped(node);
  switch (tree.kind(node)) {
  case Kind::NotOperator: {
    Condition inner = condition(tree.firstChild(node));
    std::swap(inner.whenTrue, inner.whenFalse);
    return inner;
  }
  case Kind::BooleanOperator:
    return logical(node);
  case Kind::ComparisonOperator:
    return comparison(node);
  case Kind::Call:
  case Kind::Await:
  case Kind::NamedExpression: {
    const Index tested = value(node);
    truthTest(node, tested);
    return guarded({.guard = callOf(tested)});
  }
  case Kind::Identifier:
  case Kind::Attribute:
    truthTest(node, value(node));
    return {};
  default:
    effects(node);
    return {};
  }
}

/// Asking for the truth of an object may run a query.
void Extractor::truthTest(NodeId node, Index tested) {
  if (state.quoted || shard.entities[state.entity].kind == facts::EntityKind::Module) return;
  switch (module.expressions[tested].kind) {
  case Expression::Kind::Name:
    return implicitCall(facts::CallKind::Operator, node, tested, tested, false);
  case Expression::Kind::Call:
    return flagCall(tested, facts::CF_Tested);
  case Expression::Kind::Attribute:
    if (auto& calls = entity().calls; !calls.empty() && calls.back().expression == tested)
      calls.back().flags |= facts::CF_Tested;
    return;
  default:
    return;
  }
}

/// `x in y` may iterate over y.
void Extractor::containment(NodeId right) {
  const Index container = value(right);
  const Expression::Kind kind = module.expressions[container].kind;
  if (shard.entities[state.entity].kind == facts::EntityKind::Module ||
      (kind != Expression::Kind::Name && kind != Expression::Kind::Attribute &&
       kind != Expression::Kind::Call))
    return;
  const Index element = addExpression(Expression::Kind::Element, right, container);
  implicitCall(facts::CallKind::Operator, right, container, element, false);
}

Extractor::Condition Extractor::guarded(Block guard) {
  if (guard.guard == None) return {};
  Condition result;
  guard.holds = true;
  result.whenTrue.push_back(guard);
  guard.holds = false;
  result.whenFalse.push_back(guard);
  return result;
}

Extractor::Condition Extractor::comparison(NodeId node) {
  llvm::SmallVector<NodeId, 2> operands;
  for (NodeId child : tree.children(node))
    operands.push_back(child);
  std::optional<Block::Comparison> relation;
  std::optional<std::int64_t> operand;
  if (operands.size() == 2) {
    relation = comparisonOf(operatorText(operands[0], operands[1]));
    operand = constant(tree, operands[1]);
  }
  if (!relation || !operand) {
    for (std::size_t index = 0; index < operands.size(); ++index) {
      const bool asked = index > 0 && !state.quoted &&
                         llvm::StringRef(operatorText(operands[index - 1], operands[index])).ends_with("in");
      if (asked)
        containment(operands[index]);
      else
        effects(operands[index]);
    }
    return {};
  }
  Block guard;
  guard.guard = callOf(value(operands[0]));
  guard.comparison = *relation;
  guard.operand = *operand;
  return guarded(guard);
}

Extractor::Condition Extractor::logical(NodeId node) {
  unsigned chain = 0;
  for (NodeId at = node; tree.kind(at) == Kind::BooleanOperator; at = tree.child(at, Field::Left))
    ++chain;
  if (chain > MaxChain) {
    operatorEffects(node);
    return {};
  }
  NodeId left = tree.child(node, Field::Left);
  NodeId right = tree.child(node, Field::Right);
  bool both = operatorText(left, right) == "and";
  Condition result = condition(left);
  Within within(*this);
  enterGuarded(both ? result.whenTrue : result.whenFalse);
  Condition more = condition(right);
  Guards& kept = both ? result.whenTrue : result.whenFalse;
  const Guards& added = both ? more.whenTrue : more.whenFalse;
  kept.append(added.begin(), added.end());
  (both ? result.whenFalse : result.whenTrue).clear();
  return result;
}

/// Goes on in a block for each guard, or in a plain one.
void Extractor::enterGuarded(llvm::ArrayRef<Block> guards) {
  if (guards.empty()) return enterBlock();
  for (const Block& guard : guards.take_front(MaxGuards)) {
    enterBlock();
    Block& block = entity().blocks[state.block];
    block.guard = guard.guard;
    block.holds = guard.holds;
    block.comparison = guard.comparison;
    block.operand = guard.operand;
  }
}

facts::Index Extractor::firstCall(NodeId block) {
  Index found = None;
  bool first = true;
  for (NodeId child : tree.children(block)) {
    std::size_t before = entity().calls.size();
    statement(child);
    bool made = std::exchange(first, false) && entity().calls.size() > before &&
                tree.kind(child) == Kind::ExpressionStatement;
    if (made && entity().calls.back().block == state.block)
      found = static_cast<Index>(entity().calls.size() - 1);
  }
  return found;
}

/// Where the body is that call and nothing else, it did not succeed. Where the body goes on, that is what
/// `RuntimeError` says: asking for a running loop is answered in this way.
Extractor::Guards Extractor::refusal(NodeId body, NodeId clause, Index call) const {
  if (call == None) return {};
  unsigned count = 0;
  for ([[maybe_unused]] NodeId child : tree.children(body))
    ++count;
  bool named = tree.source(tree.child(clause, Field::Value)).contains("RuntimeError");
  if (count != 1 && !named) return {};
  return guarded({.guard = call}).whenFalse;
}

/// Whether what follows the block is never reached through it.
bool Extractor::leaves(NodeId block) const {
  Kind last = Kind::Other;
  for (NodeId child : tree.children(block))
    last = tree.kind(child);
  return last == Kind::ReturnStatement || last == Kind::RaiseStatement || last == Kind::ContinueStatement ||
         last == Kind::BreakStatement;
}

bool Extractor::contains(NodeId node, Kind kind) const {
  for (NodeId id = node; id < tree[node].after; ++id)
    if (tree.kind(id) == kind) return true;
  return false;
}

} // namespace nostall::python
