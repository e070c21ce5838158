// Types as values: annotations, bases, aliases.
#include "Python/Extract.h"

namespace nostall::python {

facts::Index Extractor::annotation(NodeId node) {
  if (!node) return None;
  Within within(*this);
  state.annotation = true;
  return typeExpression(node);
}

/// The grammar has kinds of its own for some types; what they mean is an ordinary expression.
facts::Index Extractor::typeExpression(NodeId node) {
  Level level(*this, node);
  if (!level) return unknown(node);
  switch (tree.kind(node)) {
  case Kind::Type:
    return typeExpression(tree.firstChild(node));
  case Kind::DottedName: {
    llvm::StringRef name = tree.source(node);
    Index result = addName(node, name.split('.').first);
    while (name.contains('.')) {
      name = name.split('.').second;
      result = addExpression(Expression::Kind::Attribute, node, result);
      module.expressions[result].text = name.split('.').first;
    }
    return result;
  }
  case Kind::GenericType: {
    NodeId name = tree.firstChild(node);
    Index generic = typeExpression(name);
    llvm::SmallVector<Index, 4> arguments;
    for (NodeId argument : tree.children(tree.child(node, Kind::TypeParameter)))
      arguments.push_back(typeExpression(argument));
    Index argument =
        arguments.size() == 1 ? arguments[0] : addExpression(Expression::Kind::Sequence, node, arguments);
    return addExpression(Expression::Kind::Subscript, node, {generic, argument});
  }
  case Kind::UnionType: {
    llvm::SmallVector<Index, 4> options;
    for (NodeId child : tree.children(node))
      if (tree.kind(child) != Kind::Or) options.push_back(typeExpression(child));
    return addExpression(Expression::Kind::Either, node, options);
  }
  case Kind::MemberType: {
    NodeId object = tree.firstChild(node);
    Index result = addExpression(Expression::Kind::Attribute, node, typeExpression(object));
    module.expressions[result].text = tree.source(tree.child(node, Kind::Identifier));
    return result;
  }
  case Kind::SplatType:
  case Kind::ConstrainedType:
    return unknown(node);
  default:
    return value(node);
  }
}

} // namespace nostall::python
