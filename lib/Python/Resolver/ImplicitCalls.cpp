// What runs without being called by name: properties, subscripts, iteration, truth tests, `with`.
#include "Python/Resolver/Writer.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Call;
using facts::CallKind;
using facts::Expression;

void Writer::writeAttribute(const Call& call, std::vector<Call>& into) {
  const Expression& read = expression(call.expression);
  if (read.kind != Expression::Kind::Attribute) return;
  const NameId name = evaluator.names.intern(read.text);
  Targets targets;
  for (ValueId object : values.members(evaluator.value(module, read.operands[0]))) {
    const Value value = values[object];
    if (value.kind != Value::Kind::Instance) continue;
    for (ClassId ancestor : evaluator.classes[value.a].ancestors) {
      const ClassInfo& owner = evaluator.classes[ancestor];
      bool defined = false;
      for (ValueId member : values.members(evaluator.classAttribute(ancestor, name))) {
        defined = true;
        if (values[member].kind != Value::Kind::Property) continue;
        const ValueId getter = values.intern({Value::Kind::Bound, object, values[member].a});
        targetsOf(getter, {module, call.expression}, targets);
      }
      if (defined) break;
      if (owner.project || !evaluator.stubs.rulesRead(evaluator.names.text(owner.name), read.text)) continue;
      Target target;
      target.symbol = methodSymbol(ancestor, read.text);
      target.receiver = object;
      targets.found.push_back(target);
      break;
    }
  }
  for (Target& target : targets.found) {
    target.kind = CallKind::Attribute;
    target.function.reset();
  }
  if (!targets.found.empty()) emit(call, std::move(targets), into);
}

/// Whether going through an object, or asking for its length, finds what an earlier time has read.
static bool isRead(const Value& object) {
  return object.kind == Value::Kind::Instance && (object.flag & AlreadyRead);
}

/// The first of these methods that the object's class has: in the program, or in a library if a rule names
/// it.
bool Writer::protocolTarget(ValueId object, llvm::ArrayRef<llvm::StringLiteral> methods, Targets& targets) {
  const Value value = values[object];
  if (value.kind != Value::Kind::Instance || isRead(value)) return false;
  for (llvm::StringRef method : methods) {
    const NameId name = evaluator.names.intern(method);
    const bool asked = llvm::any_of(evaluator.classes[value.a].ancestors, [&](ClassId ancestor) {
      return evaluator.stubs.rulesName(evaluator.classes[ancestor].name, name);
    });
    if (asked || evaluator.method(value.a, name))
      return methodTargets(object, method, CallKind::Operator, targets);
  }
  return false;
}

/// `if x:`, `not x`, `x or y`
void Writer::writeTruth(const Call& call, std::vector<Call>& into) {
  constexpr llvm::StringLiteral methods[] = {"__bool__", "__len__"};
  Targets targets;
  for (ValueId object : values.members(evaluator.value(module, call.expression)))
    protocolTarget(object, methods, targets);
  emitImplicit(call, call.receiver, std::move(targets), into);
}

/// `x in y`
void Writer::writeContainment(const Call& call, std::vector<Call>& into) {
  constexpr llvm::StringLiteral methods[] = {"__contains__"};
  Targets targets;
  for (ValueId object : values.members(evaluator.value(module, expression(call.expression).operands[0])))
    if (!protocolTarget(object, methods, targets)) iterate(object, false, targets);
  emitImplicit(call, call.receiver, std::move(targets), into);
}

/// What asking for the length or the truth of an argument runs.
void Writer::measure(const Call& call, bool truth, std::vector<Call>& into) {
  constexpr llvm::StringLiteral methods[] = {"__bool__", "__len__"};
  if (call.arguments.empty()) return;
  Targets targets;
  for (ValueId object : values.members(evaluator.value(module, expression(call.expression).operands[1])))
    protocolTarget(object, llvm::ArrayRef(methods).drop_front(truth ? 0 : 1), targets);
  emitImplicit(call, call.arguments[0], std::move(targets), into);
}

/// A call that is made where another one stands, without arguments.
void Writer::emitImplicit(const Call& call, const facts::Value& receiver, Targets targets,
                          std::vector<Call>& into) {
  if (targets.found.empty()) return;
  Call implicit = call;
  implicit.flags = facts::CF_Implicit;
  implicit.receiver = receiver;
  implicit.arguments.clear();
  emit(implicit, std::move(targets), into);
}

void Writer::writeOperator(const Call& call, std::vector<Call>& into) {
  switch (expression(call.expression).kind) {
  case Expression::Kind::Subscript:
    return writeSubscript(call, into);
  case Expression::Kind::Element:
    return writeContainment(call, into);
  default:
    return writeTruth(call, into);
  }
}

void Writer::writeSubscript(const Call& call, std::vector<Call>& into) {
  const Expression& read = expression(call.expression);
  const bool writes = call.arguments.size() > 1;
  Targets targets;
  for (ValueId object : values.members(evaluator.value(module, read.operands[0])))
    if (!isRead(values[object]))
      methodTargets(object, writes ? "__setitem__" : "__getitem__", CallKind::Operator, targets);
  if (!targets.found.empty()) emit(call, std::move(targets), into);
}

/// What iterating over a value runs.
void Writer::iterate(ValueId id, bool asynchronous, Targets& targets) {
  const Value value = values[id];
  const std::size_t first = targets.found.size();
  switch (value.kind) {
  case Value::Kind::Generator: {
    Target target;
    const Value function = values[value.a];
    target.symbol = symbolOf({function.a, function.b});
    targets.found.push_back(target);
    break;
  }
  case Value::Kind::GeneratorExpression: {
    Target target;
    target.symbol = symbolOf({value.a, value.b});
    targets.found.push_back(target);
    break;
  }
  case Value::Kind::Instance: {
    if (isRead(value)) return;
    const llvm::StringRef begin = asynchronous ? "__aiter__" : "__iter__";
    const llvm::StringRef next = asynchronous ? "__anext__" : "__next__";
    methodTargets(id, begin, CallKind::RangeBegin, targets);
    if (const auto method = evaluator.method(value.a, evaluator.names.intern(next)))
      functionTarget(method->first, id, targets);
    break;
  }
  case Value::Kind::Coroutine:
    for (ValueId one : values.members(value.a))
      if (values[one].kind != Value::Kind::Coroutine) iterate(one, asynchronous, targets);
    break;
  default:
    break;
  }
  for (std::size_t index = first; index < targets.found.size(); ++index) {
    targets.found[index].kind = CallKind::RangeBegin;
    targets.found[index].function.reset();
    targets.found[index].awaitable = asynchronous;
  }
}

void Writer::writeIteration(const Call& call, std::vector<Call>& into) {
  const Expression& element = expression(call.expression);
  if (element.kind != Expression::Kind::Element) return;
  Targets targets;
  for (ValueId id : values.members(evaluator.value(module, element.operands[0])))
    iterate(id, element.asynchronous, targets);
  if (targets.found.empty()) return;
  Call described = call;
  describe(described.receiver, element.operands[0]);
  emit(described, std::move(targets), into);
}

/// What entering or leaving a context manager runs.
void Writer::enter(ValueId id, CallKind kind, bool asynchronous, Targets& targets) {
  const bool enters = kind == CallKind::Enter;
  const llvm::StringRef method =
      enters ? (asynchronous ? "__aenter__" : "__enter__") : (asynchronous ? "__aexit__" : "__exit__");
  const Value value = values[id];
  const std::size_t first = targets.found.size();
  switch (value.kind) {
  case Value::Kind::Instance:
    methodTargets(id, method, kind, targets);
    break;
  case Value::Kind::ContextManager: {
    if (!enters) return;
    Target target;
    const Value function = values[value.a];
    target.symbol = symbolOf({function.a, function.b});
    target.kind = kind;
    targets.found.push_back(target);
    break;
  }
  case Value::Kind::Manager:
    if (!value.flag || enters) return;
    for (ValueId closing : values.members(evaluator.attribute(value.a, evaluator.names.intern("close"))))
      targetsOf(closing, {}, targets);
    break;
  case Value::Kind::Coroutine:
  case Value::Kind::Provided:
    for (ValueId one : values.members(value.a))
      if (values[one].kind == Value::Kind::Instance) enter(one, kind, asynchronous, targets);
    break;
  default:
    return;
  }
  for (std::size_t index = first; index < targets.found.size(); ++index) {
    targets.found[index].awaitable = asynchronous;
    targets.found[index].function.reset();
  }
}

void Writer::writeEntering(const Call& call, std::vector<Call>& into) {
  const Expression& entered = expression(call.expression);
  if (entered.kind != Expression::Kind::Entered) return;
  Targets targets;
  for (ValueId id : values.members(evaluator.value(module, entered.operands[0])))
    enter(id, call.kind, entered.asynchronous, targets);
  if (targets.found.empty()) return;
  Call described = call;
  describe(described.receiver, entered.operands[0]);
  emit(described, std::move(targets), into);
}

/// `stack.enter_context(x)`
void Writer::enterOnStack(const Call& call, ValueId callee, std::vector<Call>& into) {
  const Value method = values[callee];
  if (method.kind != Value::Kind::LibraryMethod || call.arguments.empty()) return;
  const llvm::StringRef name = evaluator.names.text(method.b);
  const bool asynchronous = name == "enter_async_context";
  if (!asynchronous && name != "enter_context") return;
  Targets targets;
  for (ValueId id : values.members(evaluator.value(module, expression(call.expression).operands[1])))
    enter(id, CallKind::Enter, asynchronous, targets);
  if (targets.found.empty()) return;
  Call entering = call;
  entering.kind = CallKind::Enter;
  entering.flags = facts::CF_Implicit | (asynchronous ? facts::CF_Async : 0);
  entering.receiver = call.arguments[0];
  entering.arguments.clear();
  emit(entering, std::move(targets), into);
}

/// Whether a generator's body makes calls behind its first `yield`: asking for its first value does not make
/// them.
bool Writer::runsAfterFirstYield(ValueId id) const {
  const Value value = values[id];
  if (value.kind != Value::Kind::Generator) return false;
  const Value function = values[value.a];
  const facts::Module& body = evaluator.modules[function.a].facts();
  const facts::Scope& scope = body.scopes[function.b];
  std::uint32_t first = ~std::uint32_t{0};
  for (Index yielded : scope.yielded)
    if (yielded != None) first = std::min(first, body.expressions[yielded].end);
  const facts::Entity& entity = evaluator.modules[function.a].shard->entities[scope.entity];
  return llvm::any_of(entity.calls, [&](const Call& made) {
    return made.expression != None && body.expressions[made.expression].begin >= first;
  });
}

/// Adds what reading an argument runs. Of a generator that goes on behind its first `yield`, what asking for
/// the first value runs is not followed.
void Writer::consume(const Call& call, Index iterable, bool asynchronous, Reads reads,
                     std::vector<Call>& into) {
  Targets targets;
  for (ValueId id : values.members(evaluator.value(module, iterable)))
    if (reads == Reads::All || !runsAfterFirstYield(id)) iterate(id, asynchronous, targets);
  if (targets.found.empty()) return;
  Call reading = call;
  reading.kind = CallKind::RangeBegin;
  reading.flags = facts::CF_Implicit | (asynchronous ? facts::CF_Async : 0);
  reading.receiver = {};
  for (std::size_t number = 0; number < call.arguments.size(); ++number)
    if (expression(call.expression).operands[number + 1] == iterable)
      reading.receiver = call.arguments[number];
  reading.arguments.clear();
  emit(reading, std::move(targets), into);
}

/// Built-in functions that iterate, `next`, unpacked arguments, and generator expressions given to libraries.
void Writer::consumeArguments(const Call& call, SetId callees, std::vector<Call>& into) {
  constexpr llvm::StringLiteral readers[] = {
      "all", "any",    "dict", "enumerate", "filter", "frozenset", "list", "map",      "max", "min",
      "set", "sorted", "sum",  "tuple",     "zip",    "reversed",  "iter", "str.join", "next"};
  const Expression& made = expression(call.expression);
  bool reads = false, library = false, asynchronous = false;
  Reads amount = Reads::All;
  for (ValueId callee : values.members(callees)) {
    const Value value = values[callee];
    enterOnStack(call, callee, into);
    llvm::StringRef name;
    const std::string full = evaluator.libraryName(callee);
    if (value.kind == Value::Kind::ContainerMethod) {
      const llvm::StringRef method = evaluator.names.text(value.b);
      reads |= method == "extend" || method == "update";
    } else if (llvm::StringRef(full).starts_with("builtins.")) {
      name = llvm::StringRef(full).drop_front(9);
      reads |= llvm::is_contained(readers, name);
      if (name == "len" || name == "bool") measure(call, name == "bool", into);
      asynchronous |= name == "anext" || name == "aiter";
      if (name == "next" || name == "anext") amount = Reads::First;
    } else if (!full.empty()) {
      library |= evaluator.handingRules(callee, false).empty();
    }
  }
  for (std::size_t number = 1; number < made.operands.size(); ++number) {
    const Index operand = made.operands[number];
    const Expression& argument = expression(operand);
    if (argument.kind == Expression::Kind::Starred)
      consume(call, argument.operands[0], false, Reads::All, into);
    else if (reads || asynchronous)
      consume(call, operand, asynchronous, amount, into);
    else if (library && argument.kind == Expression::Kind::Generator)
      consume(call, operand, false, Reads::All, into);
  }
}

} // namespace nostall::python
