// What dictionaries hold, by key: the ones that `{…}` and `dict(a=…)` make, with what is put into them later,
// and the libraries' objects that keep what a constructor was given by keyword.
#include "Python/Resolver/Evaluator.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Expression;

namespace {

/// A key under which a mapping keeps the mappings whose items are its own, too.
constexpr llvm::StringLiteral Spread = "**";

} // namespace

NameId Evaluator::itemName(llvm::StringRef key) { return names.intern(("[\"" + key + "\"]").str()); }

/// What a mapping has under a key; without one, under some key.
SetId Evaluator::held(ValueId id, std::optional<llvm::StringRef> key) {
  const Value mapping = values[id];
  switch (mapping.kind) {
  case Value::Kind::Container:
    return mapping.flag ? mapping.a : Nothing;
  case Value::Kind::Literal:
  case Value::Kind::Instance:
    return remember(Items, (std::uint64_t(id) << 32) | (key ? itemName(*key) : 0), [&] {
      SetId result = storedIn(id, key ? itemName(*key) : 0);
      if (key) result = values.unite(result, storedIn(id, names.intern("[]")));
      for (ValueId other : values.members(storedIn(id, names.intern(Spread))))
        result = values.unite(result, held(other, key));
      return mapping.kind == Value::Kind::Literal ? values.unite(result, writtenIn(mapping, key)) : result;
    });
  default:
    return Nothing;
  }
}

/// What the literal or the call that makes a dictionary says of a key.
SetId Evaluator::writtenIn(const Value& mapping, std::optional<llvm::StringRef> key) {
  const Expression& written = expression(mapping.a, mapping.b);
  auto spread = [&](Index others) {
    return forEach(value(mapping.a, others), [&](ValueId other) { return held(other, key); });
  };
  SetId result = Nothing;
  if (written.kind == Expression::Kind::Call) {
    for (std::size_t number = 1; number < written.operands.size(); ++number) {
      const std::string& keyword = written.keywords[number - 1];
      if (keyword.empty() || keyword == Spread)
        result = values.unite(result, spread(written.operands[number]));
      else if (!key || keyword == *key)
        result = values.unite(result, value(mapping.a, written.operands[number]));
    }
    return result;
  }
  for (std::size_t number = 0; number + 1 < written.operands.size(); number += 2) {
    const Expression& name = expression(mapping.a, written.operands[number]);
    if (name.kind == Expression::Kind::Starred)
      result = values.unite(result, spread(name.operands[0]));
    else if (!key || name.kind != Expression::Kind::String || name.text == *key)
      result = values.unite(result, value(mapping.a, written.operands[number + 1]));
  }
  return result;
}

/// Puts the keyword arguments of a call into a mapping, and the items of the mappings that it unpacks.
void Evaluator::storeKeywords(ValueId mapping, Site site) {
  const Expression& call = expression(site.module, site.call);
  for (std::size_t number = 1; number < call.operands.size(); ++number) {
    const std::string& keyword = call.keywords[number - 1];
    if (keyword.empty()) continue;
    const NameId key = keyword == Spread ? names.intern(Spread) : itemName(keyword);
    const SetId given = value(site.module, call.operands[number]);
    flow(next.stored, (std::uint64_t(mapping) << 32) | key, given);
    if (keyword != Spread) flow(next.stored, std::uint64_t(mapping) << 32, given);
  }
}

/// `mapping.update(other, key=value)`
void Evaluator::collectUpdate(ValueId mapping, Site site) {
  if (values[mapping].kind != Value::Kind::Literal) return;
  flow(next.stored, (std::uint64_t(mapping) << 32) | names.intern(Spread), siteArgument(site, 0, ""));
  storeKeywords(mapping, site);
}

/// The keyword arguments of a constructor that keeps them as items of some object.
void Evaluator::collectKeywords(ValueId callee, Site site) {
  const Value called = values[callee];
  const bool construction = called.kind == Value::Kind::Class;
  if (!construction && (called.kind != Value::Kind::LibraryMethod || names.text(called.b) != "__init__"))
    return;
  const NameId init = names.intern("__init__");
  for (ClassId ancestor : classes[construction ? called.a : called.c].ancestors) {
    const ClassInfo& info = classes[ancestor];
    if (info.project && !modules[info.module].of(info.scope, init).empty()) return;
    if (info.project) continue;
    for (const rules::TypeDescription* type : stubs.types(info.name))
      for (ValueId holder : values.members(describedType(type->keywordsInto, NoValue, {})))
        storeKeywords(holder, site);
  }
}

/// `(r"/", Handler, {"db": db})` in a tuple or in a call: what the mapping holds is given to a method of the
/// class, by keyword.
void Evaluator::collectHandedClass(ModuleId module, Index index) {
  const Expression& written = expression(module, index);
  const bool call = written.kind == Expression::Kind::Call;
  for (const rules::TypeDescription* type : stubs.handedClasses()) {
    const rules::HandedClass& handed = type->handed;
    const ClassId base = classes.library(names.intern(type->name));
    if (classes[base].descendants.empty()) continue;
    if (call && llvm::none_of(values.members(value(module, written.operands[0])), [&](ValueId callee) {
          return llvm::is_contained(handed.functions, libraryName(callee));
        }))
      continue;
    auto at = [&](const rules::Position& position) -> Index {
      if (call) return argumentAt({module, index}, position);
      return position.number < written.operands.size() ? written.operands[position.number] : None;
    };
    const Index keywords = at(handed.keywords);
    if (keywords == None) continue;
    for (ValueId handler : values.members(value(module, at(handed.type)))) {
      if (values[handler].kind != Value::Kind::Class || !classes.derives(values[handler].a, base)) continue;
      const auto receiver = method(values[handler].a, names.intern(handed.to));
      if (!receiver) continue;
      const auto& parameters = scope(receiver->first).parameters;
      for (ValueId mapping : values.members(value(module, keywords)))
        for (unsigned number = 1; number < parameters.size(); ++number)
          flowInto(receiver->first, number, held(mapping, parameters[number].name));
    }
  }
}

} // namespace nostall::python
