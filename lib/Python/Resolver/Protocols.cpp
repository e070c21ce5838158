// Iteration, unpacking, subscripts, `with` and `await`.
#include "Python/Resolver/Evaluator.h"
#include "Rules/Names.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Expression;
using rules::TypeDescription;

/// What a special method of a project class gives; nothing to say when the class has none.
std::optional<SetId> Evaluator::projectMethodResult(ValueId object, llvm::StringRef name) {
  const Value instance = values[object];
  if (instance.kind != Value::Kind::Instance) return std::nullopt;
  const NameId method = names.intern(name);
  for (ClassId ancestor : classes[instance.a].ancestors) {
    if (!classes[ancestor].project) continue;
    if (const SetId found = classAttribute(ancestor, method); found != Nothing)
      return forEach(bindTo(object, found), [&](ValueId id) { return callResult(id, {}); });
  }
  return std::nullopt;
}

/// What the catalogue says of a class or the first of its ancestors that it says something of.
SetId Evaluator::protocolType(ValueId object, rules::TypeExpression TypeDescription::* member) {
  static constexpr rules::TypeExpression TypeDescription::* all[] = {
      &TypeDescription::enter,        &TypeDescription::asyncEnter, &TypeDescription::element,
      &TypeDescription::asyncElement, &TypeDescription::item,       &TypeDescription::call,
      &TypeDescription::awaited};
  const Value instance = values[object];
  if (instance.kind != Value::Kind::Instance) return Nothing;
  const auto number = static_cast<std::uint64_t>(llvm::find(all, member) - std::begin(all));
  return remember(Protocols, (std::uint64_t(object) << 3) | number, [&]() -> SetId {
    for (ClassId ancestor : classes[instance.a].ancestors)
      for (const TypeDescription* type : stubs.types(classes[ancestor].name))
        if ((type->*member).kind != rules::TypeExpression::Kind::Any)
          return describedType(type->*member, object, {});
    return Nothing;
  });
}

SetId Evaluator::awaited(ValueId id) {
  const Value value = values[id];
  if (value.kind == Value::Kind::Coroutine) return value.a;
  if (value.kind == Value::Kind::Provided) return forEach(value.a, [&](ValueId one) { return awaited(one); });
  return protocolType(id, &TypeDescription::awaited);
}

/// What iterating over a literal gives.
SetId Evaluator::heldByLiteral(const Value& literal) {
  const Expression& expression = modules[literal.a].expression(literal.b);
  const bool mapping = expression.kind == Expression::Kind::Mapping;
  SetId result = Nothing;
  if (expression.kind == Expression::Kind::Call) return result;
  for (std::size_t number = 0; number < expression.operands.size(); number += mapping ? 2 : 1) {
    const Expression& operand = modules[literal.a].expression(expression.operands[number]);
    if (operand.kind == Expression::Kind::Starred)
      result = values.unite(result, forEach(value(literal.a, operand.operands[0]),
                                            [&](ValueId id) { return element(id, false); }));
    else
      result = values.unite(result, value(literal.a, expression.operands[number]));
  }
  return result;
}

SetId Evaluator::element(ValueId id, bool asynchronous) {
  return remember(Elements, (std::uint64_t(id) << 1) | asynchronous,
                  [&] { return elementOf(id, asynchronous); });
}

SetId Evaluator::elementOf(ValueId id, bool asynchronous) {
  const Value value = values[id];
  switch (value.kind) {
  case Value::Kind::Generator: {
    const Value function = values[value.a];
    return yielded({function.a, function.b});
  }
  case Value::Kind::GeneratorExpression: {
    SetId result = Nothing;
    for (Index expression : modules[value.a].scope(value.b).yielded)
      result = values.unite(result, this->value(value.a, expression));
    return result;
  }
  case Value::Kind::Container:
    return value.flag ? Nothing : value.a;
  case Value::Kind::Iterator:
    return value.a;
  case Value::Kind::Tuple: {
    SetId result = Nothing;
    for (SetId one : values.items(value.a))
      result = values.unite(result, one);
    return result;
  }
  case Value::Kind::Literal:
    return values.unite(heldByLiteral(value), storedIn(id, 0));
  case Value::Kind::Instance: {
    SetId result = Nothing;
    if (const auto iterator = projectMethodResult(id, asynchronous ? "__aiter__" : "__iter__"))
      result = forEach(*iterator, [&](ValueId one) {
        return one == id || values[one].a == value.a ? Nothing : element(one, asynchronous);
      });
    if (const auto next = projectMethodResult(id, asynchronous ? "__anext__" : "__next__"))
      result = values.unite(result,
                            asynchronous ? forEach(*next, [&](ValueId one) { return awaited(one); }) : *next);
    if (result != Nothing) return result;
    const SetId described =
        protocolType(id, asynchronous ? &TypeDescription::asyncElement : &TypeDescription::element);
    return described != Nothing ? described : value.b;
  }
  default:
    return Nothing;
  }
}

SetId Evaluator::item(ValueId id, std::int64_t number) {
  const Value value = values[id];
  if (number >= 0 && value.kind == Value::Kind::Tuple) {
    const auto items = values.items(value.a);
    if (static_cast<std::size_t>(number) < items.size()) return items[number];
  }
  if (number >= 0 && value.kind == Value::Kind::Literal) {
    const Expression& literal = modules[value.a].expression(value.b);
    const bool countable =
        literal.kind == Expression::Kind::Sequence && llvm::none_of(literal.operands, [&](Index operand) {
          return expression(value.a, operand).kind == Expression::Kind::Starred;
        });
    if (countable && static_cast<std::size_t>(number) < literal.operands.size())
      return this->value(value.a, literal.operands[number]);
  }
  return element(id, false);
}

/// A `TypedDict`: its keys are declared as attributes.
bool Evaluator::isTypedMapping(ClassId type) const {
  return llvm::any_of(classes[type].ancestors, [&](ClassId ancestor) {
    return !classes[ancestor].project &&
           rules::unqualified(names.text(classes[ancestor].name)) == "TypedDict";
  });
}

bool Evaluator::isDictionary(ClassId type) const {
  return llvm::any_of(classes[type].ancestors, [&](ClassId ancestor) {
    return names.text(classes[ancestor].name) == "builtins.dict";
  });
}

SetId Evaluator::subscripted(ValueId id, ModuleId module, Index index) {
  const Value object = values[id];
  const Expression& subscript = expression(module, index);
  const auto key = subscript.kind == Expression::Kind::String ? std::optional<llvm::StringRef>(subscript.text)
                                                              : std::nullopt;
  switch (object.kind) {
  case Value::Kind::Class: {
    SetId argument = Nothing;
    if (subscript.kind == Expression::Kind::Sequence)
      for (Index one : subscript.operands)
        argument = argument != Nothing ? argument : annotated(module, one);
    else
      argument = annotated(module, index);
    return values.single({Value::Kind::Class, object.a, argument});
  }
  case Value::Kind::Container:
    return object.a;
  case Value::Kind::Tuple:
    return item(id, subscript.kind == Expression::Kind::Integer ? subscript.integer : -1);
  case Value::Kind::Literal: {
    const Expression& literal = expression(object.a, object.b);
    if (literal.kind == Expression::Kind::Sequence)
      return item(id, subscript.kind == Expression::Kind::Integer ? subscript.integer : -1);
    return held(id, key);
  }
  case Value::Kind::Instance: {
    if (const auto result = projectMethodResult(id, "__getitem__")) return *result;
    if (key && isTypedMapping(object.a)) return attributeOf(id, names.intern(*key));
    SetId stored = key ? assigned(object.a, itemName(*key)) : Nothing;
    if (stubs.holdsKeywords(classes[object.a].name))
      stored = values.unite(stored, held(values.intern({Value::Kind::Instance, object.a}), key));
    if (stored != Nothing) return stored;
    return protocolType(id, &TypeDescription::item);
  }
  default:
    return Nothing;
  }
}

SetId Evaluator::entering(ValueId id, bool asynchronous) {
  const Value value = values[id];
  switch (value.kind) {
  case Value::Kind::ContextManager: {
    const Value function = values[value.a];
    return yielded({function.a, function.b});
  }
  case Value::Kind::Manager:
    return value.a;
  case Value::Kind::Coroutine: {
    if (!asynchronous || value.flag) return Nothing;
    const SetId inside = forEach(value.a, [&](ValueId one) {
      return values[one].kind == Value::Kind::Coroutine ? Nothing : entering(one, true);
    });
    return inside != Nothing ? inside : value.a;
  }
  case Value::Kind::Provided:
    return forEach(value.a, [&](ValueId one) {
      return values[one].kind == Value::Kind::Provided ? Nothing : entering(one, asynchronous);
    });
  case Value::Kind::Instance: {
    const llvm::StringRef name = names.text(classes[value.a].name);
    if (name == "contextlib.ExitStack" || name == "contextlib.AsyncExitStack") return values.single(id);
    const auto result = projectMethodResult(id, asynchronous ? "__aenter__" : "__enter__");
    if (!result)
      return protocolType(id, asynchronous ? &TypeDescription::asyncEnter : &TypeDescription::enter);
    return asynchronous ? forEach(*result, [&](ValueId one) { return awaited(one); }) : *result;
  }
  default:
    return Nothing;
  }
}

} // namespace nostall::python
