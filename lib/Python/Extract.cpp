// The tables that the walk fills, and the module around it.
#include "Python/Extract.h"

#include <llvm/ADT/STLExtras.h>

#include <fmt/format.h>

#include <numeric>

namespace nostall::python {

Extractor::Extractor(const ModuleFile& file, Tree parsed, Parser& parser, facts::Unit& unit)
    : file(file), tree(std::move(parsed)), parser(parser), unit(unit), shard(unit.shards.back()),
      module(shard.module) {}

void Extractor::run() {
  module.name = file.name;
  module.package = file.package;
  module.root = file.root;
  addScope(Scope::Kind::Module, "");
  Index top = addEntity(facts::EntityKind::Module, 0, 0, 0);
  facts::Entity& entity = shard.entities[top];
  entity.range = {0, {1, 1}, tree[0].last};
  entity.name = {0, {1, 1}, {1, 1}};
  module.scopes[0].entity = top;
  for (NodeId child : tree.top())
    statement(child);
  sortBindings();
}

facts::Range Extractor::rangeOf(NodeId node) const { return {0, tree[node].first, tree[node].last}; }

facts::Range Extractor::rangeOf(NodeId first, NodeId last) const {
  return {0, tree[first].first, tree[last].last};
}

Extractor::Index Extractor::addExpression(Expression::Kind kind, NodeId node) {
  Expression& added = module.expressions.emplace_back();
  added.kind = kind;
  added.begin = state.quoted ? quotedRange.first : tree[node].begin;
  added.end = state.quoted ? quotedRange.second : tree[node].end;
  made.emplace_back();
  return static_cast<Index>(module.expressions.size() - 1);
}

Extractor::Index Extractor::addExpression(Expression::Kind kind, NodeId node,
                                          llvm::ArrayRef<Index> operands) {
  Index added = addExpression(kind, node);
  module.expressions[added].operands.assign(operands.begin(), operands.end());
  return added;
}

Extractor::Index Extractor::addName(NodeId node, llvm::StringRef name) {
  Index added = addExpression(Expression::Kind::Name, node);
  module.expressions[added].scope = state.scope;
  module.expressions[added].text = name;
  return added;
}

Extractor::Index Extractor::addScope(Scope::Kind kind, std::string name) {
  bool first = module.scopes.empty();
  Scope& added = module.scopes.emplace_back();
  added.kind = kind;
  added.parent = first ? None : state.scope;
  added.name = std::move(name);
  added.entity = state.entity;
  if (typeChecking) added.flags |= facts::ScF_TypeChecking;
  return static_cast<Index>(module.scopes.size() - 1);
}

Extractor::Index Extractor::symbolFor(Index scopeIndex) {
  const Scope& scope = module.scopes[scopeIndex];
  facts::Symbol& symbol = shard.symbols.emplace_back();
  symbol.name = scope.name.empty() ? module.name : module.name + "." + scope.name;
  unsigned count = ++symbolIds[symbol.name];
  symbol.id = count == 1 ? symbol.name : fmt::format("{}#{}", symbol.name, count);
  symbol.header = module.name;
  if (scope.parent != None && module.scopes[scope.parent].kind == Scope::Kind::Class)
    symbol.record = module.name + "." + module.scopes[scope.parent].name;
  if (scope.kind == Scope::Kind::Lambda || scope.kind == Scope::Kind::Generator)
    symbol.flags |= facts::SF_Lambda;
  if (scope.flags & facts::ScF_Async) symbol.flags |= facts::SF_Async;
  if (scope.flags & facts::ScF_Static) symbol.flags |= facts::SF_Static;
  return static_cast<Index>(shard.symbols.size() - 1);
}

Extractor::Index Extractor::addEntity(facts::EntityKind kind, Index scope, NodeId node, NodeId name) {
  Index symbol = symbolFor(scope);
  bool isMethod = kind == facts::EntityKind::Function && !shard.symbols[symbol].record.empty();
  facts::Entity& added = shard.entities.emplace_back();
  added.symbol = symbol;
  added.kind = isMethod ? facts::EntityKind::Method : kind;
  added.range = rangeOf(node);
  added.name = rangeOf(name);
  added.blocks.emplace_back();
  auto index = static_cast<Index>(shard.entities.size() - 1);
  if (index != 0) added.parent = state.entity;
  module.scopes[scope].entity = index;
  if (module.scopes[scope].flags & facts::ScF_Async) added.flags |= facts::EF_Coroutine;
  return index;
}

Extractor::Index Extractor::addBlock(bool loop) {
  facts::Block block;
  block.parent = state.block;
  block.loop = loop;
  entity().blocks.push_back(block);
  return static_cast<Index>(entity().blocks.size() - 1);
}

void Extractor::noteDepth(NodeId node) {
  if (std::exchange(tooDeep, true)) return;
  unit.notes.push_back(fmt::format("{}:{}: nested more than {} levels deep; what is inside is not followed",
                                   file.path, tree[node].first.line, MaxDepth));
}

std::string Extractor::dottedName(llvm::StringRef own) const {
  Index scope = state.scope;
  while (module.scopes[scope].kind == Scope::Kind::Comprehension)
    scope = module.scopes[scope].parent;
  const std::string& outer = module.scopes[scope].name;
  return outer.empty() ? own.str() : outer + "." + own.str();
}

std::string Extractor::dottedName(const char* what, NodeId node) const {
  return dottedName(fmt::format("<{}:{}:{}>", what, tree[node].first.line, tree[node].first.column));
}

/// Where a name that is bound here lives.
Extractor::Index Extractor::bindingScope(llvm::StringRef name) const {
  if (auto found = redirected.find(state.scope); found != redirected.end())
    if (auto entry = found->second.find(name); entry != found->second.end()) return entry->second;
  return state.scope;
}

void Extractor::bind(Binding::Kind kind, llvm::StringRef name, Index value, Index annotation,
                     std::uint32_t at) {
  if (name.empty()) return;
  Binding& added = module.bindings.emplace_back();
  added.kind = kind;
  added.scope = bindingScope(name);
  added.name = name;
  added.value = value;
  added.annotation = annotation;
  added.entity = state.entity;
  added.block = state.block;
  added.at = at;
}

/// By scope, otherwise as they came.
void Extractor::sortBindings() {
  std::vector<std::size_t> next(module.scopes.size() + 1);
  for (const Binding& binding : module.bindings)
    ++next[binding.scope + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<Binding> sorted(module.bindings.size());
  for (Binding& binding : module.bindings)
    sorted[next[binding.scope]++] = std::move(binding);
  module.bindings = std::move(sorted);
}

} // namespace nostall::python
