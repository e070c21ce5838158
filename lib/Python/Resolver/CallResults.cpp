// What calls give.
//
// A function gives what it returns, or else what it is annotated to return. What it returns of what it was
// given (`return self`, a pass-through) is taken from the call at hand; everything else about a function is
// the same for all its calls.
#include "Python/Resolver/BuiltinNames.h"
#include "Python/Resolver/Evaluator.h"
#include "Rules/Match.h"

namespace nostall::python {

using facts::Scope;
using facts::ScopeParameter;

SetId Evaluator::callResult(ValueId callee, Site site) {
  const Value value = values[callee];
  switch (value.kind) {
  case Value::Kind::Function:
    return functionResult({value.a, value.b}, NoValue, site, 0);
  case Value::Kind::Bound: {
    const Value target = values[value.b];
    if (target.kind == Value::Kind::Function) return functionResult({target.a, target.b}, value.a, site, 1);
    if (target.kind == Value::Kind::Decorated) {
      const ValueId bound = values.intern({Value::Kind::Bound, value.a, target.b});
      return callResult(values.intern({Value::Kind::Decorated, target.a, bound, 0, target.flag}), {});
    }
    return callResult(value.b, site);
  }
  case Value::Kind::Decorated: {
    const SetId inner = callResult(value.b, site);
    const Value wrapper = values[value.a];
    const bool awaits =
        wrapper.kind == Value::Kind::Function && (scope({wrapper.a, wrapper.b}).flags & facts::ScF_Async);
    if (!awaits) return inner;
    for (ValueId id : values.members(inner))
      if (values[id].kind == Value::Kind::Coroutine) return inner;
    return values.single({Value::Kind::Coroutine, inner, 0, 0, 1});
  }
  case Value::Kind::Partial:
    return callResult(value.a, {});
  case Value::Kind::Class:
    return instanceOf(callee, site);
  case Value::Kind::Instance:
    if (const auto result = projectMethodResult(callee, "__call__")) return *result;
    return protocolType(callee, &rules::TypeDescription::call);
  case Value::Kind::LibraryMethod:
    return libraryMethodResult(value, site);
  case Value::Kind::External:
    if (const auto result = builtinResult(names.text(value.a), site)) return *result;
    if (const rules::FunctionDescription* function = stubs.function(value.a))
      return delayed(describedType(function->result, NoValue, site), callee);
    if (isStandard(names.text(value.a)) &&
        !stubs.libraries().contains(names.intern(names.text(value.a).split('.').first)))
      return values.single(Value{Value::Kind::Foreign});
    return Nothing;
  case Value::Kind::Foreign:
    return values.single(callee);
  case Value::Kind::ContextFactory:
    return values.single({Value::Kind::ContextManager, value.a});
  case Value::Kind::Callable:
    return value.a;
  case Value::Kind::ContainerMethod:
    return containerResult(value.a, names.text(value.b), site);
  case Value::Kind::Provided:
    return forEach(value.a, [&](ValueId id) { return callResult(id, site); });
  default:
    return Nothing;
  }
}

SetId Evaluator::functionResult(FunctionKey function, ValueId self, Site site, unsigned taken) {
  const Scope& callee = scope(function);
  const SetId itself = values.single({Value::Kind::Function, function.module, function.scope});
  if (callee.flags & facts::ScF_Generator)
    return values.single({Value::Kind::Generator, values.members(itself)[0]});
  SetId result = Nothing;
  bool passes = false;
  for (Index expression : callee.returned) {
    const auto passed = parameterNamed(function.module, expression);
    if (!passed || passed->first.scope != function.scope) continue;
    if (passed->second < taken ? self == NoValue : !site.valid()) continue;
    if (passed->second < taken) {
      result = values.unite(result, values.single(self));
    } else {
      const auto arguments = argumentsOf(callee, site, taken);
      result = values.unite(result, value(site.module, arguments[passed->second]));
    }
    passes = true;
  }
  if (!passes || values.withoutNull(result) == Nothing) {
    result = returned(function);
  } else {
    for (Index expression : callee.returned)
      if (const auto passed = parameterNamed(function.module, expression);
          !passed || passed->first.scope != function.scope)
        result = values.unite(result, value(function.module, expression));
  }
  return callee.flags & facts::ScF_Async ? values.single({Value::Kind::Coroutine, result, 0, 0, 1}) : result;
}

SetId Evaluator::returned(FunctionKey function) {
  return remember(Returned, (std::uint64_t(function.module) << 32) | function.scope, [&] {
    const Scope& callee = scope(function);
    SetId result = Nothing;
    for (Index expression : callee.returned)
      result = values.unite(result, value(function.module, expression));
    if (callee.flags & facts::ScF_Generator) return result;
    return declaredOr(result, annotated(function.module, callee.returnAnnotation));
  });
}

SetId Evaluator::yielded(FunctionKey function) {
  return remember(Yielded, (std::uint64_t(function.module) << 32) | function.scope, [&] {
    const Scope& callee = scope(function);
    SetId result = Nothing;
    for (Index expression : callee.yielded)
      result = values.unite(result, value(function.module, expression));
    if (values.withoutNull(result) != Nothing) return result;
    const bool asynchronous = callee.flags & facts::ScF_Async;
    return forEach(annotated(function.module, callee.returnAnnotation), [&](ValueId id) {
      return values[id].kind == Value::Kind::Manager ? values[id].a : element(id, asynchronous);
    });
  });
}

SetId Evaluator::instanceOf(ValueId classValue, Site site) {
  const Value type = values[classValue];
  Value made{Value::Kind::Instance, type.a, type.b, 0, 1};
  if (!classes[type.a].project) {
    const llvm::StringRef name = names.text(classes[type.a].name);
    if (const auto result = builtinResult(name, site)) return *result;
    for (const rules::TypeDescription* description : stubs.types(classes[type.a].name))
      if (made.b == Nothing && site.valid())
        made.b = describedType(description->constructed, classValue, site);
  }
  for (ClassId ancestor : classes[type.a].ancestors)
    if (stubs.needsMaker(classes[ancestor].name)) made.c = numberOf(site);
  return values.single(made);
}

/// Lets iterators say what they delay.
SetId Evaluator::delayed(SetId result, ValueId callee) {
  return forEach(result, [&](ValueId id) {
    Value one = values[id];
    if (one.kind == Value::Kind::Iterator && one.b == NoValue) one.b = callee;
    return values.single(one);
  });
}

SetId Evaluator::libraryMethodResult(const Value& method, Site site) {
  const llvm::StringRef name = names.text(method.b);
  const ValueId callee = values.intern(method);
  const llvm::StringRef type = names.text(classes[method.c].name);
  if (type == "contextvars.ContextVar" && name == "get") return values[method.a].b;
  const bool reads = name == "get" || name == "pop" || name == "setdefault";
  if (const Index key = argumentAt(site, {}); reads && key != None && isDictionary(method.c))
    if (const SetId read = subscripted(method.a, site.module, key); read != Nothing) return read;
  const bool entersLater = name == "enter_async_context";
  if (type.ends_with("ExitStack") && (entersLater || name == "enter_context")) {
    const SetId inside =
        forEach(siteArgument(site, 0, "cm"), [&](ValueId id) { return entering(id, entersLater); });
    return entersLater ? values.single({Value::Kind::Coroutine, inside}) : inside;
  }
  for (ClassId ancestor : classes[method.c].ancestors) {
    const NameId owner = classes[ancestor].name;
    const NameId dotted = stubs.canonical(names.dotted(names.text(owner), name));
    if (const rules::FunctionDescription* function = stubs.function(dotted))
      return delayed(describedType(function->result, method.a, site), callee);
    for (const rules::TypeDescription* type : stubs.types(owner))
      for (const auto& [pattern, result] : type->methods)
        if (rules::globMatches(pattern, name)) return delayed(describedType(result, method.a, site), callee);
  }
  return Nothing;
}

/// What dependency injection makes of what is to be called.
SetId Evaluator::provided(SetId callees) {
  const SetId results = forEach(callees, [&](ValueId callee) { return callResult(callee, {}); });
  return forEach(results, [&](ValueId id) {
    const Value result = values[id];
    switch (result.kind) {
    case Value::Kind::Coroutine:
      return result.a;
    case Value::Kind::Generator: {
      const Value function = values[result.a];
      return yielded({function.a, function.b});
    }
    case Value::Kind::Iterator:
      return result.a;
    case Value::Kind::ContextManager:
    case Value::Kind::Manager:
      return entering(id, true);
    default:
      return values.single(id);
    }
  });
}

void Evaluator::enteredBy(ValueId callee, llvm::SmallVectorImpl<Entered>& into) {
  const Value value = values[callee];
  const std::size_t first = into.size();
  auto addMethod = [&](ClassId owner, llvm::StringRef name, ValueId receiver) {
    if (const auto found = method(owner, names.intern(name))) into.push_back({found->first, receiver, {}});
  };
  switch (value.kind) {
  case Value::Kind::Function:
    into.push_back({{value.a, value.b}, NoValue, {}});
    return;
  case Value::Kind::Bound:
    enteredBy(value.b, into);
    for (std::size_t index = first; index < into.size(); ++index)
      if (into[index].receiver == NoValue && isMethod(into[index].function)) into[index].receiver = value.a;
    return;
  case Value::Kind::Decorated:
    enteredBy(value.a, into);
    enteredBy(value.b, into);
    return;
  case Value::Kind::ContextFactory:
    return enteredBy(value.a, into);
  case Value::Kind::Partial:
    enteredBy(value.a, into);
    for (std::size_t index = first; index < into.size(); ++index)
      into[index].before.push_back(sites[value.b]);
    return;
  case Value::Kind::Class:
    return addMethod(value.a, "__init__", values.intern({Value::Kind::Instance, value.a, value.b, 0, 1}));
  case Value::Kind::Instance:
    return addMethod(value.a, "__call__", callee);
  default:
    return;
  }
}

std::vector<Index> Evaluator::argumentsOf(const Scope& callee, Site site, unsigned taken,
                                          unsigned skipped) const {
  const facts::Expression& call = expression(site.module, site.call);
  std::vector<Index> arguments(callee.parameters.size(), None);
  std::size_t next = taken;
  bool countable = true;
  auto isPositional = [](const ScopeParameter& parameter) {
    return parameter.kind == ScopeParameter::Kind::Ordinary ||
           parameter.kind == ScopeParameter::Kind::PositionalOnly;
  };
  for (std::size_t number = 1; number < call.operands.size(); ++number) {
    const Index operand = call.operands[number];
    const std::string& keyword =
        number - 1 < call.keywords.size() ? call.keywords[number - 1] : std::string();
    if (keyword.empty()) {
      if (skipped && skipped--) continue;
      countable &= expression(site.module, operand).kind != facts::Expression::Kind::Starred;
      if (countable && next < arguments.size() && isPositional(callee.parameters[next]))
        arguments[next++] = operand;
      continue;
    }
    for (std::size_t parameter = 0; parameter < arguments.size(); ++parameter)
      if (callee.parameters[parameter].name == keyword) arguments[parameter] = operand;
  }
  return arguments;
}

} // namespace nostall::python
