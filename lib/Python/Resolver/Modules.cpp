#include "Python/Resolver/Modules.h"

#include "Rules/Names.h"

#include <llvm/ADT/STLExtras.h>

#include <algorithm>

namespace nostall::python {

using facts::Binding;
using facts::Expression;

namespace {

void indexBindings(ModuleInfo& info, NameTable& names) {
  const facts::Module& module = info.facts();
  info.bindings.reserve(module.bindings.size());
  for (Index index = 0; index < module.bindings.size(); ++index) {
    const Binding& binding = module.bindings[index];
    if (binding.name == "*" && binding.scope == 0) info.starImports.push_back(index);
    info.bindings.push_back({binding.scope, names.intern(binding.name), index});
  }
  llvm::sort(info.bindings);
}

/// So that each text is hashed once, however often its expression is evaluated.
void nameExpressions(ModuleInfo& info, NameTable& names) {
  for (const Expression& expression : info.facts().expressions) {
    const bool named = expression.kind == Expression::Kind::Name ||
                       expression.kind == Expression::Kind::Attribute ||
                       expression.kind == Expression::Kind::Imported;
    info.names.push_back(named ? names.intern(expression.text) : NameId{0});
  }
}

/// Operands stand before what uses them, so one pass from the end hands each use's block down.
void placeExpressions(ModuleInfo& info) {
  const facts::Module& module = info.facts();
  info.blocks.assign(module.expressions.size(), None);
  auto place = [&](Index expression, Index block) {
    if (expression != None && info.blocks[expression] == None) info.blocks[expression] = block;
  };
  for (const facts::Entity& entity : info.shard->entities)
    for (const facts::Call& call : entity.calls)
      place(call.expression, call.block);
  for (const Binding& binding : module.bindings)
    if (binding.kind != Binding::Kind::Parameter) place(binding.value, binding.block);
  for (Index index = static_cast<Index>(module.expressions.size()); index-- > 0;) {
    const Expression& expression = module.expressions[index];
    if (info.blocks[index] == None) continue;
    for (Index operand : expression.operands)
      place(operand, info.blocks[index]);
  }
}

void findDecorations(ModuleInfo& info) {
  const facts::Module& module = info.facts();
  info.decorations.resize(static_cast<unsigned>(module.expressions.size()));
  for (const Binding& binding : module.bindings) {
    if (binding.kind != Binding::Kind::Definition) continue;
    for (Index at = binding.value; at != None;) {
      const Expression& expression = module.expressions[at];
      if (expression.kind != Expression::Kind::Call || expression.operands.size() < 2) break;
      info.decorations.set(at);
      at = expression.operands[1];
    }
  }
}

void index(ModuleInfo& info, NameTable& names) {
  indexBindings(info, names);
  nameExpressions(info, names);
  placeExpressions(info);
  findDecorations(info);
}

} // namespace

/// How much of their paths two modules share.
static std::size_t nearness(const ModuleInfo& a, const ModuleInfo& b) {
  const llvm::StringRef x = a.shard->files.front(), y = b.shard->files.front();
  const auto end = std::mismatch(x.begin(), x.end(), y.begin(), y.end()).first;
  return x.take_front(static_cast<std::size_t>(end - x.begin())).rfind('/');
}

llvm::ArrayRef<BindingKey> ModuleInfo::of(Index scope, NameId name) const {
  const auto first = std::lower_bound(bindings.begin(), bindings.end(), BindingKey{scope, name, 0});
  auto last = first;
  while (last != bindings.end() && last->scope == scope && last->name == name)
    ++last;
  return llvm::ArrayRef<BindingKey>(bindings).slice(static_cast<std::size_t>(first - bindings.begin()),
                                                    static_cast<std::size_t>(last - first));
}

Modules::Modules(const std::vector<std::shared_ptr<const facts::Shard>>& shards, NameTable& names) {
  for (const auto& shard : shards) {
    if (shard->module.empty()) continue;
    ModuleInfo& info = modules.emplace_back();
    info.shard = shard;
    auto& namesakes = byName[names.intern(shard->module.name)];
    if (!namesakes.empty()) info.idSuffix = "@" + std::to_string(namesakes.size() + 1);
    namesakes.push_back(static_cast<ModuleId>(modules.size() - 1));
    byLastName[names.intern(rules::unqualified(shard->module.name))].push_back(namesakes.back());
    index(info, names);
  }
}

ModuleId Modules::append(std::shared_ptr<const facts::Shard> shard, ModuleId like, NameTable& names) {
  ModuleInfo info;
  info.shard = std::move(shard);
  info.idSuffix = modules[like].idSuffix;
  index(info, names);
  modules.push_back(std::move(info));
  return static_cast<ModuleId>(modules.size() - 1);
}

std::optional<ModuleId> Modules::find(ModuleId from, NameId dotted) const {
  const auto found = byName.find(dotted);
  if (found == byName.end()) return std::nullopt;
  for (ModuleId module : found->second)
    if (modules[module].facts().root == modules[from].facts().root) return module;
  return *llvm::max_element(found->second, [&](ModuleId a, ModuleId b) {
    return nearness(modules[a], modules[from]) < nearness(modules[b], modules[from]);
  });
}

std::optional<ModuleId> Modules::findByPath(ModuleId from, llvm::StringRef name,
                                            const NameTable& names) const {
  std::string path = name.str();
  std::replace(path.begin(), path.end(), '.', '/');
  const auto candidates = byLastName.find(names.find(rules::unqualified(name)));
  std::optional<ModuleId> nearest;
  if (candidates == byLastName.end()) return nearest;
  for (ModuleId module : candidates->second) {
    llvm::StringRef file = modules[module].shard->files.front();
    if (!file.consume_back("/__init__.py") && !file.consume_back(".py")) continue;
    if (!file.consume_back(path) || !file.ends_with("/")) continue;
    if (!nearest || nearness(modules[*nearest], modules[from]) < nearness(modules[module], modules[from]))
      nearest = module;
  }
  return nearest;
}

ImportTarget Modules::import(ModuleId from, llvm::StringRef name, std::int64_t level,
                             const llvm::DenseSet<NameId>& libraries, NameTable& names) const {
  const facts::Module& importer = modules[from].facts();
  llvm::StringRef package =
      importer.package ? llvm::StringRef(importer.name) : llvm::StringRef(rules::scopeOf(importer.name));
  auto inside = [&](llvm::StringRef outer) {
    if (outer.empty() || name.empty()) return names.intern(outer.empty() ? name : outer);
    return names.dotted(outer, name);
  };
  if (level > 0) {
    for (; level > 1; --level)
      package = rules::scopeOf(package);
    const NameId dotted = inside(package);
    if (const auto module = find(from, dotted)) return {module, 0};
    return {std::nullopt, dotted};
  }
  const NameId dotted = names.intern(name);
  if (const auto module = find(from, dotted)) return {module, 0};
  const llvm::StringRef top = name.split('.').first;
  if (!libraries.contains(names.intern(top)) && !byName.contains(names.intern(top))) {
    for (; !package.empty(); package = rules::scopeOf(package)) {
      const auto module = find(from, inside(package));
      if (module && *module != from) return {module, 0};
    }
    if (name.contains('.'))
      if (const auto module = findByPath(from, name, names)) return {module, 0};
  }
  return {std::nullopt, dotted};
}

} // namespace nostall::python
