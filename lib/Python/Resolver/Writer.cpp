#include "Python/Resolver/Writer.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Call;
using facts::CallKind;
using facts::Expression;

Writer::Writer(Evaluator& evaluator, ModuleId module, Marks marks)
    : evaluator(evaluator), values(evaluator.values), module(module), info(evaluator.modules[module]),
      marks(std::move(marks)) {}

std::shared_ptr<const facts::Shard> Writer::write() {
  const facts::Shard& from = *info.shard;
  shard.language = from.language;
  shard.files = from.files;
  shard.types = from.types;
  shard.symbols = from.symbols;
  shard.suppressions = from.suppressions;
  for (Index index = 0; index < shard.symbols.size(); ++index) {
    shard.symbols[index].id += info.idSuffix;
    symbols.try_emplace(shard.symbols[index].id, index);
  }
  for (Index scope = 0; scope < from.module.scopes.size(); ++scope) {
    const auto kind = from.module.scopes[scope].kind;
    if (kind == facts::Scope::Kind::Function || kind == facts::Scope::Kind::Lambda)
      complete(from.entities[from.module.scopes[scope].entity].symbol, {module, scope});
  }
  shard.entities.reserve(from.entities.size());
  for (const facts::Entity& one : from.entities)
    writeEntity(one, shard.entities.emplace_back(facts::Entity{one, {}}));
  return std::make_shared<const facts::Shard>(std::move(shard));
}

/// Replaces the entity's calls; what refers to them follows.
void Writer::writeEntity(const facts::Entity& from, facts::Entity& written) {
  entity = static_cast<Index>(shard.entities.size() - 1);
  const auto& before = from.calls;
  callsByExpression.clear();
  for (Index call = 0; call < before.size(); ++call)
    if (before[call].expression != None) callsByExpression.try_emplace(before[call].expression, call);

  std::vector<Call> calls;
  calls.reserve(before.size());
  std::vector<Index> moved(before.size(), None);
  for (Index call = 0; call < before.size(); ++call) {
    const std::size_t first = calls.size();
    writeCall(before[call], calls);
    if (!marks.empty()) mark(before[call], first, calls);
    if (calls.size() > first) moved[call] = static_cast<Index>(first);
  }
  auto follow = [&](Index& call) {
    if (call != None) call = call < moved.size() ? moved[call] : None;
  };
  auto followValue = [&](facts::Value& value) {
    if (value.kind != facts::Value::Kind::Call) return;
    follow(value.call);
    if (value.call == None) value.kind = facts::Value::Kind::Unknown;
  };
  for (Call& call : calls) {
    call.expression = None;
    followValue(call.receiver);
    llvm::for_each(call.arguments, followValue);
  }
  for (facts::Block& block : written.blocks)
    follow(block.guard);
  for (facts::Await& await : written.awaits)
    follow(await.call);
  written.calls = std::move(calls);
}

/// Puts what the detectors found of a call onto what was written for it, from `first` on.
void Writer::mark(const Call& call, std::size_t first, std::vector<Call>& into) {
  if (call.expression == None || call.kind == CallKind::Exit) return;
  if (const auto found = marks.rules.find(call.expression); found != marks.rules.end()) {
    if (into.size() == first) into.emplace_back(call).unresolved = facts::Unresolved::Known;
    into[first].matched = found->second;
  }
  const auto found = marks.rewrites.find(call.expression);
  if (found == marks.rewrites.end()) return;
  // `list(query)` reads what it is given in a call that nobody wrote.
  const Expression& at = expression(call.expression);
  const bool reads =
      at.kind == Expression::Kind::Call && expression(at.operands[0]).kind == Expression::Kind::Name;
  for (Call& written : llvm::MutableArrayRef<Call>(into).drop_front(first)) {
    if (reads ? written.kind != CallKind::RangeBegin : (written.flags & facts::CF_Implicit) != 0) continue;
    written.rewrites.assign(1, found->second);
    written.rewrites.front().range = call.range;
  }
}

void Writer::writeCall(const Call& call, std::vector<Call>& into) {
  if (call.expression == None) {
    into.push_back(call);
    return;
  }
  switch (call.kind) {
  case CallKind::Decorator:
    return writeDecorator(call, into);
  case CallKind::Attribute:
    writeAttribute(call, into);
    break;
  case CallKind::Operator:
    return writeOperator(call, into);
  case CallKind::RangeBegin:
    return writeIteration(call, into);
  case CallKind::Enter:
  case CallKind::Exit:
    return writeEntering(call, into);
  default:
    writeWritten(call, into);
  }
  if (call.flags & facts::CF_Tested) writeTruth(call, into);
}

/// Adds the call once for each target, or as what it is without any.
void Writer::emit(Call call, Targets targets, std::vector<Call>& into) {
  choose(targets, call.flags & (facts::CF_Awaited | facts::CF_Async));
  if (targets.found.empty()) {
    if (targets.hidden)
      call.unresolved = facts::Unresolved::FunctionPointer;
    else if (targets.silent)
      call.unresolved = facts::Unresolved::Known;
    into.push_back(std::move(call));
    return;
  }
  for (const Target& target : targets.found) {
    Call one = &target == &targets.found.back() ? std::move(call) : call;
    one.callee = target.symbol;
    one.kind = target.kind;
    one.unresolved = facts::Unresolved::Known;
    one.flags |= target.flags;
    if (target.function) one.arguments = ordered(one, target);
    if (target.receiver != NoValue) one.receiver.type = typeOf(target.receiver);
    into.push_back(std::move(one));
  }
}

void Writer::writeWritten(const Call& call, std::vector<Call>& into) {
  const Expression& made = expression(call.expression);
  if (made.kind != Expression::Kind::Call) {
    into.push_back(call);
    return;
  }
  if (evaluator.appliesDecorator({module, call.expression})) return writeApplied(call, into);
  Call described = call;
  for (std::size_t number = 0; number < described.arguments.size() && number + 1 < made.operands.size();
       ++number)
    describe(described.arguments[number], made.operands[number + 1]);
  const Expression& function = expression(made.operands[0]);
  if (function.kind == Expression::Kind::Attribute) describe(described.receiver, function.operands[0]);

  const SetId callees = values.withoutNull(evaluator.value(module, made.operands[0]));
  Targets targets;
  facts::Callable parameter;
  if (callableParameter(described, made.operands[0], callees, targets, parameter)) {
    described.kind = CallKind::Callable;
    described.target = parameter;
    described.unresolved = facts::Unresolved::Known;
    into.push_back(std::move(described));
    return;
  }
  if (targets.found.empty() && !targets.hidden)
    for (ValueId callee : values.members(callees))
      targetsOf(callee, {module, call.expression}, targets);
  std::vector<Call> reading;
  consumeArguments(described, callees, reading);
  emit(std::move(described), std::move(targets), into);
  std::move(reading.begin(), reading.end(), std::back_inserter(into));
}

/// `app.get("/")(show)` is what `@app.get("/")` is.
void Writer::writeApplied(const Call& call, std::vector<Call>& into) {
  Call decoration = call;
  const auto factory = callsByExpression.find(expression(call.expression).operands[0]);
  if (factory != callsByExpression.end())
    llvm::append_range(decoration.arguments, info.shard->entities[entity].calls[factory->second].arguments);
  writeDecorator(decoration, into);
}

void Writer::writeDecorator(const Call& call, std::vector<Call>& into) {
  const Site site{module, call.expression};
  const Expression& decoration = expression(call.expression);
  Call described = call;
  if (!described.arguments.empty()) {
    facts::Value& decorated = described.arguments[0];
    const facts::Callable callable = callableOf(evaluator.value(module, decoration.operands[1]));
    decorated.callable = callable;
    decorated.kind = callable.kind == facts::Callable::Kind::None ? facts::Value::Kind::Unknown
                                                                  : facts::Value::Kind::Callable;
  }
  const Expression& decorator = expression(decoration.operands[0]);
  const bool factory = decorator.kind == Expression::Kind::Call && !decorator.operands.empty();
  for (std::size_t number = 1; number < described.arguments.size(); ++number)
    if (factory && number < decorator.operands.size())
      describe(described.arguments[number], decorator.operands[number]);

  Targets targets;
  for (ValueId callee : values.members(evaluator.decoratorOf(site))) {
    const std::string name = evaluator.libraryName(callee);
    if (name.empty()) continue;
    Target target;
    const Value value = values[callee];
    const bool method = value.kind == Value::Kind::LibraryMethod;
    const bool called = value.kind == Value::Kind::Instance;
    target.symbol = librarySymbol(name,
                                  method   ? std::optional(value.c)
                                  : called ? std::optional(value.a)
                                           : std::nullopt,
                                  0);
    target.kind = CallKind::Decorator;
    targets.found.push_back(target);
  }
  if (!targets.found.empty()) return emit(std::move(described), std::move(targets), into);
  // A decorator of the program is called with the function.
  described.arguments.resize(std::min<std::size_t>(described.arguments.size(), 1));
  for (ValueId callee : values.members(evaluator.value(module, decoration.operands[0])))
    targetsOf(callee, site, targets);
  emit(std::move(described), std::move(targets), into);
}

} // namespace nostall::python
