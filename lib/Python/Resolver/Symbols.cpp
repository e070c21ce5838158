// Symbols and types of a shard. Every shard that mentions a function of the program describes it in full, so
// it does not matter whose mention link takes.
#include "Python/Resolver/Writer.h"
#include "Rules/Names.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Symbol;

namespace {

bool isOrdinary(llvm::StringRef name) {
  return name != "builtins.object" && !name.starts_with("typing.") && !name.starts_with("abc.");
}

} // namespace

Index Writer::symbolOf(FunctionKey function) {
  const ModuleInfo& home = evaluator.modules[function.module];
  const Symbol& original =
      home.shard->symbols[home.shard->entities[home.scope(function.scope).entity].symbol];
  if (function.module == module) return home.shard->entities[home.scope(function.scope).entity].symbol;
  const auto [entry, added] =
      symbols.try_emplace(original.id + home.idSuffix, static_cast<Index>(shard.symbols.size()));
  if (!added) return entry->second;
  const Index index = entry->second;
  Symbol& symbol = shard.symbols.emplace_back(original);
  symbol.id += home.idSuffix;
  symbol.overrides.clear();
  symbol.parameters.clear();
  symbol.returnType = None;
  complete(index, function);
  return index;
}

/// Adds what only the whole program knows: bases, overridden methods, types of parameters.
void Writer::complete(Index index, FunctionKey function) {
  const facts::Scope& scope = evaluator.scope(function);
  std::vector<Index> parameters;
  for (unsigned number = 0; number < scope.parameters.size(); ++number)
    parameters.push_back(typeOfAny(evaluator.parameter(function, number)));
  if (llvm::any_of(parameters, [](Index type) { return type != None; })) {
    for (Index& type : parameters)
      if (type == None) type = typeOf(NoValue);
    shard.symbols[index].parameters = std::move(parameters);
  }
  if (scope.flags & facts::ScF_Generator) shard.symbols[index].flags |= facts::SF_Generator;
  const bool member = scope.parent != None && evaluator.modules[function.module].scope(scope.parent).kind ==
                                                  facts::Scope::Kind::Class;
  if (!member || scope.kind != facts::Scope::Kind::Function) return;
  const ClassId owner = evaluator.classes.project(function.module, scope.parent);
  shard.symbols[index].recordBases = basesOf(owner);
  const llvm::StringRef name = rules::unqualified(scope.name);
  const NameId method = evaluator.names.intern(name);
  std::vector<Index> overrides;
  for (ClassId ancestor : llvm::drop_begin(evaluator.classes[owner].ancestors)) {
    const ClassInfo& base = evaluator.classes[ancestor];
    if (!base.project) {
      if (isOrdinary(evaluator.names.text(base.name))) overrides.push_back(methodSymbol(ancestor, name));
      continue;
    }
    const auto found = evaluator.method(ancestor, method);
    if (found && found->second == ancestor) overrides.push_back(symbolOf(found->first));
  }
  llvm::sort(overrides);
  overrides.erase(std::unique(overrides.begin(), overrides.end()), overrides.end());
  shard.symbols[index].overrides = std::move(overrides);
}

Index Writer::classSymbol(ClassId type) {
  const ClassInfo& info = evaluator.classes[type];
  const std::uint32_t flags = facts::SF_Class | facts::SF_Constructor;
  const llvm::StringRef name = evaluator.names.text(info.name);
  if (!info.project) return librarySymbol(name.str(), type, flags);
  const std::string id = name.str() + evaluator.modules[info.module].idSuffix;
  const auto [entry, added] = symbols.try_emplace(id, static_cast<Index>(shard.symbols.size()));
  if (!added) return entry->second;
  Symbol& symbol = shard.symbols.emplace_back();
  symbol.id = id;
  symbol.name = name;
  symbol.record = name;
  symbol.recordBases = basesOf(type);
  symbol.header = evaluator.modules[info.module].facts().name;
  symbol.flags = flags;
  return entry->second;
}

Index Writer::librarySymbol(std::string name, std::optional<ClassId> owner, std::uint32_t flags) {
  const auto [entry, added] = symbols.try_emplace(name, static_cast<Index>(shard.symbols.size()));
  if (!added) return entry->second;
  Symbol& symbol = shard.symbols.emplace_back();
  symbol.id = name;
  symbol.flags = flags | facts::SF_System;
  symbol.header = rules::scopeOf(name);
  if (owner) {
    symbol.record = evaluator.names.text(evaluator.classes[*owner].name);
    symbol.recordBases = basesOf(*owner);
    symbol.header = rules::scopeOf(symbol.record);
  }
  symbol.name = std::move(name);
  return entry->second;
}

std::vector<std::string> Writer::basesOf(ClassId type) const {
  std::vector<std::string> bases;
  for (ClassId ancestor : llvm::drop_begin(evaluator.classes[type].ancestors))
    if (const llvm::StringRef name = evaluator.names.text(evaluator.classes[ancestor].name);
        name != "builtins.object")
      bases.push_back(name.str());
  llvm::sort(bases);
  bases.erase(std::unique(bases.begin(), bases.end()), bases.end());
  return bases;
}

/// The type of an instance, or of what a class makes; the type of nothing in particular for any other value.
Index Writer::typeOf(ValueId id) {
  constexpr ClassId none = ~ClassId{0} >> 1;
  ClassId type = none;
  if (id != NoValue) {
    const Value value = values[id];
    if (value.kind != Value::Kind::Instance && value.kind != Value::Kind::Class) return None;
    type = value.a;
  }
  const auto [entry, added] = types.try_emplace(type, static_cast<Index>(shard.types.size()));
  if (!added) return entry->second;
  facts::Type& described = shard.types.emplace_back();
  if (type == none) return entry->second;
  described.record = evaluator.names.text(evaluator.classes[type].name);
  described.spelling = described.record;
  described.bases = basesOf(type);
  return entry->second;
}

Index Writer::typeOfAny(SetId set) {
  for (ValueId id : values.members(set))
    if (values[id].kind == Value::Kind::Instance) return typeOf(id);
  return None;
}

} // namespace nostall::python
