// Comprehensions run where they are written, in a scope of their own; generator expressions are entities that
// run where they are consumed. The first iterable of either belongs to the code around it.
#include "Python/Extract.h"

namespace nostall::python {

facts::Index Extractor::comprehension(NodeId node) {
  NodeId clause = tree.child(node, Kind::ForInClause);
  Index element = iterate(tree.child(clause, Field::Right), tree.child(clause, Kind::Async));
  Index scope = addScope(Scope::Kind::Comprehension, dottedName("comprehension", node));
  Within within(*this);
  state.scope = scope;
  enterBlock(true);
  clauses(node, element);
  return comprehensionBody(node);
}

facts::Index Extractor::generator(NodeId node) {
  NodeId clause = tree.child(node, Kind::ForInClause);
  Index element = iterate(tree.child(clause, Field::Right), tree.child(clause, Kind::Async));
  Index scope = addScope(Scope::Kind::Generator, dottedName("generator", node));
  module.scopes[scope].flags |= facts::ScF_Generator;
  Index index = addEntity(facts::EntityKind::Lambda, scope, node, node);
  shard.entities[index].flags |= facts::EF_Generator;
  shard.symbols[shard.entities[index].symbol].flags |= facts::SF_Generator;
  {
    Within within(*this);
    state = {.scope = scope, .entity = index, .block = 0};
    enterBlock(true);
    clauses(node, element);
    Index given = value(tree.child(node, Field::Body));
    module.scopes[scope].yielded.push_back(given);
  }
  Index result = addExpression(Expression::Kind::Generator, node);
  module.expressions[result].scope = scope;
  return result;
}

void Extractor::clauses(NodeId node, Index firstElement) {
  std::uint32_t at = tree[node].begin;
  bool first = true;
  for (NodeId child : tree.children(node)) {
    if (tree.kind(child) == Kind::IfClause) childEffects(child);
    if (tree.kind(child) != Kind::ForInClause) continue;
    Index element = firstElement;
    if (!std::exchange(first, false))
      element = iterate(tree.child(child, Field::Right), tree.child(child, Kind::Async));
    bindTarget(tree.child(child, Field::Left), element, None, Binding::Kind::Target, at);
  }
}

facts::Index Extractor::comprehensionBody(NodeId node) {
  NodeId body = tree.child(node, Field::Body);
  if (tree.kind(body) != Kind::Pair) return addExpression(Expression::Kind::Sequence, node, value(body));
  Index key = value(tree.child(body, Field::Key));
  Index held = value(tree.child(body, Field::Value));
  return addExpression(Expression::Kind::Mapping, node, {key, held});
}

} // namespace nostall::python
