// Functions, lambdas and classes: their scopes, entities and decorators.
#include "Python/Extract.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

/// The last part of what a decorator names: `functools.wraps(f)` → `wraps`.
static llvm::StringRef decoratorName(const Tree& tree, NodeId decorator) {
  NodeId expression = tree.firstChild(decorator);
  if (tree.kind(expression) == Kind::Call) expression = tree.child(expression, Field::Function);
  if (tree.kind(expression) == Kind::Attribute) expression = tree.child(expression, Field::Attribute);
  return tree.source(expression);
}

std::uint32_t Extractor::decoratorFlags(llvm::ArrayRef<NodeId> decorators) const {
  std::uint32_t flags = 0;
  for (NodeId decorator : decorators) {
    llvm::StringRef name = decoratorName(tree, decorator);
    if (name == "staticmethod") flags |= facts::ScF_Static;
    if (name == "classmethod") flags |= facts::ScF_ClassMethod;
    if (name == "overload") flags |= facts::ScF_Overload;
  }
  return flags;
}

void Extractor::decoratedDefinition(NodeId node) {
  llvm::SmallVector<NodeId, 4> decorators;
  for (NodeId child : tree.children(node))
    if (tree.kind(child) == Kind::Decorator) decorators.push_back(child);
  NodeId definition = tree.child(node, Field::Definition);
  if (tree.kind(definition) == Kind::ClassDefinition) return classDefinition(definition, decorators);
  if (tree.kind(definition) == Kind::FunctionDefinition) return functionDefinition(definition, decorators);
  childEffects(node);
}

std::vector<facts::ScopeParameter> Extractor::parameters(NodeId node) {
  using ParameterKind = facts::ScopeParameter::Kind;
  std::vector<facts::ScopeParameter> result;
  auto kind = ParameterKind::Ordinary;
  for (NodeId child : tree.children(node)) {
    facts::ScopeParameter parameter;
    parameter.kind = kind;
    NodeId name = child;
    switch (tree.kind(child)) {
    case Kind::Identifier:
    case Kind::ListSplatPattern:
    case Kind::DictionarySplatPattern:
      break;
    case Kind::TypedParameter:
      name = tree.firstChild(child);
      parameter.annotation = annotation(tree.child(child, Field::Type));
      break;
    case Kind::TypedDefaultParameter:
      parameter.annotation = annotation(tree.child(child, Field::Type));
      [[fallthrough]];
    case Kind::DefaultParameter:
      name = tree.child(child, Field::Name);
      parameter.defaultValue = value(tree.child(child, Field::Value));
      break;
    case Kind::KeywordSeparator:
      kind = ParameterKind::KeywordOnly;
      continue;
    case Kind::PositionalSeparator:
      for (facts::ScopeParameter& before : result)
        before.kind = ParameterKind::PositionalOnly;
      continue;
    default:
      continue;
    }
    if (tree.kind(name) == Kind::ListSplatPattern) {
      parameter.kind = ParameterKind::Rest;
      kind = ParameterKind::KeywordOnly;
      name = tree.firstChild(name);
    } else if (tree.kind(name) == Kind::DictionarySplatPattern) {
      parameter.kind = ParameterKind::KeywordRest;
      name = tree.firstChild(name);
    }
    parameter.name = tree.source(name);
    result.push_back(std::move(parameter));
  }
  return result;
}

/// In the state of the function itself.
void Extractor::bindParameters(NodeId node) {
  const std::size_t count = module.scopes[state.scope].parameters.size();
  for (std::size_t i = 0; i != count; ++i) {
    Index expression = addExpression(Expression::Kind::Parameter, node);
    module.expressions[expression].scope = state.scope;
    module.expressions[expression].integer = static_cast<std::int64_t>(i);
    const facts::ScopeParameter& parameter = module.scopes[state.scope].parameters[i];
    entity().parameterNames.push_back(parameter.name);
    bind(Binding::Kind::Parameter, parameter.name, expression, parameter.annotation, tree[node].end);
  }
}

/// `[T: Bound, *Ts]`: the names are declared with their bounds.
void Extractor::typeParameters(NodeId node) {
  for (NodeId child : tree.children(node)) {
    NodeId type = tree.firstChild(child);
    NodeId name = type;
    Index bound = None;
    if (tree.kind(type) == Kind::ConstrainedType) {
      auto parts = tree.children(type);
      name = tree.firstChild(*parts.begin());
      if (NodeId second = tree[*parts.begin()].after; second < tree[type].after) bound = annotation(second);
    }
    if (tree.kind(name) == Kind::SplatType) name = tree.firstChild(name);
    if (tree.kind(name) == Kind::Identifier)
      bind(Binding::Kind::Declaration, tree.source(name), None, bound, tree[child].end);
  }
}

std::vector<facts::Index> Extractor::decoratorValues(llvm::ArrayRef<NodeId> decorators) {
  std::vector<Index> values;
  for (NodeId decorator : decorators)
    values.push_back(value(tree.firstChild(decorator)));
  return values;
}

/// Applies the decorators, innermost first.
facts::Index Extractor::decorate(Index decorated, NodeId name, llvm::ArrayRef<NodeId> decorators,
                                 llvm::ArrayRef<Index> values) {
  for (std::size_t i = decorators.size(); i-- != 0;) {
    NodeId node = tree.firstChild(decorators[i]);
    if (!node) continue;
    Index inner = decorated;
    decorated = addExpression(Expression::Kind::Call, node, {values[i], inner});
    module.expressions[decorated].keywords.emplace_back();
    std::vector<facts::Value> arguments{describe(name, inner)};
    if (Index factory = callOf(values[i]); factory != None)
      llvm::append_range(arguments, entity().calls[factory].arguments);
    NodeId function = tree.kind(node) == Kind::Call ? tree.child(node, Field::Function) : node;
    facts::Call& call = addCall(facts::CallKind::Decorator, decorated, node, calleeName(function));
    call.spelling = folded(function);
    call.arguments = std::move(arguments);
  }
  return decorated;
}

void Extractor::functionDefinition(NodeId node, llvm::ArrayRef<NodeId> decorators) {
  NodeId name = tree.child(node, Field::Name);
  NodeId parameterList = tree.child(node, Field::Parameters);
  std::vector<Index> decoratorIndices = decoratorValues(decorators);
  std::vector<facts::ScopeParameter> declared = parameters(parameterList);
  Index returns = annotation(tree.child(node, Field::ReturnType));

  std::string own(tree.source(name));
  Index scope = addScope(Scope::Kind::Function, dottedName(own));
  Scope& added = module.scopes[scope];
  added.flags |= decoratorFlags(decorators);
  if (tree.child(node, Kind::Async)) added.flags |= facts::ScF_Async;
  added.parameters = std::move(declared);
  added.decorators = decoratorIndices;
  added.returnAnnotation = returns;
  bool isInit = own == "__init__" && module.scopes[state.scope].kind == Scope::Kind::Class;
  Index index =
      addEntity(isInit ? facts::EntityKind::Constructor : facts::EntityKind::Function, scope, node, name);

  Index function = addExpression(Expression::Kind::Function, node);
  module.expressions[function].scope = scope;
  Index decorated = decorate(function, name, decorators, decoratorIndices);
  bind(Binding::Kind::Definition, own, decorated, None, tree[node].end);

  Within within(*this);
  state = {.scope = scope, .entity = index, .block = 0};
  bindParameters(parameterList);
  typeParameters(tree.child(node, Field::TypeParameters));
  statements(tree.child(node, Field::Body));
}

void Extractor::classDefinition(NodeId node, llvm::ArrayRef<NodeId> decorators) {
  NodeId name = tree.child(node, Field::Name);
  std::vector<Index> decoratorIndices = decoratorValues(decorators);
  std::vector<Index> bases;
  for (NodeId base : tree.children(tree.child(node, Field::Superclasses))) {
    if (tree.kind(base) == Kind::KeywordArgument)
      effects(tree.child(base, Field::Value));
    else
      bases.push_back(typeExpression(base));
  }
  std::string own(tree.source(name));
  Index scope = addScope(Scope::Kind::Class, dottedName(own));
  module.scopes[scope].bases = std::move(bases);
  module.scopes[scope].decorators = decoratorIndices;
  {
    Within within(*this);
    state.scope = scope;
    typeParameters(tree.child(node, Field::TypeParameters));
    statements(tree.child(node, Field::Body));
  }
  Index defined = addExpression(Expression::Kind::Class, node);
  module.expressions[defined].scope = scope;
  Index decorated = decorate(defined, name, decorators, decoratorIndices);
  bind(Binding::Kind::Definition, own, decorated, None, tree[node].end);
}

facts::Index Extractor::lambda(NodeId node) {
  NodeId parameterList = tree.child(node, Field::Parameters);
  std::vector<facts::ScopeParameter> declared = parameters(parameterList);
  Index scope = addScope(Scope::Kind::Lambda, dottedName("lambda", node));
  module.scopes[scope].parameters = std::move(declared);
  Index index = addEntity(facts::EntityKind::Lambda, scope, node, node);
  {
    Within within(*this);
    state = {.scope = scope, .entity = index, .block = 0};
    bindParameters(parameterList ? parameterList : node);
    Index result = value(tree.child(node, Field::Body));
    flagCall(result, facts::CF_Returned);
    module.scopes[scope].returned.push_back(result);
  }
  Index function = addExpression(Expression::Kind::Function, node);
  module.expressions[function].scope = scope;
  return function;
}

} // namespace nostall::python
