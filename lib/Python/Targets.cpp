// What is on the left of `=`, behind `as`, and between `for` and `in`.
#include "Python/Extract.h"

namespace nostall::python {

/// What the right side of an assignment gives; `a = b = f()` assigns from the right.
facts::Index Extractor::assignmentValue(NodeId node) {
  if (tree.kind(node) != Kind::Assignment) return value(node);
  llvm::SmallVector<NodeId, 4> chain;
  for (; tree.kind(node) == Kind::Assignment; node = tree.child(node, Field::Right))
    chain.push_back(node);
  Index result = node ? value(node) : None;
  while (!chain.empty()) {
    NodeId last = chain.pop_back_val();
    bindTarget(tree.child(last, Field::Left), result, None, Binding::Kind::Assignment, tree[last].end);
  }
  return result;
}

void Extractor::assignment(NodeId node) {
  NodeId left = tree.child(node, Field::Left);
  NodeId right = tree.child(node, Field::Right);
  collectExports(left, right, false);
  Index type = annotation(tree.child(node, Field::Type));
  Index assigned = right ? assignmentValue(right) : None;
  Binding::Kind kind = right ? Binding::Kind::Assignment : Binding::Kind::Declaration;
  bindTarget(left, assigned, type, kind, tree[node].end);
}

/// `x += y` leaves something of the kind of x or of y.
void Extractor::augmentedAssignment(NodeId node) {
  NodeId left = tree.child(node, Field::Left);
  NodeId right = tree.child(node, Field::Right);
  collectExports(left, right, true);
  if (tree.kind(left) != Kind::Identifier) {
    effects(left);
    effects(right);
    return;
  }
  Index before = addName(left, tree.source(left));
  Index added = value(right);
  Index either = addExpression(Expression::Kind::Either, node, {before, added});
  bind(Binding::Kind::Assignment, tree.source(left), either, None, tree[node].end);
}

void Extractor::bindTarget(NodeId target, Index assigned, Index type, Binding::Kind kind, std::uint32_t at) {
  Level level(*this, target);
  if (!level) return;
  switch (tree.kind(target)) {
  case Kind::Identifier:
    return bind(kind, tree.source(target), assigned, type, at);
  case Kind::Attribute: {
    Index object = value(tree.child(target, Field::Object));
    module.attributes.push_back({object, std::string(tree.source(tree.child(target, Field::Attribute))),
                                 assigned, type, state.scope});
    return;
  }
  case Kind::Subscript:
    return bindItem(target, assigned);
  case Kind::AsPatternTarget:
  case Kind::ParenthesizedExpression:
    return bindTarget(tree.firstChild(target), assigned, type, kind, at);
  case Kind::TuplePattern:
    // The grammar's tuples may be mere parentheses.
    if (NodeId only = tree.firstChild(target); only && !tree.source(target).contains(','))
      return bindTarget(only, assigned, type, kind, at);
    return bindTargets(target, assigned, kind, at);
  case Kind::PatternList:
  case Kind::ListPattern:
  case Kind::ExpressionList:
  case Kind::Tuple:
  case Kind::List:
    return bindTargets(target, assigned, kind, at);
  default:
    return;
  }
}

void Extractor::bindTargets(NodeId list, Index assigned, Binding::Kind kind, std::uint32_t at) {
  std::int64_t number = 0;
  for (NodeId child : tree.children(list)) {
    Index item = None;
    if (assigned != None) {
      item = addExpression(Expression::Kind::Item, child, assigned);
      module.expressions[item].integer = number;
    }
    bool starred = tree.kind(child) == Kind::ListSplatPattern || tree.kind(child) == Kind::ListSplat;
    if (starred) {
      number = -1;
      if (item != None) {
        module.expressions[item].integer = -1;
        item = addExpression(Expression::Kind::Sequence, child, item);
      }
    } else if (number >= 0) {
      ++number;
    }
    bindTarget(starred ? tree.firstChild(child) : child, item, None, kind, at);
  }
}

/// `object[key] = value`: a call of `__setitem__`, and what the container then holds.
void Extractor::bindItem(NodeId target, Index assigned) {
  Index read = subscript(target);
  Index call = callOf(read);
  Index object = module.expressions[read].operands[0];
  if (call != None) entity().calls[call].arguments.emplace_back();
  if (assigned == None) return;
  const Expression& key = module.expressions[module.expressions[read].operands[1]];
  std::string name = key.kind == Expression::Kind::String ? "[\"" + key.text + "\"]" : "[]";
  module.attributes.push_back({object, std::move(name), assigned, None, state.scope});
}

} // namespace nostall::python
