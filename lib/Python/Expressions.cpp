// Expressions, in the order in which Python evaluates them.
#include "Python/Extract.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

NodeId Extractor::unwrapped(NodeId node) const {
  while (tree.kind(node) == Kind::ParenthesizedExpression)
    if (NodeId inner = tree.firstChild(node))
      node = inner;
    else
      break;
  return node;
}

facts::Index Extractor::value(NodeId node) {
  Level level(*this, node);
  return level && node ? valueOf(node) : unknown(node);
}

facts::Index Extractor::valueOf(NodeId node) {
  switch (tree.kind(node)) {
  case Kind::Identifier:
    return addName(node, tree.source(node));
  case Kind::Attribute:
    return attribute(node, false);
  case Kind::Call:
    return call(node);
  case Kind::Subscript:
    return subscript(node);
  case Kind::String:
  case Kind::ConcatenatedString:
    return string(node);
  case Kind::Integer:
    return integer(node, false);
  case Kind::True:
  case Kind::False: {
    Index result = addExpression(Expression::Kind::Boolean, node);
    module.expressions[result].integer = tree.kind(node) == Kind::True;
    return result;
  }
  case Kind::None:
    return addExpression(Expression::Kind::Null, node);
  case Kind::List:
  case Kind::Tuple:
  case Kind::Set:
  case Kind::ExpressionList:
  case Kind::PatternList:
    return sequence(node);
  case Kind::Dictionary:
    return dictionary(node);
  case Kind::ConditionalExpression:
    return conditional(node);
  case Kind::BooleanOperator:
    return booleanOperator(node);
  case Kind::BinaryOperator:
    return binaryOperator(node);
  case Kind::ParenthesizedExpression:
    return value(tree.firstChild(node));
  case Kind::AsPattern:
    return value(tree.firstChild(node));
  case Kind::ListSplat:
  case Kind::ListSplatPattern:
    return starred(node);
  case Kind::Assignment:
    return assignmentValue(node);
  case Kind::UnaryOperator:
    if (NodeId operand = tree.firstChild(node);
        tree.kind(operand) == Kind::Integer && tree.source(node).starts_with('-'))
      return integer(operand, true);
    break;
  case Kind::Type:
  case Kind::GenericType:
  case Kind::UnionType:
  case Kind::MemberType:
  case Kind::DottedName:
    return typeExpression(node);
  default:
    break;
  }
  if (state.quoted) return unknown(node);
  switch (tree.kind(node)) {
  case Kind::Await:
    return await(node);
  case Kind::Yield:
    return yield(node);
  case Kind::Lambda:
    return lambda(node);
  case Kind::NamedExpression:
    return namedExpression(node);
  case Kind::ListComprehension:
  case Kind::SetComprehension:
  case Kind::DictionaryComprehension:
    return comprehension(node);
  case Kind::GeneratorExpression:
    return generator(node);
  default:
    break;
  }
  effects(node);
  return unknown(node);
}

void Extractor::effects(NodeId node) {
  Level level(*this, node);
  if (!level) return;
  switch (tree.kind(node)) {
  case Kind::Module: // no node at all
  case Kind::Identifier:
  case Kind::Integer:
  case Kind::Float:
  case Kind::True:
  case Kind::False:
  case Kind::None:
  case Kind::StringStart:
  case Kind::StringContent:
    return;
  case Kind::BinaryOperator:
  case Kind::BooleanOperator:
    return operatorEffects(node);
  case Kind::NotOperator:
  case Kind::ComparisonOperator:
    condition(node);
    return;
  case Kind::Attribute:
  case Kind::Call:
  case Kind::Subscript:
  case Kind::ConditionalExpression:
  case Kind::Await:
  case Kind::Yield:
  case Kind::Lambda:
  case Kind::NamedExpression:
  case Kind::ListComprehension:
  case Kind::SetComprehension:
  case Kind::DictionaryComprehension:
  case Kind::GeneratorExpression:
    value(node);
    return;
  case Kind::ExpressionStatement:
  case Kind::Assignment:
  case Kind::AugmentedAssignment:
  case Kind::Block:
  case Kind::FunctionDefinition:
  case Kind::ClassDefinition:
  case Kind::DecoratedDefinition:
  case Kind::ReturnStatement:
  case Kind::IfStatement:
  case Kind::ForStatement:
  case Kind::WhileStatement:
  case Kind::TryStatement:
  case Kind::WithStatement:
  case Kind::MatchStatement:
    return statement(node);
  default:
    return childEffects(node);
  }
}

void Extractor::childEffects(NodeId node) {
  for (NodeId child : tree.children(node))
    effects(child);
}

/// `a + b + c + …` nests to the left as deeply as it is long.
void Extractor::operatorEffects(NodeId node) {
  bool logical = tree.kind(node) == Kind::BooleanOperator;
  llvm::SmallVector<NodeId, 8> right;
  Kind kind = tree.kind(node);
  for (; tree.kind(node) == kind; node = tree.child(node, Field::Left))
    right.push_back(tree.child(node, Field::Right));
  effects(node);
  Within within(*this);
  if (logical) enterBlock();
  while (!right.empty())
    effects(right.pop_back_val());
}

facts::Index Extractor::attribute(NodeId node, bool called) {
  Index object = value(tree.child(node, Field::Object));
  markChained(object);
  Index result = addExpression(Expression::Kind::Attribute, node, object);
  module.expressions[result].text = tree.source(tree.child(node, Field::Attribute));
  if (!called) attributeRead(node, object, result);
  return result;
}

facts::Index Extractor::subscript(NodeId node) {
  NodeId container = tree.child(node, Field::Value);
  Index object = value(container);
  markChained(object);
  llvm::SmallVector<Index, 2> keys;
  NodeId only = 0;
  for (NodeId child : tree.children(node))
    if (tree[child].field == Field::Subscript) {
      only = child;
      keys.push_back(value(child));
    }
  if (keys.empty()) keys.push_back(unknown(node));
  Index key = keys.size() == 1 ? keys[0] : addExpression(Expression::Kind::Sequence, node, keys);
  Index result = addExpression(Expression::Kind::Subscript, node, {object, key});
  itemCall(node, object, result, {keys.size() == 1 ? describe(only, key) : facts::Value()});
  return result;
}

facts::Index Extractor::sequence(NodeId node) {
  std::vector<Index> elements;
  for (NodeId child : tree.children(node))
    elements.push_back(value(child));
  return addExpression(Expression::Kind::Sequence, node, elements);
}

facts::Index Extractor::dictionary(NodeId node) {
  std::vector<Index> elements;
  for (NodeId child : tree.children(node)) {
    if (tree.kind(child) == Kind::Pair) {
      elements.push_back(value(tree.child(child, Field::Key)));
      elements.push_back(value(tree.child(child, Field::Value)));
    } else if (tree.kind(child) == Kind::DictionarySplat) {
      Index splat = addExpression(Expression::Kind::Starred, child, value(tree.firstChild(child)));
      elements.insert(elements.end(), 2, splat);
    } else {
      effects(child);
    }
  }
  return addExpression(Expression::Kind::Mapping, node, elements);
}

facts::Index Extractor::conditional(NodeId node) {
  llvm::SmallVector<NodeId, 3> parts;
  for (NodeId part : tree.children(node))
    parts.push_back(part);
  if (parts.size() != 3 || state.quoted) {
    childEffects(node);
    return unknown(node);
  }
  Condition tested = condition(parts[1]);
  auto option = [&](NodeId part, const Guards& guards) {
    Within within(*this);
    enterGuarded(guards);
    return value(part);
  };
  Index chosen = option(parts[0], tested.whenTrue);
  Index otherwise = option(parts[2], tested.whenFalse);
  return addExpression(Expression::Kind::Either, node, {chosen, otherwise});
}

facts::Index Extractor::booleanOperator(NodeId node) {
  NodeId first = tree.child(node, Field::Left);
  NodeId second = tree.child(node, Field::Right);
  Index left = value(first);
  truthTest(first, left);
  Within within(*this);
  if (!state.quoted) {
    Condition tested = guarded({.guard = callOf(left)});
    enterGuarded(operatorText(first, second) == "and" ? tested.whenTrue : tested.whenFalse);
  }
  Index right = value(second);
  return addExpression(Expression::Kind::Either, node, {left, right});
}

/// `A | B` is a union of types or of queries, `a & b` a conjunction of the latter: a value like its operands.
facts::Index Extractor::binaryOperator(NodeId node) {
  bool either = tree.child(node, Kind::Or) || tree.child(node, Kind::And);
  if (!either) {
    operatorEffects(node);
    return unknown(node);
  }
  Index left = value(tree.child(node, Field::Left));
  Index right = value(tree.child(node, Field::Right));
  return addExpression(Expression::Kind::Either, node, {left, right});
}

facts::Index Extractor::await(NodeId node) {
  Index operand = value(tree.firstChild(node));
  flagCall(operand, facts::CF_Awaited);
  addAwait(node, callOf(operand));
  Index result = addExpression(Expression::Kind::Await, node, operand);
  made[result] = made[operand];
  return result;
}

facts::Index Extractor::yield(NodeId node) {
  llvm::StringRef rest = tree.source(node).substr(5);
  bool from = rest.ltrim().starts_with("from") && tree.firstChild(node) &&
              tree[tree.firstChild(node)].begin > tree[node].begin + 5 + rest.find("from") + 3;
  NodeId operand = tree.firstChild(node);
  Index given = from      ? iterate(operand, false)
                : operand ? value(operand)
                          : addExpression(Expression::Kind::Null, node);
  entity().flags |= facts::EF_Generator;
  shard.symbols[entity().symbol].flags |= facts::SF_Generator;
  for (Index scope = state.scope; scope != None; scope = module.scopes[scope].parent)
    if (module.scopes[scope].kind == Scope::Kind::Function ||
        module.scopes[scope].kind == Scope::Kind::Lambda) {
      module.scopes[scope].flags |= facts::ScF_Generator;
      module.scopes[scope].yielded.push_back(given);
      break;
    }
  return addExpression(Expression::Kind::Yield, node);
}

facts::Index Extractor::namedExpression(NodeId node) {
  Index assigned = value(tree.child(node, Field::Value));
  Within within(*this);
  while (module.scopes[state.scope].kind == Scope::Kind::Comprehension ||
         module.scopes[state.scope].kind == Scope::Kind::Generator)
    state.scope = module.scopes[state.scope].parent;
  bind(Binding::Kind::Target, tree.source(tree.child(node, Field::Name)), assigned, None, tree[node].end);
  return assigned;
}

facts::Index Extractor::starred(NodeId node) {
  return addExpression(Expression::Kind::Starred, node, value(tree.firstChild(node)));
}

facts::Index Extractor::integer(NodeId node, bool negative) {
  std::string digits(tree.source(node));
  std::erase(digits, '_');
  llvm::StringRef text = digits;
  std::int64_t number = 0;
  bool decimal = text.size() < 2 || text[0] != '0' || text[1] == '0';
  if (text.getAsInteger(decimal ? 10 : 0, number)) return unknown(node);
  Index result = addExpression(Expression::Kind::Integer, node);
  module.expressions[result].integer = negative ? -number : number;
  return result;
}

} // namespace nostall::python
