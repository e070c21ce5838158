// Attributes: of instances, classes, modules and whatever else has some.
//
// An instance has what its class and the class's ancestors define and what is assigned to the attribute, in
// the class's own methods or from outside. Where neither has it, the classes that derive from it are asked: a
// mixin uses what the classes that it is mixed into provide. At the border of the program the catalogue
// decides; a method that no description has is still a method by its name.
#include "Python/Resolver/Evaluator.h"
#include "Rules/Match.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::AttributeBinding;
using facts::Expression;
using facts::Scope;

namespace {

constexpr std::size_t MostPlaces = 64; ///< assignments to attributes of one name, from outside

bool isSpecial(llvm::StringRef name) { return name.starts_with("__") && name.ends_with("__"); }

const rules::TypeExpression* find(const std::vector<std::pair<std::string, rules::TypeExpression>>& entries,
                                  llvm::StringRef name, bool exact) {
  for (const auto& [pattern, type] : entries)
    if (exact ? name == pattern : rules::globMatches(pattern, name)) return &type;
  return nullptr;
}

} // namespace

/// The text of the key that is behind each object of a subscript: `["db"]`.
static llvm::DenseMap<Index, std::string> keysOf(const facts::Module& module) {
  llvm::DenseMap<Index, std::string> keys;
  for (const Expression& expression : module.expressions) {
    if (expression.kind != Expression::Kind::Subscript || expression.operands.size() != 2) continue;
    const Expression& key = module.expressions[expression.operands[1]];
    if (key.kind == Expression::Kind::String) keys[expression.operands[0]] = "[\"" + key.text + "\"]";
  }
  return keys;
}

void Evaluator::indexAttributes() {
  for (ModuleId module = 0; module < modules.size(); ++module) {
    const facts::Module& facts = modules[module].facts();
    const bool items =
        llvm::any_of(facts.attributes, [](const auto& binding) { return binding.name == "[]"; });
    const llvm::DenseMap<Index, std::string> keys =
        items ? keysOf(facts) : llvm::DenseMap<Index, std::string>();
    for (Index index = 0; index < facts.attributes.size(); ++index) {
      const AttributeBinding& binding = facts.attributes[index];
      const auto key = keys.find(binding.object);
      const bool keyed = binding.name == "[]" && key != keys.end();
      const NameId name = names.intern(keyed ? key->second : binding.name);
      if (binding.name.starts_with('[')) itemStores.push_back({{module, index}, name});
      const auto owner = parameterNamed(module, binding.object);
      if (owner && owner->second == 0 && isMethod(owner->first)) {
        const ClassId type = classes.project(module, facts.scopes[owner->first.scope].parent);
        selfAttributes[{type, name}].push_back({module, index});
      } else {
        otherAttributes[name].push_back({module, index});
      }
    }
  }
}

SetId Evaluator::attribute(SetId objects, NameId name) {
  return forEach(objects, [&](ValueId object) { return attributeOf(object, name); });
}

SetId Evaluator::attributeOf(ValueId id, NameId name) {
  const Value object = values[id];
  switch (object.kind) {
  case Value::Kind::Module: {
    SetId found = moduleMember(object.a, name);
    if (const auto places = otherAttributes.find(name); places != otherAttributes.end())
      for (const AttributePlace& place :
           llvm::ArrayRef<AttributePlace>(places->second).take_front(MostPlaces)) {
        const AttributeBinding& binding = modules[place.module].facts().attributes[place.binding];
        if (llvm::is_contained(values.members(value(place.module, binding.object)), id))
          found = values.unite(found, attributeBindingValue(place.module, place.binding));
      }
    return found;
  }
  case Value::Kind::External:
    return external(0, names.dotted(names.text(object.a), names.text(name)));
  case Value::Kind::Instance:
    return remember(Members, (std::uint64_t(id) << 32) | name, [&] { return instanceMember(id, name); });
  case Value::Kind::Class:
    return remember(Members, (std::uint64_t(id) << 32) | name, [&] { return classMember(id, name); });
  case Value::Kind::Super:
    return superMember(object, name);
  case Value::Kind::Foreign:
    return values.single(id);
  case Value::Kind::Provided:
    return attribute(object.a, name);
  case Value::Kind::Property: {
    const llvm::StringRef text = names.text(name);
    const bool accessor = text == "setter" || text == "getter" || text == "deleter";
    return accessor ? values.single({Value::Kind::Accessor, id}) : Nothing;
  }
  case Value::Kind::Constant: {
    if (expression(object.a, object.b).kind != Expression::Kind::String) return Nothing;
    return values.single({Value::Kind::External, names.dotted("builtins.str", names.text(name))});
  }
  case Value::Kind::Literal:
  case Value::Kind::Container:
  case Value::Kind::Tuple:
    return values.single({Value::Kind::ContainerMethod, id, name});
  default:
    return Nothing;
  }
}

SetId Evaluator::attributeBindingValue(ModuleId module, Index index) {
  const AttributeBinding& binding = modules[module].facts().attributes[index];
  const SetId given = value(module, binding.value);
  return binding.annotation == None ? given : declaredOr(given, annotated(module, binding.annotation));
}

SetId Evaluator::classAttribute(ClassId owner, NameId name) {
  const ClassInfo& info = classes[owner];
  if (!info.project) return Nothing;
  return remember(ClassAttributes, (std::uint64_t(owner) << 32) | name, [&] {
    const auto bindings = modules[info.module].of(info.scope, name);
    return bindings.empty() ? Nothing : bindingsValue(info.module, lasting(info.module, bindings));
  });
}

/// What is assigned to the attribute of instances of a class, its ancestors included.
SetId Evaluator::assigned(ClassId owner, NameId name) {
  return remember(Assigned, (std::uint64_t(owner) << 32) | name, [&] {
    SetId result = Nothing;
    for (ClassId ancestor : classes[owner].ancestors)
      if (const auto found = selfAttributes.find({ancestor, name}); found != selfAttributes.end())
        for (const AttributePlace& place : found->second)
          result = values.unite(result, attributeBindingValue(place.module, place.binding));
    const auto others = otherAttributes.find(name);
    if (others == otherAttributes.end()) return result;
    for (const AttributePlace& place :
         llvm::ArrayRef<AttributePlace>(others->second).take_front(MostPlaces)) {
      const AttributeBinding& binding = modules[place.module].facts().attributes[place.binding];
      for (ValueId id : values.members(value(place.module, binding.object))) {
        const Value object = values[id];
        if (object.kind != Value::Kind::Instance && object.kind != Value::Kind::Class) continue;
        if (!classes.derives(owner, object.a) && !classes.derives(object.a, owner)) continue;
        result = values.unite(result, attributeBindingValue(place.module, place.binding));
        break;
      }
    }
    return result;
  });
}

SetId Evaluator::instanceMember(ValueId object, NameId name) {
  const ClassId owner = values[object].a;
  if (names.text(name) == "__class__") return values.single({Value::Kind::Class, owner, values[object].b});
  const SetId own = assigned(owner, name);
  SetId defined = Nothing;
  bool found = false;
  for (ClassId ancestor : classes[owner].ancestors) {
    const ClassInfo& info = classes[ancestor];
    if (info.project) {
      if (modules[info.module].of(info.scope, name).empty()) continue;
      defined = bindTo(object, classAttribute(ancestor, name));
      found = true;
    } else {
      defined = libraryMember(object, ancestor, name, true);
      found = defined != Nothing;
    }
    if (found) break;
  }
  const SetId result = values.unite(own, own != Nothing ? values.withoutNull(defined) : defined);
  if (values.withoutNull(result) != Nothing || found) return result;
  for (ClassId descendant : classes[owner].descendants)
    defined = values.unite(defined, [&] {
      SetId there = assigned(descendant, name);
      if (const SetId member = classAttribute(descendant, name); member != Nothing)
        there = values.unite(there, bindTo(values.intern({Value::Kind::Instance, descendant}), member));
      return there;
    }());
  if (values.withoutNull(defined) != Nothing) return values.unite(result, defined);
  if (own != Nothing) return own;
  return libraryMember(object, owner, name, false);
}

SetId Evaluator::classMember(ValueId object, NameId name) {
  const ClassId owner = values[object].a;
  for (ClassId ancestor : classes[owner].ancestors) {
    const ClassInfo& info = classes[ancestor];
    if (info.project) {
      if (!modules[info.module].of(info.scope, name).empty())
        return bindTo(object, classAttribute(ancestor, name));
    } else if (const SetId found = libraryMember(object, ancestor, name, true); found != Nothing) {
      return found;
    }
  }
  if (const SetId set = assigned(owner, name); set != Nothing) return set;
  SetId below = Nothing;
  for (ClassId descendant : classes[owner].descendants)
    below = values.unite(below, bindTo(object, classAttribute(descendant, name)));
  return below != Nothing ? below : libraryMember(object, owner, name, false);
}

SetId Evaluator::superMember(const Value& super, NameId name) {
  const auto& ancestors = classes[super.a].ancestors;
  const ValueId object = super.b;
  for (ClassId ancestor : llvm::drop_begin(ancestors)) {
    const ClassInfo& info = classes[ancestor];
    if (!info.project) {
      if (const SetId found = libraryMember(object, ancestor, name, true); found != Nothing) return found;
    } else if (!modules[info.module].of(info.scope, name).empty()) {
      const SetId bound = bindTo(object, classAttribute(ancestor, name));
      return forEach(bound, [&](ValueId id) {
        Value member = values[id];
        if (member.kind == Value::Kind::Bound) member.flag = 1;
        return values.single(member);
      });
    }
  }
  for (ClassId ancestor : llvm::drop_begin(ancestors))
    if (!classes[ancestor].project && names.text(classes[ancestor].name) != "builtins.object")
      return values.single({Value::Kind::LibraryMethod, object, name, ancestor});
  if (!isSpecial(names.text(name))) return Nothing;
  const NameId dotted = names.intern("builtins.object." + names.text(name).str());
  return values.single({Value::Kind::External, dotted});
}

/// What class attributes become when they are read through an object.
SetId Evaluator::bindTo(ValueId object, SetId raw) {
  const Value receiver = values[object];
  const bool onClass = receiver.kind == Value::Kind::Class;
  return forEach(raw, [&](ValueId id) -> SetId {
    const Value member = values[id];
    switch (member.kind) {
    case Value::Kind::Function: {
      const Scope& function = scope({member.a, member.b});
      if (function.flags & facts::ScF_Static) return values.single(id);
      if (!isMethod({member.a, member.b})) return values.single(id);
      if (function.flags & facts::ScF_ClassMethod) {
        const ValueId owner = onClass ? object : values.intern({Value::Kind::Class, receiver.a, receiver.b});
        return values.single({Value::Kind::Bound, owner, id});
      }
      return onClass ? values.single(id) : values.single({Value::Kind::Bound, object, id});
    }
    case Value::Kind::Decorated:
    case Value::Kind::ContextFactory:
      return onClass ? values.single(id) : values.single({Value::Kind::Bound, object, id});
    case Value::Kind::Property:
      return onClass ? values.single(id)
                     : callResult(values.intern({Value::Kind::Bound, object, member.a}), {});
    case Value::Kind::Provided:
      return member.a;
    default:
      return values.single(id);
    }
  });
}

/// A member that a library's class gives; when not `certain`, also one that no description has.
SetId Evaluator::libraryMember(ValueId object, ClassId owner, NameId name, bool certain) {
  const llvm::StringRef text = names.text(name);
  if (!certain) {
    // The class to name the method by: the nearest that is not the program's own, if there is only one.
    std::optional<ClassId> nearest;
    for (ClassId ancestor : classes[owner].ancestors) {
      const ClassInfo& info = classes[ancestor];
      const llvm::StringRef base = names.text(info.name);
      if (info.project || base == "builtins.object" || base.starts_with("typing") || base.starts_with("abc."))
        continue;
      if (nearest && !classes.derives(*nearest, ancestor)) return Nothing;
      if (!nearest) nearest = ancestor;
    }
    if (!nearest || (nearest != owner && isSpecial(text))) return Nothing;
    return values.single({Value::Kind::LibraryMethod, object, name, *nearest});
  }
  const ClassInfo& info = classes[owner];
  const SetId method = values.single({Value::Kind::LibraryMethod, object, name, owner});
  const auto dotted = stubs.canonical(names.dotted(names.text(info.name), text));
  if (const auto* function = stubs.function(dotted))
    return function->variable ? describedType(function->result, object, {}) : method;
  for (bool exact : {true, false})
    for (const rules::TypeDescription* type : stubs.types(info.name)) {
      if (!exact && stubs.rulesName(info.name, name)) return method;
      if (const auto* found = find(type->attributes, text, exact)) {
        const SetId read = describedType(*found, object, {});
        if (read != Nothing) return read;
        if (exact) return method;
      }
      if (find(type->methods, text, exact)) return method;
    }
  return stubs.rulesName(info.name, name) ? method : Nothing;
}

std::optional<std::pair<FunctionKey, ClassId>> Evaluator::method(ClassId owner, NameId name) {
  for (ClassId ancestor : classes[owner].ancestors)
    for (ValueId id : values.members(classAttribute(ancestor, name))) {
      Value member = values[id];
      while (member.kind == Value::Kind::Decorated || member.kind == Value::Kind::ContextFactory ||
             member.kind == Value::Kind::Property)
        member = values[member.kind == Value::Kind::Decorated ? member.b : member.a];
      if (member.kind == Value::Kind::Function) return {{{member.a, member.b}, ancestor}};
    }
  return std::nullopt;
}

} // namespace nostall::python
