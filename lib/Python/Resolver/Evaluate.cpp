#include "Python/Resolver/Evaluator.h"

#include <llvm/ADT/STLExtras.h>

#include <utility>

namespace nostall::python {

using facts::Expression;

namespace {

constexpr unsigned DeepestEvaluation = 400;

} // namespace

Evaluator::Evaluator(const Program& program)
    : modules(program.modules), stubs(program.stubs), names(&program.names), classes(program.classes) {
  memo.resize(modules.size());
  lastMemo.resize(modules.size());
  settledExpressions.resize(modules.size());
  indexAttributes();
  for (int pass = 0; pass < 2; ++pass) {
    startRound(false);
    linkClasses();
  }
}

SetId Evaluator::remember(MemoKind kind, std::uint64_t key, llvm::function_ref<SetId()> compute) {
  const auto [entry, added] = memos[kind].try_emplace(key, Kept{lastMemos[kind].lookup(key).set, false});
  if (!added) {
    settled &= entry->second.settled;
    return entry->second.set;
  }
  if (depth > DeepestEvaluation) {
    settled = false;
    return Nothing;
  }
  const bool outer = std::exchange(settled, true);
  ++depth;
  const SetId result = compute();
  --depth;
  memos[kind][key] = {result, settled};
  settled &= outer;
  return result;
}

SetId Evaluator::value(ModuleId module, Index expression) {
  if (expression == None) return Nothing;
  SetId& kept = memo[module][expression];
  if (kept != NotYet) {
    settled &= settledExpressions[module].test(expression);
    return kept;
  }
  kept = lastMemo[module][expression];
  if (depth > DeepestEvaluation) {
    settled = false;
    return kept;
  }
  const bool outer = std::exchange(settled, true);
  ++depth;
  const SetId result = compute(module, expression);
  --depth;
  if (settled) settledExpressions[module].set(expression);
  settled &= outer;
  return memo[module][expression] = result;
}

void Evaluator::startRound(bool keepSettled) {
  for (ModuleId module = 0; module < modules.size(); ++module) {
    const std::size_t count = modules[module].facts().expressions.size();
    llvm::BitVector& kept = settledExpressions[module];
    if (!keepSettled) kept.reset();
    kept.resize(count);
    lastMemo[module] = std::move(memo[module]);
    lastMemo[module].resize(count, Nothing);
    std::replace(lastMemo[module].begin(), lastMemo[module].end(), NotYet, Nothing);
    memo[module].assign(count, NotYet);
    for (unsigned expression : kept.set_bits())
      memo[module][expression] = lastMemo[module][expression];
  }
  for (unsigned kind = 0; kind < MemoKinds; ++kind) {
    lastMemos[kind] = std::move(memos[kind]);
    memos[kind].clear();
    if (!keepSettled) continue;
    for (const auto& [key, kept] : lastMemos[kind])
      if (kept.settled) memos[kind].try_emplace(key, kept);
  }
  wrapping.clear();
}

SetId Evaluator::compute(ModuleId module, Index index) {
  const Expression& expression = modules[module].expression(index);
  auto operand = [&](std::size_t number) {
    return number < expression.operands.size() ? value(module, expression.operands[number]) : Nothing;
  };
  auto literalValue = [&](Value::Kind kind) { return values.single({kind, module, index}); };
  switch (expression.kind) {
  case Expression::Kind::Unknown:
  case Expression::Kind::Starred:
  case Expression::Kind::Yield:
    return Nothing;
  case Expression::Kind::Name:
    return lookUp(module, index);
  case Expression::Kind::Attribute:
    return attribute(operand(0), modules[module].names[index]);
  case Expression::Kind::Call:
    return modules[module].decorations.test(index) ? decorated(module, index) : call(module, index);
  case Expression::Kind::Await:
    return forEach(operand(0), [&](ValueId id) { return awaited(id); });
  case Expression::Kind::Subscript:
    return subscript(module, index);
  case Expression::Kind::String:
  case Expression::Kind::Integer:
  case Expression::Kind::Boolean:
    return literalValue(Value::Kind::Constant);
  case Expression::Kind::Null:
    return values.single(Value{Value::Kind::Null});
  case Expression::Kind::Sequence:
  case Expression::Kind::Mapping:
    return literalValue(Value::Kind::Literal);
  case Expression::Kind::Function:
    return values.single({Value::Kind::Function, module, expression.scope});
  case Expression::Kind::Class:
    return values.single({Value::Kind::Class, classes.project(module, expression.scope)});
  case Expression::Kind::Generator:
    return values.single({Value::Kind::GeneratorExpression, module, expression.scope});
  case Expression::Kind::Parameter:
    return parameter({module, expression.scope}, static_cast<unsigned>(expression.integer));
  case Expression::Kind::Either: {
    SetId result = Nothing;
    for (Index option : expression.operands)
      result = values.unite(result, value(module, option));
    return result;
  }
  case Expression::Kind::Element:
    return forEach(operand(0), [&](ValueId id) { return element(id, expression.asynchronous); });
  case Expression::Kind::Item:
    return forEach(operand(0), [&](ValueId id) { return item(id, expression.integer); });
  case Expression::Kind::Entered:
    return forEach(operand(0), [&](ValueId id) { return entering(id, expression.asynchronous); });
  case Expression::Kind::Module:
  case Expression::Kind::Imported:
    return imported(module, index);
  }
  return Nothing;
}

SetId Evaluator::call(ModuleId module, Index index) {
  const Expression& expression = modules[module].expression(index);
  if (expression.operands.empty()) return Nothing;
  return forEach(value(module, expression.operands[0]),
                 [&](ValueId callee) { return callResult(callee, {module, index}); });
}

} // namespace nostall::python
