#include "Python/Resolver/Translation.h"

namespace nostall::python {

/// What a field of a value is a number of. Modules, scopes and expressions have one number for all.
enum class Translation::Role : std::uint8_t { Common, Value, Set, List, Name, Class, Site };

struct Translation::Roles {
  Role a = Role::Common;
  Role b = Role::Common;
  Role c = Role::Common;
};

Translation::Roles Translation::rolesOf(Value::Kind kind) {
  using Kind = Value::Kind;
  switch (kind) {
  case Kind::Null:
  case Kind::Constant:
  case Kind::Literal:
  case Kind::Function:
  case Kind::Module:
  case Kind::GeneratorExpression:
  case Kind::Foreign:
  case Kind::Alias:
    return {};
  case Kind::Instance:
    return {Role::Class, Role::Set, Role::Site};
  case Kind::Class:
    return {Role::Class, Role::Set};
  case Kind::Bound:
  case Kind::Decorated:
    return {Role::Value, Role::Value};
  case Kind::LibraryMethod:
    return {Role::Value, Role::Name, Role::Class};
  case Kind::External:
    return {Role::Name};
  case Kind::Partial:
    return {Role::Value, Role::Site};
  case Kind::Property:
  case Kind::Accessor:
  case Kind::ContextFactory:
  case Kind::ContextManager:
  case Kind::Generator:
    return {Role::Value};
  case Kind::Coroutine:
  case Kind::Container:
  case Kind::Callable:
  case Kind::Provided:
  case Kind::Manager:
    return {Role::Set};
  case Kind::Tuple:
    return {Role::List};
  case Kind::Iterator:
    return {Role::Set, Role::Value};
  case Kind::ContainerMethod:
    return {Role::Value, Role::Name};
  case Kind::Super:
    return {Role::Class, Role::Value};
  }
  return {};
}

std::uint32_t Translation::field(std::uint32_t number, Role role) {
  switch (role) {
  case Role::Common:
    return number;
  case Role::Value:
    return number == NoValue ? NoValue : value(number);
  case Role::Set:
    return set(number);
  case Role::List: {
    llvm::SmallVector<SetId, 8> translated;
    for (SetId one : from.values.items(number))
      translated.push_back(set(one));
    return into.values.list(translated);
  }
  case Role::Name:
    return into.names.intern(from.names.text(number));
  case Role::Class: {
    const ClassInfo& type = from.classes[number];
    return type.project ? number : into.classes.library(into.names.intern(from.names.text(type.name)));
  }
  case Role::Site:
    return number == 0 ? 0 : into.numberOf(from.site(number));
  }
  return number;
}

ValueId Translation::value(ValueId id) {
  if (const auto known = values.find(id); known != values.end()) return known->second;
  Value translated = from.values[id];
  const Roles roles = rolesOf(translated.kind);
  translated.a = field(translated.a, roles.a);
  translated.b = field(translated.b, roles.b);
  translated.c = field(translated.c, roles.c);
  return values[id] = into.values.intern(translated);
}

SetId Translation::set(SetId id) {
  if (id == Nothing || id == TooMuch) return id;
  if (const auto known = sets.find(id); known != sets.end()) return known->second;
  llvm::SmallVector<ValueId, SetLimit> translated;
  for (ValueId one : from.values.members(id))
    translated.push_back(value(one));
  return sets[id] = into.values.set(translated);
}

Given Translation::given(const Given& found) {
  Given translated;
  for (const auto& [key, one] : found.parameters)
    translated.parameters[key] = set(one);
  for (const auto& [key, one] : found.received)
    translated.received[key] = set(one);
  for (const auto& [key, one] : found.stored) {
    const auto name = static_cast<NameId>(key);
    const std::uint64_t container = value(static_cast<ValueId>(key >> 32));
    translated.stored[(container << 32) | into.names.intern(from.names.text(name))] = set(one);
  }
  return translated;
}

} // namespace nostall::python
