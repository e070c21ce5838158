// What calling a value reaches.
#include "Python/Resolver/Writer.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::CallKind;
using facts::Expression;

namespace {

constexpr std::size_t MostFunctions = 3; ///< that one name stands for, to be taken for all of them

} // namespace

/// The flag of calls on an object that may be of a derived class.
std::uint32_t Writer::dispatch(ValueId receiver) const {
  const Value object = values[receiver];
  return object.kind == Value::Kind::Instance && !(object.flag & ExactClass) ? facts::CF_Virtual : 0;
}

void Writer::functionTarget(FunctionKey function, ValueId receiver, Targets& targets) {
  const facts::Scope& scope = evaluator.scope(function);
  if (scope.flags & facts::ScF_Generator) {
    targets.silent = true;
    return;
  }
  Target target;
  target.symbol = symbolOf(function);
  target.function = function;
  target.awaitable = (scope.flags & facts::ScF_Async) ||
                     llvm::any_of(values.members(evaluator.returned(function)),
                                  [&](ValueId id) { return values[id].kind == Value::Kind::Coroutine; });
  if (receiver != NoValue) {
    target.kind = CallKind::Method;
    target.receiver = receiver;
    target.flags |= dispatch(receiver);
  }
  targets.found.push_back(target);
}

void Writer::classTargets(ValueId type, Targets& targets) {
  const ClassId owner = values[type].a;
  const ValueId object = values.intern({Value::Kind::Instance, owner, values[type].b, 0, 1});
  const std::size_t first = targets.found.size();
  for (llvm::StringRef name : {"__init__", "__post_init__"})
    if (const auto method = evaluator.method(owner, evaluator.names.intern(name))) {
      functionTarget(method->first, object, targets);
      if (targets.found.size() > first) targets.found.back().kind = CallKind::Constructor;
    }
  for (std::size_t index = first; index < targets.found.size(); ++index) {
    targets.found[index].flags &= ~facts::CF_Virtual;
    if (index > first) targets.found[index].flags |= facts::CF_Implicit;
  }
  if (targets.found.size() > first) return;
  Target target;
  target.symbol = classSymbol(owner);
  target.kind = CallKind::Constructor;
  targets.found.push_back(target);
}

/// Calls of a special method on an object.
bool Writer::methodTargets(ValueId object, llvm::StringRef name, CallKind kind, Targets& targets) {
  const Value value = values[object];
  if (value.kind != Value::Kind::Instance) return false;
  if (const auto method = evaluator.method(value.a, evaluator.names.intern(name))) {
    const std::size_t first = targets.found.size();
    if (evaluator.scope(method->first).flags & facts::ScF_Generator) {
      // Its body runs as soon as what it gives is iterated over, which is now.
      Target target;
      target.symbol = symbolOf(method->first);
      targets.found.push_back(target);
    } else {
      functionTarget(method->first, object, targets);
    }
    for (std::size_t index = first; index < targets.found.size(); ++index) {
      targets.found[index].kind = kind;
      targets.found[index].function.reset();
    }
    return true;
  }
  for (ClassId ancestor : evaluator.classes[value.a].ancestors) {
    const ClassInfo& info = evaluator.classes[ancestor];
    const llvm::StringRef owner = evaluator.names.text(info.name);
    if (info.project || owner.starts_with("builtins.") || owner.starts_with("typing.")) continue;
    Target target;
    target.symbol = methodSymbol(ancestor, name);
    target.kind = kind;
    target.receiver = object;
    targets.found.push_back(target);
    return true;
  }
  return false;
}

void Writer::targetsOf(ValueId callee, Site site, Targets& targets) {
  const Value value = values[callee];
  const std::size_t first = targets.found.size();
  switch (value.kind) {
  case Value::Kind::Function:
    functionTarget({value.a, value.b}, NoValue, targets);
    if (targets.found.size() > first) targets.found.back().doubtful = value.flag;
    return;
  case Value::Kind::Bound: {
    const Value target = values[value.b];
    if (target.kind == Value::Kind::Function) {
      functionTarget({target.a, target.b}, value.a, targets);
      if (targets.found.size() == first) return;
      targets.found.back().doubtful = target.flag;
      if (value.flag) targets.found.back().flags &= ~facts::CF_Virtual;
      return;
    }
    targetsOf(value.b, site, targets);
    for (std::size_t index = first; index < targets.found.size(); ++index)
      if (auto& function = targets.found[index].function; function && evaluator.isMethod(*function)) {
        targets.found[index].receiver = value.a;
        targets.found[index].flags |= dispatch(value.a);
      }
    return;
  }
  case Value::Kind::Decorated: {
    targetsOf(value.a, site, targets);
    const bool awaits = targets.found.size() > first && targets.found[first].awaitable;
    if (!value.flag || awaits) return;
    const std::size_t wrapped = targets.found.size();
    targetsOf(value.b, site, targets);
    for (std::size_t index = std::max(wrapped, first + 1); index < targets.found.size(); ++index)
      targets.found[index].flags |= facts::CF_Implicit;
    for (std::size_t index = first; index < targets.found.size(); ++index)
      targets.found[index].awaitable |= targets.found.back().awaitable;
    return;
  }
  case Value::Kind::Class:
    return classTargets(callee, targets);
  case Value::Kind::Instance:
    if (!methodTargets(callee, "__call__", CallKind::Method, targets)) return;
    if (const auto method = evaluator.method(value.a, evaluator.names.intern("__call__")))
      targets.found.back().function = method->first;
    return;
  case Value::Kind::LibraryMethod:
  case Value::Kind::External: {
    Target target;
    const bool method = value.kind == Value::Kind::LibraryMethod;
    target.symbol =
        librarySymbol(evaluator.libraryName(callee), method ? std::optional(value.c) : std::nullopt, 0);
    target.kind = method ? CallKind::Method : CallKind::Function;
    if (method) target.receiver = value.a;
    for (ValueId id : values.members(evaluator.callResult(callee, site)))
      if (values[id].kind == Value::Kind::Coroutine) target.awaitable = true;
    if (target.awaitable) target.flags |= facts::CF_Awaitable;
    targets.found.push_back(target);
    return;
  }
  case Value::Kind::Partial:
    targetsOf(value.a, site, targets);
    for (std::size_t index = first; index < targets.found.size(); ++index)
      targets.found[index].handedBefore = evaluator.site(value.b);
    return;
  case Value::Kind::Callable:
    (value.flag ? targets.silent : targets.hidden) = true;
    return;
  case Value::Kind::ContextFactory:
  case Value::Kind::ContainerMethod:
  case Value::Kind::Foreign:
    targets.silent = true;
    return;
  case Value::Kind::Provided:
    for (ValueId id : values.members(value.a))
      targetsOf(id, site, targets);
    return;
  default:
    return;
  }
}

/// A call of a parameter. The function's own parameters are link's business, which knows what each caller
/// hands in. A parameter of a function around this one stands for what callers give, if that is one function;
/// in an asynchronous wrapper, for every function that it was put around.
bool Writer::callableParameter(const facts::Call& call, Index callee, SetId set, Targets& targets,
                               facts::Callable& parameter) {
  const auto named = evaluator.parameterNamed(module, callee);
  if (!named) return false;
  const bool functions = llvm::all_of(values.members(set), [&](ValueId id) {
    const Value::Kind kind = values[id].kind;
    return kind != Value::Kind::Class && kind != Value::Kind::Instance;
  });
  const facts::Scope& owner = evaluator.scope(named->first);
  if (!functions) return false;
  if (owner.entity == entity && info.scope(expression(callee).scope).kind != facts::Scope::Kind::Generator) {
    parameter.kind = facts::Callable::Kind::Parameter;
    parameter.parameter = named->second;
    return true;
  }
  for (Index scope = expression(callee).scope; scope != None && scope != named->first.scope;
       scope = info.scope(scope).parent)
    for (ValueId wrapped : evaluator.wrappedBy({module, scope})) {
      targetsOf(wrapped, {module, call.expression}, targets);
      targets.silent = true;
    }
  if (targets.found.empty() && values.members(set).size() > 1) targets.hidden = true;
  if (targets.found.empty() && values.members(set).size() == 1)
    targetsOf(values.members(set)[0], {module, call.expression}, targets);
  for (Target& target : targets.found)
    target.doubtful = true;
  return false;
}

/// What is awaited is not a plain function behind a decorator that nobody knows, nor one that a parameter was
/// given: something made it awaitable. Of several targets, what is awaited is the one that has to be, and the
/// other way round; a name that stands for many functions is not followed.
void Writer::choose(Targets& targets, bool awaited) {
  const std::size_t before = targets.found.size();
  if (awaited)
    llvm::erase_if(targets.found, [](const Target& target) { return target.doubtful && !target.awaitable; });
  targets.hidden |= targets.found.size() < before && targets.found.empty();
  auto fits = [&](const Target& target) { return target.awaitable == awaited; };
  if (llvm::any_of(targets.found, fits) && !llvm::all_of(targets.found, fits))
    llvm::erase_if(targets.found, [&](const Target& target) { return !fits(target); });
  const auto plain = llvm::count_if(targets.found, [](const Target& target) {
    return target.function && target.kind == CallKind::Function;
  });
  if (static_cast<std::size_t>(plain) <= MostFunctions || targets.silent) return;
  targets.found.clear();
  targets.hidden = true;
}

} // namespace nostall::python
