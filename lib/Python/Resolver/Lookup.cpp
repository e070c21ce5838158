// What names stand for.
//
// Within the function that binds it, a name is what the last binding before the use gave it, as far as that
// binding's block encloses the use; bindings in between that may or may not have run are added. Seen from
// another function, which runs at another time, it is what the last unconditional binding and everything
// after it give.
#include "Python/Resolver/Blocks.h"
#include "Python/Resolver/BuiltinNames.h"
#include "Python/Resolver/Evaluator.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

namespace nostall::python {

using facts::Binding;
using facts::Expression;
using facts::Scope;

namespace {

/// Whether one loop may run both blocks, and so the later one before the earlier one.
bool shareLoop(const facts::Entity& entity, Index a, Index b) {
  for (; a != None && a < entity.blocks.size(); a = entity.blocks[a].parent)
    if (entity.blocks[a].loop && encloses(entity, a, b)) return true;
  return false;
}

/// Two branches of the same condition.
bool excludeEachOther(const facts::Entity& entity, Index a, Index b) {
  const facts::Block& x = entity.blocks[a];
  const facts::Block& y = entity.blocks[b];
  return a != b && x.guard != None && x.guard == y.guard && x.comparison == y.comparison &&
         x.operand == y.operand && x.holds != y.holds;
}

} // namespace

SetId Evaluator::lookUp(ModuleId module, Index index) {
  const ModuleInfo& info = modules[module];
  const Expression& use = info.expression(index);
  const NameId name = info.names[index];
  bool first = true;
  for (Index at = use.scope; at != None; at = info.scope(at).parent, first = false) {
    if (info.scope(at).kind == Scope::Kind::Class && !first) continue;
    const llvm::ArrayRef<BindingKey> bindings = info.of(at, name);
    if (bindings.empty()) continue;
    if (frameOf(info, at) != frameOf(info, use.scope))
      return alreadyRead(module, index, bindingsValue(module, lasting(module, bindings)), bindings);
    const auto found = reaching(module, bindings, index);
    std::uint32_t bound = 0;
    for (Index binding : found)
      if (const std::uint32_t place = info.facts().bindings[binding].at; place <= use.begin)
        bound = std::max(bound, place);
    const SetId set = narrowed(module, index, bindingsValue(module, found), bound);
    return alreadyRead(module, index, set, bindings);
  }
  if (const SetId starred = starMember(module, name); starred != Nothing) return starred;
  switch (builtinKind(use.text)) {
  case BuiltinKind::None:
    return Nothing;
  case BuiltinKind::Function:
    return values.single({Value::Kind::External, names.intern("builtins." + use.text)});
  case BuiltinKind::Class:
    return values.single({Value::Kind::Class, classes.library(names.intern("builtins." + use.text))});
  }
  return Nothing;
}

Index Evaluator::singleSource(ModuleId module, Index index) {
  const ModuleInfo& info = modules[module];
  const Expression& use = info.expression(index);
  if (use.kind != Expression::Kind::Name) return None;
  const auto found = bindingsOf(module, index);
  return found.size() == 1 ? info.facts().bindings[found[0]].value : None;
}

llvm::SmallVector<Index, 4> Evaluator::sources(ModuleId module, Index index) {
  const ModuleInfo& info = modules[module];
  const Expression& use = info.expression(index);
  llvm::SmallVector<Index, 4> found;
  if (use.kind != Expression::Kind::Name) return found;
  const NameId name = info.names[index];
  for (Index at = use.scope; at != None && found.empty(); at = info.scope(at).parent) {
    if (info.scope(at).kind == Scope::Kind::Class && at != use.scope) continue;
    const llvm::ArrayRef<BindingKey> bindings = info.of(at, name);
    if (bindings.empty()) continue;
    const bool here = frameOf(info, at) == frameOf(info, use.scope);
    found = here ? reaching(module, bindings, index) : lasting(module, bindings);
  }
  for (Index& binding : found)
    binding = info.facts().bindings[binding].value;
  return found;
}

llvm::SmallVector<Index, 4> Evaluator::bindingsOf(ModuleId module, Index name) {
  const ModuleInfo& info = modules[module];
  const auto bindings = info.of(info.expression(name).scope, info.names[name]);
  return bindings.empty() ? llvm::SmallVector<Index, 4>() : reaching(module, bindings, name);
}

/// The bindings of the function's own that a use may see.
llvm::SmallVector<Index, 4> Evaluator::reaching(ModuleId module, llvm::ArrayRef<BindingKey> bindings,
                                                Index expression) {
  const ModuleInfo& info = modules[module];
  const Expression& use = info.expression(expression);
  const Index frame = frameOf(info, use.scope);
  const facts::Entity& entity = info.shard->entities[frame];
  const Index block = info.scope(use.scope).kind == Scope::Kind::Generator ? None : info.blocks[expression];
  llvm::SmallVector<Index, 4> found;
  bool decided = false;
  for (const BindingKey& key : llvm::reverse(bindings)) {
    const Binding& binding = info.facts().bindings[key.binding];
    if (binding.entity != frame || binding.kind == Binding::Kind::Declaration) {
      found.push_back(key.binding);
      continue;
    }
    if (decided) continue;
    if (binding.at > use.begin) {
      if (block != None && shareLoop(entity, block, binding.block)) found.push_back(key.binding);
      continue;
    }
    if (block != None && excludeEachOther(entity, block, binding.block)) continue;
    found.push_back(key.binding);
    decided |= binding.block == 0 || (block != None && encloses(entity, binding.block, block));
  }
  if (found.empty())
    for (const BindingKey& key : bindings)
      found.push_back(key.binding);
  return found;
}

llvm::SmallVector<Index, 4> Evaluator::lasting(ModuleId module, llvm::ArrayRef<BindingKey> bindings) const {
  const ModuleInfo& info = modules[module];
  const Index owner = frameOf(info, bindings.front().scope);
  llvm::SmallVector<Index, 4> found;
  bool decided = false;
  for (const BindingKey& key : llvm::reverse(bindings)) {
    const Binding& binding = info.facts().bindings[key.binding];
    const bool declares = binding.kind == Binding::Kind::Declaration;
    const bool own = binding.entity == owner && !declares;
    if (own && decided) continue;
    found.push_back(key.binding);
    decided |= own && binding.block == 0;
  }
  return found;
}

SetId Evaluator::bindingsValue(ModuleId module, llvm::ArrayRef<Index> bindings) {
  const auto& all = modules[module].facts().bindings;
  SetId result = Nothing;
  for (Index index : bindings)
    if (all[index].kind != Binding::Kind::Declaration)
      result = values.unite(result, bindingValue(module, index));
  SetId declared = Nothing;
  for (Index index : bindings)
    if (all[index].kind == Binding::Kind::Declaration)
      declared = values.unite(declared, annotated(module, all[index].annotation));
  return declaredOr(result, declared);
}

SetId Evaluator::bindingValue(ModuleId module, Index index) {
  const ModuleInfo& info = modules[module];
  const Binding& binding = info.facts().bindings[index];
  if (binding.kind == Binding::Kind::Definition && binding.value != None) {
    Index at = binding.value;
    while (info.decorations.test(at))
      at = info.expression(at).operands[1];
    const Expression& defined = info.expression(at);
    if (defined.kind == Expression::Kind::Function && (info.scope(defined.scope).flags & facts::ScF_Overload))
      return Nothing;
  }
  const SetId given = value(module, binding.value);
  if (binding.annotation == None || binding.kind == Binding::Kind::Parameter) return given;
  return declaredOr(given, annotated(module, binding.annotation));
}

/// What is given, or what is declared when that says more.
SetId Evaluator::declaredOr(SetId given, SetId declared) {
  const SetId known = values.withoutNull(given);
  if (known == Nothing) return values.unite(given, declared);
  // What an unknown library gives is what is declared: `repo: Repo = Provide(make)`.
  auto isVague = [&](ValueId id) {
    const Value value = values[id];
    if (value.kind == Value::Kind::Foreign) return true;
    if (value.kind != Value::Kind::Instance || classes[value.a].project) return false;
    const NameId name = classes[value.a].name;
    return stubs.types(name).empty() && !stubs.knows(name) && !names.text(name).starts_with("builtins.");
  };
  if (declared != Nothing && llvm::all_of(values.members(known), isVague)) return declared;
  // `current: ContextVar[Session] = ContextVar("current")`
  for (ValueId id : values.members(known))
    for (ValueId other : values.members(declared)) {
      const Value a = values[id], b = values[other];
      if (a.kind == Value::Kind::Instance && b.kind == Value::Kind::Instance && a.a == b.a &&
          a.b == Nothing && b.b != Nothing)
        return declared;
    }
  return given;
}

SetId Evaluator::moduleMember(ModuleId module, NameId name) {
  return remember(ModuleMembers, (std::uint64_t(module) << 32) | name,
                  [&] { return memberOf(module, name); });
}

SetId Evaluator::memberOf(ModuleId module, NameId name) {
  if (const auto bindings = modules[module].of(0, name); !bindings.empty())
    return bindingsValue(module, lasting(module, bindings));
  if (const SetId starred = starMember(module, name); starred != Nothing) return starred;
  const NameId inner = names.dotted(modules[module].facts().name, names.text(name));
  if (const auto submodule = modules.find(module, inner))
    return values.single({Value::Kind::Module, *submodule});
  return lazyMember(module, name);
}

SetId Evaluator::starMember(ModuleId module, NameId name) {
  const ModuleInfo& info = modules[module];
  const llvm::StringRef text = names.text(name);
  for (Index binding : llvm::reverse(info.starImports)) {
    const SetId source = value(module, info.facts().bindings[binding].value);
    for (ValueId id : values.members(source)) {
      const Value from = values[id];
      SetId found = Nothing;
      if (from.kind == Value::Kind::Module && from.a != module) {
        const auto& exports = modules[from.a].facts().exports;
        const bool exported = exports.empty() ? !text.starts_with("_") : llvm::is_contained(exports, text);
        if (exported) found = moduleMember(from.a, name);
      } else if (from.kind == Value::Kind::External) {
        const NameId dotted = stubs.canonical(names.dotted(names.text(from.a), text));
        if (stubs.knows(dotted) || (names.text(from.a) == "typing" && llvm::isUpper(text.front())))
          found = external(module, dotted);
      }
      if (found != Nothing) return found;
    }
  }
  return Nothing;
}

SetId Evaluator::imported(ModuleId module, Index index) {
  const Expression& expression = modules[module].expression(index);
  if (expression.kind == Expression::Kind::Module) {
    const ImportTarget target =
        modules.import(module, expression.text, expression.integer, stubs.libraries(), names);
    if (target.module) return values.single({Value::Kind::Module, *target.module});
    return values.single({Value::Kind::External, stubs.canonical(target.external)});
  }
  const NameId name = modules[module].names[index];
  return forEach(value(module, expression.operands[0]), [&](ValueId id) {
    const Value from = values[id];
    if (from.kind == Value::Kind::Module) return moduleMember(from.a, name);
    return attributeOf(id, name);
  });
}

/// What a dotted name outside the program is.
SetId Evaluator::external(ModuleId from, NameId dotted) {
  const NameId name = stubs.canonical(dotted);
  if (const auto module = modules.find(from, name)) return values.single({Value::Kind::Module, *module});
  if (const rules::FunctionDescription* function = stubs.function(name); function && function->variable)
    return describedType(function->result, NoValue, {});
  if (stubs.isClass(name, names)) return values.single({Value::Kind::Class, classes.library(name)});
  return values.single({Value::Kind::External, name});
}

} // namespace nostall::python
