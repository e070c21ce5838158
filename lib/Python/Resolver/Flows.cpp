// Parameters, and the round that finds out what callers give them.
#include "Python/Resolver/Evaluator.h"
#include "Rules/Names.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Expression;
using facts::Scope;
using facts::ScopeParameter;

bool Evaluator::isMethod(FunctionKey function) const {
  const ModuleInfo& info = modules[function.module];
  const Scope& scope = info.scope(function.scope);
  return scope.kind == Scope::Kind::Function && scope.parent != None &&
         info.scope(scope.parent).kind == Scope::Kind::Class && !(scope.flags & facts::ScF_Static);
}

std::optional<std::pair<FunctionKey, unsigned>> Evaluator::parameterNamed(ModuleId module,
                                                                          Index index) const {
  if (index == None) return std::nullopt;
  const ModuleInfo& info = modules[module];
  const Expression& use = info.expression(index);
  if (use.kind != Expression::Kind::Name) return std::nullopt;
  const NameId name = info.names[index];
  bool first = true;
  for (Index at = use.scope; at != None; at = info.scope(at).parent, first = false) {
    if (info.scope(at).kind == Scope::Kind::Class && !first) continue;
    const auto bindings = info.of(at, name);
    if (bindings.empty()) continue;
    const facts::Binding& binding = info.facts().bindings[bindings.front().binding];
    if (bindings.size() != 1 || binding.kind != facts::Binding::Kind::Parameter) return std::nullopt;
    const Expression& parameter = info.expression(binding.value);
    return {{{module, parameter.scope}, static_cast<unsigned>(parameter.integer)}};
  }
  return std::nullopt;
}

SetId Evaluator::parameter(FunctionKey function, unsigned number) {
  return remember(Parameters, keyOf(function, number), [&] { return fromDeclaration(function, number); });
}

SetId Evaluator::fromDeclaration(FunctionKey function, unsigned number) {
  const ModuleInfo& info = modules[function.module];
  const Scope& callee = info.scope(function.scope);
  if (number >= callee.parameters.size()) return Nothing;
  const ScopeParameter& declared = callee.parameters[number];
  if (number == 0 && isMethod(function)) {
    const llvm::StringRef name = rules::unqualified(callee.name);
    const bool onClass = (callee.flags & facts::ScF_ClassMethod) || name == "__new__" ||
                         name == "__init_subclass__" || name == "__class_getitem__";
    return values.single({onClass ? Value::Kind::Class : Value::Kind::Instance,
                          classes.project(function.module, callee.parent)});
  }
  const SetId annotation = annotated(function.module, declared.annotation);
  if (declared.kind == ScopeParameter::Kind::Rest) return values.single({Value::Kind::Container, annotation});
  if (declared.kind == ScopeParameter::Kind::KeywordRest)
    return values.single({Value::Kind::Container, annotation, 0, 0, 1});
  SetId defaults = values.withoutNull(value(function.module, declared.defaultValue));
  bool injected = false;
  for (ValueId id : values.members(defaults))
    if (values[id].kind == Value::Kind::Provided) {
      injected = true;
      if (values[id].a != Nothing) return values[id].a;
    }
  if (injected) return annotation;
  defaults = forEach(defaults, [&](ValueId id) {
    return values[id].kind == Value::Kind::Constant ? Nothing : values.single(id);
  });
  settled = false;
  auto in = [&](const Given::Table& table) {
    const SetId set = table.lookup(keyOf(function, number));
    return set == TooMuch ? Nothing : set;
  };
  const SetId fromCallers = in(given.parameters);
  const SetId fromFramework = in(given.received);
  if (fromFramework != Nothing) {
    // A declaration of a derived class knows better; callers that keep to another one are not meant.
    if (matching(annotation, fromFramework, true) != Nothing) return annotation;
    return values.unite(fromFramework, matching(fromCallers, annotation, false));
  }
  if (annotation == Nothing) return values.unite(fromCallers, defaults);
  auto isLibrary = [&](ValueId id) {
    return values[id].kind == Value::Kind::Instance && !classes[values[id].a].project &&
           !names.text(classes[values[id].a].name).starts_with("builtins.");
  };
  const SetId declaredTypes = values.withoutNull(annotation);
  if (fromCallers == Nothing || !llvm::all_of(values.members(fromCallers), isLibrary) ||
      !llvm::all_of(values.members(declaredTypes), isLibrary))
    return annotation;
  // A declaration that no caller keeps to is wrong; one that names several types leaves it to the callers.
  const SetId kept = matching(fromCallers, declaredTypes, true);
  if (kept == Nothing)
    return matching(declaredTypes, fromCallers, true) == Nothing ? fromCallers : annotation;
  return values.members(declaredTypes).size() > 1 && kept == fromCallers ? fromCallers : annotation;
}

/// The instances in a set that are of the classes in another one, or that are not.
SetId Evaluator::matching(SetId set, SetId types, bool wanted) {
  return forEach(set, [&](ValueId id) {
    const bool matches = llvm::any_of(values.members(types), [&](ValueId one) {
      return values[id].kind == Value::Kind::Instance && values[one].kind == Value::Kind::Instance &&
             classes.derives(values[id].a, values[one].a);
    });
    return matches == wanted ? values.single(id) : Nothing;
  });
}

void Evaluator::linkClasses() {
  for (ModuleId module = 0; module < modules.size(); ++module) {
    const facts::Module& facts = modules[module].facts();
    for (Index scope = 0; scope < facts.scopes.size(); ++scope) {
      if (facts.scopes[scope].kind != Scope::Kind::Class) continue;
      std::vector<ClassId> bases;
      for (Index base : facts.scopes[scope].bases)
        for (ValueId id : values.members(value(module, base))) {
          const Value value = values[id];
          if (value.kind == Value::Kind::Class) bases.push_back(value.a);
          if (value.kind == Value::Kind::External) bases.push_back(classes.library(value.a));
        }
      classes.setBases(classes.project(module, scope), std::move(bases));
    }
  }
  classes.linkUp();
}

void Evaluator::flowInto(FunctionKey function, unsigned number, SetId set) {
  flow(next.parameters, keyOf(function, number), set);
}

void Evaluator::flow(Given::Table& table, std::uint64_t key, SetId all) {
  const SetId set = forEach(all, [&](ValueId id) {
    const Value value = values[id];
    const bool plain = value.kind == Value::Kind::Null || value.kind == Value::Kind::Constant;
    return plain ? Nothing : values.single(id);
  });
  if (set == Nothing) return;
  SetId& kept = table[key];
  if (kept == TooMuch) return;
  const SetId united = values.unite(kept, set);
  kept = united == Nothing ? TooMuch : united;
}

/// `x[key] = value` and `x.append(value)`, where x is made by a literal.
void Evaluator::collectStores(ModuleId begin, ModuleId end) {
  for (const auto& [place, key] : itemStores) {
    if (place.module < begin || place.module >= end) continue;
    const facts::AttributeBinding& binding = modules[place.module].facts().attributes[place.binding];
    store(value(place.module, binding.object), key, value(place.module, binding.value));
  }
}

void Evaluator::store(SetId containers, NameId key, SetId set) {
  for (ValueId id : values.members(containers)) {
    if (values[id].kind != Value::Kind::Literal) continue;
    flow(next.stored, std::uint64_t(id) << 32, set);
    flow(next.stored, (std::uint64_t(id) << 32) | key, set);
  }
}

SetId Evaluator::storedIn(ValueId container, NameId key) {
  settled = false;
  const SetId set = given.stored.lookup((std::uint64_t(container) << 32) | key);
  return set == TooMuch ? Nothing : set;
}

void Evaluator::collectCall(Site site) {
  if (expression(site.module, site.call).operands.empty()) return;
  for (const Way& way : waysTo(site)) {
    llvm::SmallVector<Entered, 4> entered;
    for (ValueId callee : values.members(way.callees)) {
      enteredBy(callee, entered);
      collectHanding(callee, site, false);
      collectKeywords(callee, site);
      collectPutting(callee, site);
    }
    for (const Entered& one : entered)
      collectArguments(one, way, site);
  }
}

/// What a method of a list or a dictionary puts into it.
void Evaluator::collectPutting(ValueId callee, Site site) {
  const Value method = values[callee];
  if (method.kind != Value::Kind::ContainerMethod) return;
  const llvm::StringRef name = names.text(method.b);
  if (name == "update") collectUpdate(method.a, site);
  const bool second = name == "setdefault" || name == "insert";
  if (second || name == "append" || name == "add" || name == "appendleft")
    store(values.single(method.a), names.intern("[]"), siteArgument(site, second, ""));
}

/// What a call gives to the parameters of a function that it enters.
void Evaluator::collectArguments(const Entered& one, const Way& way, Site site) {
  const Scope& callee = scope(one.function);
  unsigned taken = one.receiver == NoValue ? 0 : 1;
  auto give = [&](Site from, const Way& way, unsigned skip) {
    const auto arguments = argumentsOf(callee, from, taken, skip);
    for (unsigned number = 0; number < arguments.size(); ++number)
      if (arguments[number] != None)
        flowInto(one.function, number, givenOn(way, from.module, arguments[number]));
    for (std::size_t number = 1 + skip; number < expression(from.module, from.call).operands.size(); ++number)
      taken += expression(from.module, from.call).keywords[number - 1].empty();
  };
  for (Site before : one.before)
    give(before, {}, 1);
  give(site, way, 0);
}

/// Arguments that a library hands on to a callable, and what it gives the callable itself.
void Evaluator::collectHanding(ValueId callee, Site site, bool decorator) {
  const Value function = values[callee];
  const ValueId receiver = function.kind == Value::Kind::LibraryMethod ? function.a : NoValue;
  const Expression& call = expression(site.module, site.call);
  for (const HandingRule& handing : handingRules(callee, decorator)) {
    const rules::CallableRule& rule = *handing.rule;
    const Index callable = decorator ? call.operands[1] : argumentAt(site, rule.callable);
    if (callable == None) continue;
    llvm::SmallVector<Entered, 4> entered;
    for (ValueId id : values.members(value(site.module, callable)))
      enteredBy(id, entered);
    for (const Entered& one : entered) {
      const unsigned first = one.receiver == NoValue ? 0 : 1;
      for (unsigned number = 0; number < rule.receives.size(); ++number) {
        const SetId type = describedType(rule.receives[number], receiver, site);
        SetId& kept = next.received[keyOf(one.function, first + number)];
        kept = values.unite(kept, type);
      }
      if (decorator || !rule.receives.empty() || !one.before.empty()) continue;
      unsigned next = first;
      bool behind = false;
      for (std::size_t number = 1; number < call.operands.size(); ++number) {
        const std::string& keyword = call.keywords[number - 1];
        const Index operand = call.operands[number];
        if (operand == callable) {
          behind = keyword.empty();
        } else if (keyword == "args") {
          for (Index item : expression(site.module, operand).operands)
            flowInto(one.function, next++, value(site.module, item));
        } else if (!keyword.empty()) {
          for (unsigned parameter = 0; parameter < scope(one.function).parameters.size(); ++parameter)
            if (scope(one.function).parameters[parameter].name == keyword)
              flowInto(one.function, parameter, value(site.module, operand));
        } else if (behind) {
          flowInto(one.function, next++, value(site.module, operand));
        }
      }
    }
  }
}

void Evaluator::collect(ModuleId module) {
  const ModuleInfo& info = modules[module];
  const auto count = static_cast<Index>(info.facts().expressions.size());
  const bool hands = llvm::any_of(stubs.handedClasses(), [&](const rules::TypeDescription* type) {
    return !classes[classes.library(names.intern(type->name))].descendants.empty();
  });
  for (Index index = 0; index < count; ++index) {
    const Expression::Kind kind = info.expression(index).kind;
    if (hands && (kind == Expression::Kind::Call || kind == Expression::Kind::Sequence))
      collectHandedClass(module, index);
    if (kind != Expression::Kind::Call) continue;
    value(module, index);
    const bool written = !info.decorations.test(index);
    if (written) collectCall({module, index});
    if (written && !appliesDecorator({module, index})) continue;
    for (ValueId decorator : values.members(decoratorOf({module, index})))
      collectHanding(decorator, {module, index}, true);
  }
}

void Evaluator::runRound(ModuleId begin, ModuleId end) {
  startRound(!first);
  first = false;
  next = Given();
  for (ModuleId module = begin; module < end; ++module)
    collect(module);
  collectStores(begin, end);
}

bool Evaluator::give(Given all) {
  auto same = [](const Given::Table& a, const Given::Table& b) {
    return a.size() == b.size() &&
           llvm::all_of(a, [&](const auto& entry) { return b.lookup(entry.first) == entry.second; });
  };
  const bool changed = !same(given.parameters, all.parameters) || !same(given.received, all.received) ||
                       !same(given.stored, all.stored);
  given = std::move(all);
  return changed;
}

void Evaluator::add(Given& to, const Given& more) {
  auto addAll = [&](Given::Table& table, const Given::Table& other, SetId overflow) {
    for (const auto& [key, set] : other) {
      SetId& kept = table[key];
      if (kept == TooMuch || set == TooMuch) {
        kept = TooMuch;
        continue;
      }
      const SetId united = values.unite(kept, set);
      kept = united == Nothing ? overflow : united;
    }
  };
  addAll(to.parameters, more.parameters, TooMuch);
  addAll(to.received, more.received, Nothing);
  addAll(to.stored, more.stored, TooMuch);
}

} // namespace nostall::python
