// What a decorated name stands for.
//
// A decorator of the program that returns a function of its own makes a wrapper: calls of the name reach the
// wrapper and, through it, the function. Which function that is depends on where the decorator is applied,
// so it is kept with the name and not looked for in the wrapper's body; there only is seen whether the
// wrapper calls the function itself or hands it to something that runs it elsewhere. Decorators of libraries
// keep the function unless the catalogue says otherwise.
#include "Python/Resolver/BuiltinNames.h"
#include "Python/Resolver/Evaluator.h"
#include "Rules/Match.h"
#include "Rules/Names.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Expression;
using facts::Scope;

namespace {

bool movesAway(rules::Runs runs) {
  return runs == rules::Runs::Pool || runs == rules::Runs::Executor || runs == rules::Runs::Unsure;
}

/// Whether a rule that asks whether its callable is a coroutine function takes this one.
bool takes(const rules::CallPattern& pattern, bool coroutine) {
  auto holds = [&](const rules::Condition& condition) {
    return !condition.value || !condition.value->coroutine || *condition.value->coroutine == coroutine;
  };
  return llvm::all_of(pattern.when, holds);
}

} // namespace

SetId Evaluator::decoratorOf(Site decoration) {
  const Index decorator = expression(decoration.module, decoration.call).operands[0];
  const Expression& applied = expression(decoration.module, decorator);
  const bool factory = applied.kind == Expression::Kind::Call && !applied.operands.empty();
  return value(decoration.module, factory ? applied.operands[0] : decorator);
}

/// `app.get("/")(show)`: a decorator of a library's, made and applied in one expression.
bool Evaluator::appliesDecorator(Site site) {
  const Expression& call = expression(site.module, site.call);
  if (call.operands.size() != 2 || !call.keywords[0].empty()) return false;
  const Expression& factory = expression(site.module, call.operands[0]);
  if (factory.kind != Expression::Kind::Call) return false;
  auto isFunction = [&](Index index) {
    return llvm::any_of(values.members(value(site.module, index)), [&](ValueId id) {
      const Value::Kind kind = values[id].kind;
      return kind == Value::Kind::Function || kind == Value::Kind::Bound || kind == Value::Kind::Decorated ||
             kind == Value::Kind::Partial;
    });
  };
  return llvm::any_of(values.members(decoratorOf(site)),
                      [&](ValueId id) { return !handingRules(id, true).empty(); }) &&
         isFunction(call.operands[1]) && llvm::none_of(llvm::drop_begin(factory.operands), isFunction);
}

SetId Evaluator::decorated(ModuleId module, Index index) {
  const Expression& decoration = expression(module, index);
  const SetId inner = value(module, decoration.operands[1]);
  const SetId decorators = value(module, decoration.operands[0]);
  bool coroutine = false;
  for (ValueId id : values.members(inner)) {
    const Value function = values[id];
    if (function.kind == Value::Kind::Class) return inner;
    if (function.kind == Value::Kind::Function)
      coroutine = scope({function.a, function.b}).flags & facts::ScF_Async;
  }
  for (ValueId decorator : values.members(decoratorOf({module, index})))
    for (const HandingRule& handing : handingRules(decorator, true)) {
      if (!handing.rule->replaces) continue;
      if (llvm::none_of(handing.rule->calls, [&](const auto& pattern) { return takes(pattern, coroutine); }))
        continue;
      for (ValueId id : values.members(values.unite(decorators, callResult(decorator, {module, index}))))
        if (values[id].kind == Value::Kind::Callable) return values.single(id);
      return values.single({Value::Kind::Callable, Nothing, 0, 0, 1});
    }
  const SetId result = forEach(decorators, [&](ValueId id) { return applied(id, inner, {module, index}); });
  if (result != Nothing && result != inner) return result;
  return isKnown(decoratorOf({module, index})) ? inner : behindUnknown(inner);
}

/// Whether what a decorator does to a function is known: it is the program's own or the standard library's,
/// or the catalogue speaks of it.
bool Evaluator::isKnown(SetId decorators) {
  return decorators != Nothing && llvm::all_of(values.members(decorators), [&](ValueId id) {
           const Value value = values[id];
           if (value.kind != Value::Kind::External && value.kind != Value::Kind::LibraryMethod) return true;
           if (!handingRules(id, true).empty() || !handingRules(id, false).empty()) return true;
           if (value.kind == Value::Kind::LibraryMethod) return !stubs.types(classes[value.c].name).empty();
           return stubs.knows(value.a) || isStandard(names.text(value.a));
         });
}

SetId Evaluator::behindUnknown(SetId functions) {
  return forEach(functions, [&](ValueId id) {
    Value function = values[id];
    if (function.kind == Value::Kind::Function) function.flag = 1;
    return values.single(function);
  });
}

SetId Evaluator::applied(ValueId decorator, SetId inner, Site site) {
  const Value value = values[decorator];
  auto described = [&](SetId result) {
    for (ValueId id : values.members(result))
      if (values[id].kind != Value::Kind::Callable && values[id].kind != Value::Kind::Foreign) return result;
    return inner;
  };
  switch (value.kind) {
  case Value::Kind::External: {
    const llvm::StringRef name = names.text(value.a);
    auto each = [&](Value::Kind kind) {
      return forEach(inner, [&](ValueId id) { return values.single({kind, id}); });
    };
    if (name == "contextlib.contextmanager" || name == "contextlib.asynccontextmanager")
      return each(Value::Kind::ContextFactory);
    const llvm::StringRef last = rules::unqualified(name);
    if (name == "builtins.property" || last == "cached_property" || last == "hybrid_property")
      return each(Value::Kind::Property);
    if (name == "builtins.staticmethod" || name == "builtins.classmethod") return inner;
    return described(callResult(decorator, site));
  }
  case Value::Kind::LibraryMethod:
    return described(callResult(decorator, site));
  case Value::Kind::Accessor:
    return values.single(value.a);
  case Value::Kind::Function:
    return wrapped({value.a, value.b}, inner);
  case Value::Kind::Bound:
    return applied(value.b, inner, site);
  case Value::Kind::Partial:
    return applied(value.a, inner, site);
  case Value::Kind::Instance:
    if (const auto called = method(value.a, names.intern("__call__"))) return wrapped(called->first, inner);
    return inner;
  case Value::Kind::Class:
    if (!classes[value.a].project || !method(value.a, names.intern("__call__"))) return inner;
    return forEach(inner, [&](ValueId id) {
      const ValueId wrapper = values.intern({Value::Kind::Instance, value.a, 0, 0, 1});
      return values.single({Value::Kind::Decorated, wrapper, id, 0, 1});
    });
  default:
    return inner;
  }
}

/// What a decorator of the program returns when it is given `inner`.
SetId Evaluator::wrapped(FunctionKey decorator, SetId inner) {
  const ModuleInfo& info = modules[decorator.module];
  const unsigned parameter = isMethod(decorator) && !(scope(decorator).flags & facts::ScF_Static) ? 1 : 0;
  auto isAsync = [&](ValueId id) {
    return values[id].kind == Value::Kind::Function &&
           (scope({values[id].a, values[id].b}).flags & facts::ScF_Async);
  };
  // A decorator with a wrapper of either kind puts each around functions of that kind.
  bool kinds[2] = {};
  for (Index expression : scope(decorator).returned)
    for (ValueId id : values.members(value(decorator.module, expression)))
      if (values[id].kind == Value::Kind::Function) kinds[isAsync(id)] = true;
  SetId result = Nothing;
  for (Index expression : scope(decorator).returned) {
    const auto passed = parameterNamed(decorator.module, expression);
    if (passed && passed->first.scope == decorator.scope) {
      result = values.unite(result, inner);
      continue;
    }
    const SetId given = value(decorator.module, expression);
    for (ValueId id : values.members(given)) {
      const Value wrapper = values[id];
      const bool nested = wrapper.kind == Value::Kind::Function && wrapper.a == decorator.module &&
                          info.scope(wrapper.b).parent == decorator.scope;
      if (!nested) {
        const bool callable = wrapper.kind == Value::Kind::Instance && classes[wrapper.a].project;
        const bool other =
            wrapper.kind == Value::Kind::ContextFactory || wrapper.kind == Value::Kind::Property;
        if (other) result = values.unite(result, values.single(id));
        if (callable)
          result = values.unite(result, forEach(inner, [&](ValueId one) {
                                  return values.single({Value::Kind::Decorated, id, one, 0, 1});
                                }));
        continue;
      }
      const FunctionKey function{wrapper.a, wrapper.b};
      const bool here = runsInline(function, decorator, parameter);
      for (ValueId one : values.members(inner)) {
        if (kinds[0] && kinds[1] && isAsync(id) != isAsync(one)) continue;
        result = values.unite(result, values.single({Value::Kind::Decorated, id, one, 0, here ? 1u : 0u}));
        if (!here || !(scope(function).flags & facts::ScF_Async)) continue;
        settled = false; // `wrapping` is found anew in each round
        auto& functions = wrapping[keyOf(function)];
        if (!llvm::is_contained(functions, one)) functions.push_back(one);
      }
    }
  }
  return result != Nothing ? result : inner;
}

/// Whether a wrapper calls the function that its decorator was given, instead of handing it to a thread.
bool Evaluator::runsInline(FunctionKey wrapper, FunctionKey decorator, unsigned parameter) {
  const ModuleInfo& info = modules[wrapper.module];
  if (parameter >= scope(decorator).parameters.size()) return true;
  const Index own = scope(wrapper).entity;
  bool handed = false;
  auto isFunction = [&](Index expression) {
    const auto named = parameterNamed(wrapper.module, expression);
    return named && named->first.scope == decorator.scope && named->second == parameter;
  };
  const auto& entities = info.shard->entities;
  for (Index index = own; index < entities.size(); ++index) {
    Index outer = index;
    while (outer != None && outer != own)
      outer = entities[outer].parent;
    if (outer == None) continue;
    for (const facts::Call& call : entities[index].calls) {
      if (call.expression == None || call.kind == facts::CallKind::Decorator) continue;
      const Expression& made = info.expression(call.expression);
      if (made.kind != Expression::Kind::Call) continue;
      if (isFunction(made.operands[0])) {
        if (index == own) return true;
        continue;
      }
      for (ValueId callee : values.members(value(wrapper.module, made.operands[0])))
        for (const HandingRule& handing : handingRules(callee, false))
          handed |= movesAway(handing.rule->runs);
    }
  }
  return !handed;
}

llvm::ArrayRef<ValueId> Evaluator::wrappedBy(FunctionKey wrapper) const {
  const auto found = wrapping.find(keyOf(wrapper));
  if (found == wrapping.end()) return {};
  return found->second;
}

std::string Evaluator::libraryName(ValueId callee) const {
  const Value value = values[callee];
  switch (value.kind) {
  case Value::Kind::External:
    return names.text(value.a).str();
  case Value::Kind::LibraryMethod:
    return (llvm::Twine(names.text(classes[value.c].name)) + "." + names.text(value.b)).str();
  case Value::Kind::Class:
    return classes[value.a].project ? "" : names.text(classes[value.a].name).str();
  case Value::Kind::Instance:
    return classes[value.a].project ? ""
                                    : (llvm::Twine(names.text(classes[value.a].name)) + ".__call__").str();
  default:
    return "";
  }
}

llvm::ArrayRef<HandingRule> Evaluator::handingRules(ValueId callee, bool decorator) {
  const Value value = values[callee];
  const bool ofClass = value.kind == Value::Kind::Class || value.kind == Value::Kind::Instance;
  if (ofClass ? classes[value.a].project
              : value.kind != Value::Kind::External && value.kind != Value::Kind::LibraryMethod)
    return {};
  const auto [entry, added] = handings.try_emplace({callee, decorator});
  if (!added) return entry->second;
  const std::string name = libraryName(callee);
  llvm::SmallVector<std::string, 4> owners, readings = {name};
  const std::string method =
      value.kind == Value::Kind::LibraryMethod ? names.text(value.b).str() : "__call__";
  if (value.kind != Value::Kind::External)
    for (ClassId ancestor : classes[value.kind == Value::Kind::LibraryMethod ? value.c : value.a].ancestors) {
      owners.push_back(names.text(classes[ancestor].name).str());
      if (value.kind != Value::Kind::Class) readings.push_back(owners.back() + "." + method);
    }
  auto any = [](llvm::ArrayRef<rules::Glob> globs, llvm::ArrayRef<std::string> texts) {
    return llvm::any_of(globs, [&](const rules::Glob& glob) {
      return llvm::any_of(texts,
                          [&](const std::string& text) { return rules::globMatches(glob.pattern, text); });
    });
  };
  std::vector<HandingRule> found;
  for (const HandingRule& handing : stubs.handingRules())
    if (llvm::any_of(handing.rule->calls, [&](const rules::CallPattern& pattern) {
          if (decorator) return any(pattern.decorators, readings);
          if (any(pattern.functions, readings)) return true;
          if (value.kind == Value::Kind::Class) return pattern.constructor && any(pattern.classes, owners);
          return !owners.empty() && any(pattern.classes, owners) && any(pattern.methods, {method});
        }))
      found.push_back(handing);
  return handings[{callee, decorator}] = std::move(found);
}

} // namespace nostall::python
