#include "Python/Detectors/Trace.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Expression;
using facts::Scope;

namespace {

constexpr unsigned Deepest = 24;

bool derivesFrom(Evaluator& evaluator, ClassId type, llvm::StringRef owner) {
  return llvm::any_of(evaluator.classes[type].ancestors, [&](ClassId ancestor) {
    return evaluator.names.text(evaluator.classes[ancestor].name) == owner;
  });
}

} // namespace

std::string calledFunction(Evaluator& evaluator, Site call) {
  const Expression& made = evaluator.expression(call.module, call.call);
  if (made.kind != Expression::Kind::Call || made.operands.empty()) return {};
  const auto callees = evaluator.values.members(evaluator.value(call.module, made.operands[0]));
  return callees.size() == 1 ? evaluator.libraryName(callees.front()) : std::string();
}

llvm::StringRef calledMethod(Evaluator& evaluator, Site call, llvm::StringRef owner) {
  const Expression& made = evaluator.expression(call.module, call.call);
  if (made.kind != Expression::Kind::Call || made.operands.empty()) return {};
  const Expression& callee = evaluator.expression(call.module, made.operands[0]);
  if (callee.kind != Expression::Kind::Attribute) return {};
  const auto callees =
      evaluator.values.members(evaluator.values.withoutNull(evaluator.value(call.module, made.operands[0])));
  const bool all = !callees.empty() && llvm::all_of(callees, [&](ValueId id) {
    const Value value = evaluator.values[id];
    return value.kind == Value::Kind::LibraryMethod && derivesFrom(evaluator, value.c, owner);
  });
  return all ? llvm::StringRef(callee.text) : llvm::StringRef();
}

bool isInstance(Evaluator& evaluator, SetId set, llvm::StringRef owner) {
  const auto members = evaluator.values.members(evaluator.values.withoutNull(set));
  return !members.empty() && llvm::all_of(members, [&](ValueId id) {
    const Value value = evaluator.values[id];
    return value.kind == Value::Kind::Instance && derivesFrom(evaluator, value.a, owner);
  });
}

Index argument(const Evaluator& evaluator, Site call, llvm::StringRef keyword, int position) {
  rules::Position at;
  at.kind = position < 0 ? rules::Position::Kind::Keyword : rules::Position::Kind::Number;
  at.number = position < 0 ? 0 : static_cast<unsigned>(position);
  at.keyword = keyword.str();
  return evaluator.argumentAt(call, at);
}

Index unnamed(Evaluator& evaluator, ModuleId module, Index expression) {
  for (unsigned step = 0; step < Deepest && expression != None; ++step) {
    if (evaluator.expression(module, expression).kind != Expression::Kind::Name) return expression;
    const auto sources = evaluator.sources(module, expression);
    if (sources.size() != 1) return None;
    expression = sources.front();
  }
  return None;
}

Index functionAround(const ModuleInfo& module, Index scope) {
  while (scope != None && module.scope(scope).kind == Scope::Kind::Comprehension)
    scope = module.scope(scope).parent;
  return scope;
}

Index scopeOf(const ModuleInfo& module, Index index) {
  while (true) {
    const Expression& expression = module.expression(index);
    if (expression.kind == Expression::Kind::Name) return expression.scope;
    if (expression.operands.empty()) return None;
    index = expression.operands.front();
  }
}

std::string pathOf(Evaluator& evaluator, ModuleId module, Index index) {
  const ModuleInfo& info = evaluator.modules[module];
  const Expression& expression = info.expression(index);
  if (expression.kind == Expression::Kind::Attribute) {
    const std::string object = pathOf(evaluator, module, expression.operands[0]);
    return object.empty() ? object : object + "." + expression.text;
  }
  if (expression.kind != Expression::Kind::Name) return {};
  const NameId name = info.names[index];
  for (Index at = expression.scope; at != None; at = info.scope(at).parent) {
    if (info.of(at, name).empty()) continue;
    const Scope::Kind kind = info.scope(at).kind;
    if (kind == Scope::Kind::Comprehension || kind == Scope::Kind::Generator) return {};
    return std::to_string(at) + ":" + expression.text;
  }
  return {};
}

std::pair<std::uint32_t, std::uint32_t> extentOf(const Evaluator& evaluator, FunctionKey function) {
  for (const Expression& one : evaluator.modules[function.module].facts().expressions)
    if (one.kind == Expression::Kind::Function && one.scope == function.scope) return {one.begin, one.end};
  return {};
}

std::optional<Entered> enteredFunction(Evaluator& evaluator, Site call) {
  const Expression& made = evaluator.expression(call.module, call.call);
  if (made.kind != Expression::Kind::Call || made.operands.empty()) return std::nullopt;
  const auto callees = evaluator.values.members(evaluator.value(call.module, made.operands[0]));
  if (callees.size() != 1) return std::nullopt;
  llvm::SmallVector<Entered, 4> entered;
  evaluator.enteredBy(callees.front(), entered);
  if (entered.size() != 1 || !entered.front().before.empty()) return std::nullopt;
  return entered.front();
}

std::optional<FunctionKey> providerOf(Evaluator& evaluator, Site site) {
  const Expression& parameter = evaluator.expression(site.module, site.call);
  const Scope& scope = evaluator.scope({site.module, parameter.scope});
  const facts::ScopeParameter& declared = scope.parameters[static_cast<std::size_t>(parameter.integer)];
  llvm::SmallVector<Index, 4> injected = {declared.defaultValue};
  if (declared.annotation != None) {
    const Expression& annotation = evaluator.expression(site.module, declared.annotation);
    if (annotation.kind == Expression::Kind::Subscript)
      if (const Expression& parts = evaluator.expression(site.module, annotation.operands[1]);
          parts.kind == Expression::Kind::Sequence)
        llvm::append_range(injected, parts.operands);
  }
  for (Index index : injected) {
    if (index == None || evaluator.expression(site.module, index).kind != Expression::Kind::Call) continue;
    const bool provides =
        llvm::any_of(evaluator.values.members(evaluator.value(site.module, index)),
                     [&](ValueId id) { return evaluator.values[id].kind == Value::Kind::Provided; });
    const Index dependency = argument(evaluator, {site.module, index}, "dependency", 0);
    if (!provides || dependency == None) continue;
    const auto functions = evaluator.values.members(evaluator.value(site.module, dependency));
    if (functions.size() != 1 || evaluator.values[functions.front()].kind != Value::Kind::Function)
      return std::nullopt;
    const Value function = evaluator.values[functions.front()];
    return FunctionKey{function.a, function.b};
  }
  return std::nullopt;
}

} // namespace nostall::python
