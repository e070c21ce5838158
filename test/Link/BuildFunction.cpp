// Functions by hand, and the arguments of their calls.
#include "Link/Build.h"

namespace nostall::test {

using facts::Callable;
using facts::Value;

Argument function(const std::string& name) {
  Argument argument;
  argument.value.kind = Value::Kind::Callable;
  argument.value.callable.kind = Callable::Kind::Function;
  argument.value.source = argument.callable = name;
  return argument;
}

Argument slot(const std::string& name) {
  Argument argument = function(name);
  argument.value.callable.kind = Callable::Kind::Slot;
  return argument;
}

Argument parameter(std::uint32_t number) {
  Argument argument;
  argument.value.kind = Value::Kind::Parameter;
  argument.value.integer = number;
  argument.value.source = argument.value.text = "p" + std::to_string(number);
  return argument;
}

Argument variable(const std::string& name, const std::string& type) {
  Argument argument;
  argument.value.kind = Value::Kind::Variable;
  argument.value.source = argument.value.text = name;
  argument.type = type;
  return argument;
}

Argument resultOf(Index call) {
  Argument argument;
  argument.value.kind = Value::Kind::Call;
  argument.value.call = call;
  argument.value.source = "call" + std::to_string(call) + "()";
  return argument;
}

Argument named(const std::string& keyword, Argument argument) {
  argument.value.keyword = keyword;
  return argument;
}

facts::Entity& Function::entity() { return file.shard.entities[index]; }

Function& Function::coroutine(const std::string& type) {
  entity().flags |= facts::EF_Coroutine;
  return returns(type);
}

Function& Function::generator(const std::string& type) {
  entity().flags |= facts::EF_Generator;
  return coroutine(type);
}

Function& Function::asyncDef() {
  entity().flags |= facts::EF_Coroutine;
  file.shard.symbols[entity().symbol].flags |= facts::SF_Async;
  return *this;
}

Function& Function::module() {
  entity().kind = facts::EntityKind::Module;
  return *this;
}

Function& Function::returns(const std::string& type) {
  const Index number = file.type(type);
  file.shard.symbols[entity().symbol].returnType = number;
  return *this;
}

Function& Function::annotated(const std::string& annotation) {
  file.shard.symbols[entity().symbol].annotations.push_back(annotation);
  return *this;
}

Function& Function::overrides(const std::string& method) {
  const Index overridden = file.symbol(method, facts::SF_Virtual);
  file.shard.symbols[entity().symbol].overrides.push_back(overridden);
  return *this;
}

Function& Function::takes(unsigned parameters) {
  for (unsigned number = 0; number < parameters; ++number)
    entity().parameterNames.push_back("p" + std::to_string(number));
  return *this;
}

Function& Function::pattern() {
  entity().flags |= facts::EF_Pattern;
  return *this;
}

Function& Function::instantiates(const std::string& pattern) {
  entity().flags |= facts::EF_Instantiation;
  entity().pattern = "c:" + pattern;
  return *this;
}

Function& Function::id(const std::string& id) {
  facts::Symbol symbol = file.shard.symbols[entity().symbol];
  symbol.id = id;
  entity().symbol = static_cast<Index>(file.shard.symbols.size());
  file.shard.symbols.push_back(symbol);
  return *this;
}

Function& Function::atLine(unsigned line) {
  entity().range.begin.line = entity().range.end.line = line;
  entity().name.begin.line = entity().name.end.line = line;
  return *this;
}

Function& Function::add(facts::Call call) {
  const unsigned line = entity().name.begin.line + 1 + static_cast<unsigned>(entity().calls.size());
  call.range = call.name = {0, {line, 3}, {line, 10}};
  if (!entity().awaits.empty()) call.after = {static_cast<Index>(entity().awaits.size() - 1)};
  entity().calls.push_back(std::move(call));
  return *this;
}

Function& Function::calls(const std::string& name, std::initializer_list<Argument> arguments) {
  facts::Call call;
  auto valueOf = [&](Argument argument) {
    if (!argument.callable.empty()) argument.value.callable.symbol = file.symbol(argument.callable);
    if (!argument.type.empty()) argument.value.type = file.type(argument.type);
    return argument.value;
  };
  const Index symbol = file.symbol(name);
  if (file.shard.symbols[symbol].flags & facts::SF_Lambda) {
    call.kind = facts::CallKind::Callable;
    call.target = {Callable::Kind::Function, symbol, 0};
  } else {
    call.callee = symbol;
  }
  for (const Argument& argument : arguments)
    call.arguments.push_back(valueOf(argument));
  return add(std::move(call));
}

Function& Function::callsParameter(std::uint32_t number) {
  facts::Call call;
  call.kind = facts::CallKind::Callable;
  call.target = {Callable::Kind::Parameter, None, number};
  return add(std::move(call));
}

Function& Function::callsSlot(const std::string& name) {
  facts::Call call;
  call.kind = facts::CallKind::Callable;
  call.target = {Callable::Kind::Slot, file.symbol(name, facts::SF_Slot), 0};
  return add(std::move(call));
}

Function& Function::callsUnknown(facts::Unresolved why, const std::string& spelling) {
  facts::Call call;
  call.unresolved = why;
  if (why == facts::Unresolved::Receiver) call.kind = facts::CallKind::Method;
  call.spelling = spelling;
  return add(std::move(call));
}

Function& Function::writes(const std::string& slot, const Argument& value) {
  Callable callable = value.value.callable;
  if (value.value.kind == Value::Kind::Parameter)
    callable = {Callable::Kind::Parameter, None, static_cast<std::uint32_t>(value.value.integer)};
  else
    callable.symbol = file.symbol(value.callable);
  const Index number = file.symbol(slot, facts::SF_Slot);
  entity().writes.push_back({number, callable, entity().range});
  return *this;
}

Function& Function::writesUnknown(const std::string& slot) {
  const Index number = file.symbol(slot, facts::SF_Slot);
  entity().writes.push_back({number, {}, entity().range});
  return *this;
}

Function& Function::awaited() {
  last().flags |= facts::CF_Awaited;
  entity().awaits.push_back({last().range, static_cast<Index>(entity().calls.size() - 1), last().after});
  return *this;
}

Function& Function::awaiter(const std::string& record) {
  const Index number = file.type(record);
  entity().awaits.back().awaiter = number;
  return *this;
}

Function& Function::dispatched() {
  last().flags |= facts::CF_Virtual;
  return *this;
}

Function& Function::taking(const std::string& type) {
  const Index number = file.type(type);
  file.shard.symbols[last().callee].parameters.push_back(number);
  return *this;
}

Function& Function::guessed() {
  last().flags |= facts::CF_Guessed;
  return *this;
}

Function& Function::decorates(const std::string& decorated, const std::string& decorator,
                              std::initializer_list<Argument> arguments) {
  calls(decorator, {function(decorated)});
  const facts::Value target = last().arguments.front();
  entity().calls.pop_back();
  calls(decorator, arguments).kind(facts::CallKind::Decorator);
  last().arguments.insert(last().arguments.begin(), target);
  return *this;
}

Function& Function::implicit() { return flag(facts::CF_Implicit); }

Function& Function::flag(facts::CallFlag flag) {
  last().flags |= flag;
  return *this;
}

Function& Function::written(const std::string& spelling) {
  last().spelling = spelling;
  return *this;
}

Function& Function::kind(facts::CallKind kind) {
  last().kind = kind;
  return *this;
}

Function& Function::on(const Argument& receiver) {
  facts::Value value = receiver.value;
  if (!receiver.type.empty()) value.type = file.type(receiver.type);
  last().receiver = value;
  last().kind = facts::CallKind::Method;
  return *this;
}

Function& Function::returning(const std::string& type) {
  const Index number = file.type(type);
  file.shard.symbols[last().callee].returnType = number;
  return *this;
}

Function& Function::ofClass(const std::string& record) {
  file.shard.symbols[last().callee].record = record;
  return *this;
}

Function& Function::after(std::initializer_list<Index> awaits) {
  last().after = awaits;
  if (last().flags & facts::CF_Awaited) entity().awaits.back().after = awaits;
  return *this;
}

Function& Function::atColumn(unsigned column, unsigned nameColumn) {
  last().range.begin.column = column;
  last().name.begin.column = nameColumn;
  return *this;
}

Function& Function::around(const std::string& lambda) {
  const facts::Range range = file.shard.entities[file.entityNamed(lambda)].range;
  last().range.begin = range.begin;
  last().range.end = range.end;
  return *this;
}

} // namespace nostall::test
