// Packages that import what they export when somebody first asks for it: a `__getattr__` of the module, made
// by hand or by a helper, with a table of what is where or with a branch for each name.
//
//   _EXPORTS = {"Store": "app.store", "Cache": ("app.caches", "RedisCache")}
//   __getattr__, _, __all__ = lazy_loader.attach(__name__, submod_attrs={"store": ["Store"]})
//   if name == "Store": from app.store import Store; return Store
//
// A table is recognised by what it says: the name that is asked for is a key or in a list, and beside it
// stands a module that has such a member.
#include "Python/Resolver/Evaluator.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Expression;
using facts::Scope;

/// Member `name` of the module that a text means where it is given to `import_module` or a helper.
SetId Evaluator::memberIn(ModuleId from, llvm::StringRef where, llvm::StringRef name) {
  const llvm::StringRef rest = where.ltrim('.');
  const auto level = static_cast<std::int64_t>(where.size() - rest.size());
  auto import = [&](std::int64_t levels) {
    return modules.import(from, rest, levels, stubs.libraries(), names);
  };
  ImportTarget target = import(level > 0 ? level : 1);
  if (level == 0 && !target.module) target = import(0);
  if (target.module)
    return *target.module == from ? Nothing : moduleMember(*target.module, names.intern(name));
  const llvm::StringRef library = names.text(target.external);
  if (!stubs.libraries().contains(names.intern(library.split('.').first))) return Nothing;
  return external(from, names.dotted(library, name));
}

/// What a table says of a name: a module, a module and a member of it, or both in one text.
SetId Evaluator::listedAs(ModuleId module, Index entry, llvm::StringRef name) {
  const Expression& said = expression(module, entry);
  llvm::SmallVector<llvm::StringRef, 2> texts;
  if (said.kind == Expression::Kind::String) texts.push_back(said.text);
  if (said.kind == Expression::Kind::Sequence)
    for (Index operand : said.operands)
      if (const Expression& part = expression(module, operand); part.kind == Expression::Kind::String)
        texts.push_back(part.text);
  if (texts.empty() || texts.size() > 2) return Nothing;
  if (texts.size() == 2) {
    const SetId found = memberIn(module, texts[0], texts[1]);
    return found != Nothing ? found : memberIn(module, (texts[0] + "." + texts[1]).str(), name);
  }
  if (const SetId found = memberIn(module, texts[0], name); found != Nothing) return found;
  const auto [where, member] = texts[0].rsplit(texts[0].contains(':') ? ':' : '.');
  return where.empty() || member.empty() ? Nothing : memberIn(module, where, member);
}

SetId Evaluator::listedExport(ModuleId module, llvm::StringRef name) {
  auto isName = [&](Index index) {
    const Expression& text = expression(module, index);
    return text.kind == Expression::Kind::String && text.text == name;
  };
  for (const Expression& table : modules[module].facts().expressions) {
    if (table.kind != Expression::Kind::Mapping) continue;
    for (std::size_t number = 0; number + 1 < table.operands.size(); number += 2) {
      const Expression& key = expression(module, table.operands[number]);
      const Expression& entry = expression(module, table.operands[number + 1]);
      SetId found = Nothing;
      if (isName(table.operands[number]))
        found = listedAs(module, table.operands[number + 1], name);
      else if (key.kind == Expression::Kind::String && entry.kind == Expression::Kind::Sequence &&
               llvm::any_of(entry.operands, isName))
        found = memberIn(module, key.text, name);
      if (found != Nothing) return found;
    }
  }
  return Nothing;
}

/// What the `__getattr__` of a module returns for a name.
SetId Evaluator::returnedExport(ModuleId module, Index scope, llvm::StringRef name) {
  const ModuleInfo& info = modules[module];
  const auto& returned = info.scope(scope).returned;
  for (Index result : returned)
    if (const Expression& it = info.expression(result); it.kind == Expression::Kind::Name && it.text == name)
      return value(module, result);
  for (const Expression& call : info.facts().expressions) {
    if (call.kind != Expression::Kind::Call || call.operands.size() < 2) continue;
    const Expression& callee = info.expression(call.operands[0]);
    const Expression& where = info.expression(call.operands[1]);
    if (callee.text != "import_module" || where.kind != Expression::Kind::String) continue;
    const bool attribute = callee.kind == Expression::Kind::Attribute;
    if ((attribute ? info.expression(callee.operands[0]).scope : callee.scope) != scope) continue;
    if (const SetId found = memberIn(module, where.text, name); found != Nothing) return found;
  }
  return returned.size() == 1 ? value(module, returned.front()) : Nothing;
}

SetId Evaluator::lazyMember(ModuleId module, NameId name) {
  const ModuleInfo& info = modules[module];
  const llvm::StringRef text = names.text(name);
  const auto bindings = info.of(0, names.intern("__getattr__"));
  if (bindings.empty() || text.starts_with("__")) return Nothing;
  if (const SetId listed = listedExport(module, text); listed != Nothing) return listed;
  for (const BindingKey& key : bindings) {
    Index at = info.facts().bindings[key.binding].value;
    while (at != None && info.decorations.test(at))
      at = info.expression(at).operands[1];
    if (at == None || info.expression(at).kind != Expression::Kind::Function) continue;
    if (const SetId found = returnedExport(module, info.expression(at).scope, text); found != Nothing)
      return found;
  }
  return Nothing;
}

} // namespace nostall::python
