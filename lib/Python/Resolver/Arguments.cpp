// What calls are given.
#include "Python/Resolver/Writer.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Callable;
using facts::Expression;
using facts::ScopeParameter;

/// The function that a value is when it is handed over, if it is one function.
Callable Writer::callableOf(SetId set) {
  Callable callable;
  auto found = [&](Index symbol) { callable = {Callable::Kind::Function, symbol, 0}; };
  for (ValueId id : values.members(set)) {
    Value value = values[id];
    while (true) {
      if (value.kind == Value::Kind::Decorated) {
        const Value wrapper = values[value.a];
        const bool awaits = wrapper.kind == Value::Kind::Function &&
                            (evaluator.scope({wrapper.a, wrapper.b}).flags & facts::ScF_Async);
        const Value inner = values[value.b];
        const bool innerAwaits = inner.kind == Value::Kind::Function &&
                                 (evaluator.scope({inner.a, inner.b}).flags & facts::ScF_Async);
        value = !value.flag || (awaits && !innerAwaits) ? wrapper : inner;
      } else if (value.kind == Value::Kind::Bound) {
        value = values[value.b];
      } else if (value.kind == Value::Kind::Partial || value.kind == Value::Kind::ContextFactory ||
                 value.kind == Value::Kind::Generator) {
        value = values[value.a];
      } else {
        break;
      }
    }
    switch (value.kind) {
    case Value::Kind::Function:
    case Value::Kind::GeneratorExpression:
      found(symbolOf({value.a, value.b}));
      return callable;
    case Value::Kind::LibraryMethod:
      found(methodSymbol(value.c, evaluator.names.text(value.b)));
      return callable;
    case Value::Kind::External:
      if (!evaluator.stubs.knows(value.a) && !evaluator.names.text(value.a).starts_with("builtins.")) break;
      found(librarySymbol(evaluator.names.text(value.a).str(), std::nullopt, 0));
      return callable;
    case Value::Kind::Class: {
      const auto init = evaluator.method(value.a, evaluator.names.intern("__init__"));
      found(init ? symbolOf(init->first) : classSymbol(value.a));
      return callable;
    }
    case Value::Kind::Instance:
      if (const auto call = evaluator.method(value.a, evaluator.names.intern("__call__"))) {
        found(symbolOf(call->first));
        return callable;
      }
      break;
    default:
      break;
    }
  }
  return callable;
}

void Writer::describe(facts::Value& value, Index index) {
  using enum facts::Value::Kind;
  const SetId set = values.withoutNull(evaluator.value(module, index));
  for (ValueId id : values.members(set))
    if (const Index type = typeOf(id); type != None && value.type == None) value.type = type;
  const Expression& given = expression(index);
  if (const auto named = evaluator.parameterNamed(module, index);
      named && evaluator.scope(named->first).entity == entity) {
    value.kind = Parameter;
    value.integer = named->second;
    value.text = given.text;
    return;
  }
  if (const auto members = values.members(set); members.size() == 1) {
    const facts::Value::Kind before = value.kind;
    const Value one = values[members[0]];
    if (one.kind == Value::Kind::Constant && (before == Variable || before == Member)) {
      const Expression& constant = evaluator.expression(one.a, one.b);
      value.kind = constant.kind == Expression::Kind::String    ? String
                   : constant.kind == Expression::Kind::Integer ? Integer
                                                                : Boolean;
      value.text = constant.text;
      value.integer = constant.integer;
      return;
    }
    if (one.kind == Value::Kind::External && (before == Variable || before == Member))
      value.text = evaluator.names.text(one.a);
  }
  if (values.members(set).empty()) {
    // A function that a framework took over is not one that runs by being called.
    const SetId all = evaluator.value(module, index);
    if (!values.members(all).empty() && (value.kind == Variable || value.kind == Member)) value.kind = Null;
    return;
  }
  if (const facts::Callable callable = callableOf(set); callable.kind != facts::Callable::Kind::None) {
    value.kind = facts::Value::Kind::Callable;
    value.callable = callable;
    return;
  }
  if (value.kind == facts::Value::Kind::Callable) value.kind = Unknown;
  if (value.kind != Variable) return;
  // A coroutine that was given a name first.
  const bool coroutine = llvm::any_of(values.members(set), [&](ValueId id) {
    return values[id].kind == Value::Kind::Coroutine && values[id].flag;
  });
  if (!coroutine) return;
  const Index source = evaluator.singleSource(module, index);
  if (source == None) return;
  const auto call = callsByExpression.find(source);
  if (call == callsByExpression.end()) return;
  value.kind = Call;
  value.call = call->second;
}

/// The arguments in the order of the function's parameters, the receiver first.
std::vector<facts::Value> Writer::ordered(const facts::Call& call, const Target& target) {
  const facts::Scope& callee = evaluator.scope(*target.function);
  std::vector<facts::Value> arguments(callee.parameters.size());
  std::vector<facts::Value> rest;
  std::vector<bool> given(arguments.size());
  std::size_t next = 0;
  if (target.receiver != NoValue && !arguments.empty()) {
    arguments[0] = call.receiver;
    arguments[0].type = typeOf(target.receiver);
    given[0] = true;
    next = 1;
  }
  auto isPositional = [](const ScopeParameter& parameter) {
    return parameter.kind == ScopeParameter::Kind::Ordinary ||
           parameter.kind == ScopeParameter::Kind::PositionalOnly;
  };
  auto place = [&](std::size_t number, const facts::Value& value) {
    if (number < arguments.size() && !given[number]) {
      arguments[number] = value;
      given[number] = true;
    } else {
      rest.push_back(value);
    }
  };
  auto find = [&](auto matches) {
    return static_cast<std::size_t>(llvm::find_if(callee.parameters, matches) - callee.parameters.begin());
  };
  if (target.handedBefore) {
    const Expression& before = evaluator.expression(target.handedBefore->module, target.handedBefore->call);
    for (std::size_t number = 2; number < before.operands.size(); ++number)
      next += before.keywords[number - 1].empty();
  }
  const Expression& made = expression(call.expression);
  bool countable = true;
  for (std::size_t number = 0; number < call.arguments.size(); ++number) {
    const facts::Value& value = call.arguments[number];
    if (value.keyword.empty()) {
      countable &= call.kind == facts::CallKind::Decorator || number + 1 >= made.operands.size() ||
                   expression(made.operands[number + 1]).kind != Expression::Kind::Starred;
      if (!countable)
        rest.push_back(value);
      else if (next < arguments.size() && isPositional(callee.parameters[next]))
        place(next++, value);
      else
        place(find([](const ScopeParameter& p) { return p.kind == ScopeParameter::Kind::Rest; }), value);
      continue;
    }
    std::size_t named = find([&](const ScopeParameter& p) { return p.name == value.keyword; });
    if (named == arguments.size())
      named = find([](const ScopeParameter& p) { return p.kind == ScopeParameter::Kind::KeywordRest; });
    place(named, value);
  }
  if (rest.empty())
    while (!given.empty() && !given.back()) {
      given.pop_back();
      arguments.pop_back();
    }
  llvm::append_range(arguments, rest);
  return arguments;
}

} // namespace nostall::python
