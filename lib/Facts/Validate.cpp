// The invariants of Facts.h and Module.h. References come first and are checked whenever a shard is decoded,
// so that no later phase can run off a table or round a cycle; order and form are checked only on request, by
// tests and `nostall facts validate`.
#include "Facts/Dump.h"

#include <llvm/ADT/STLExtras.h>

#include <fmt/format.h>

#include <algorithm>

namespace nostall::facts {
namespace {

/// More than this many sentences help nobody.
constexpr std::size_t MostProblems = 50;

class Checker {
public:
  explicit Checker(const Shard& shard) : shard(shard) {}

  void references();
  void module();
  void form();

  std::vector<std::string> problems;

private:
  void report(std::string_view text) {
    if (problems.size() == MostProblems) return;
    std::string place = entityNumber == None ? "" : fmt::format("entity {}: ", entityNumber);
    if (table) place += fmt::format("{} {}: ", table, row);
    problems.push_back(place + std::string(text));
  }
  /// What is looked at now: a row of a table of the shard, or of an entity.
  void in(const char* newTable, std::size_t newRow, Index newEntity = None) {
    table = newTable;
    row = newRow;
    entityNumber = newEntity;
  }

  void index(Index value, std::size_t size, const char* what) {
    if (value >= size) report(fmt::format("`{}` is {}, of {}", what, value, size));
  }
  void indexOrNone(Index value, std::size_t size, const char* what) {
    if (value != None) index(value, size, what);
  }
  void range(const Range& range, const char* what) { indexOrNone(range.file, shard.files.size(), what); }
  void callable(const Callable& callable);
  void value(const Value& value, const Entity& entity);
  void call(const Call& call, const Entity& entity);
  void entity(const Entity& entity, std::size_t number);
  void indicesOf(const std::vector<Index>& values, std::size_t size, const char* what) {
    for (Index value : values)
      index(value, size, what);
  }
  void expression(const Expression& expression, std::size_t number);
  void scope(const Scope& scope, std::size_t number);
  void after(const std::vector<Index>& after, const Entity& entity) {
    for (Index await : after)
      indexOrNone(await, entity.awaits.size(), "after");
  }

  /// No way along `next` (which calls its argument for each successor) leads back to where it came from.
  template <typename Next>
  void acyclic(std::size_t size, const char* what, Next next);

  void sorted(const auto& values, const char* what) {
    if (!std::ranges::is_sorted(values) || std::ranges::adjacent_find(values) != std::ranges::end(values))
      report(fmt::format("`{}` is not sorted and unique", what));
  }
  void ordered(const Range& range, const char* what) {
    if (range.valid() && range.end < range.begin) report(fmt::format("`{}` ends before it begins", what));
  }

  const Shard& shard;
  Index entityNumber = None;
  const char* table = nullptr;
  std::size_t row = 0;
};

void Checker::callable(const Callable& callable) {
  if (callable.kind == Callable::Kind::Function || callable.kind == Callable::Kind::Slot)
    index(callable.symbol, shard.symbols.size(), "callable.symbol");
  else
    indexOrNone(callable.symbol, shard.symbols.size(), "callable.symbol");
}

void Checker::value(const Value& value, const Entity& entity) {
  indexOrNone(value.type, shard.types.size(), "value.type");
  if (value.kind == Value::Kind::Call)
    index(value.call, entity.calls.size(), "value.call");
  else
    indexOrNone(value.call, entity.calls.size(), "value.call");
  callable(value.callable);
}

void Checker::call(const Call& call, const Entity& entity) {
  indexOrNone(call.callee, shard.symbols.size(), "callee");
  callable(call.target);
  range(call.range, "range.file");
  range(call.name, "name.file");
  value(call.receiver, entity);
  for (const Value& argument : call.arguments)
    value(argument, entity);
  index(call.block, entity.blocks.size(), "block");
  after(call.after, entity);
  indexOrNone(call.expression, shard.module.expressions.size(), "expression");
  for (const Rewrite& rewrite : call.rewrites)
    range(rewrite.range, "rewrite.range.file");
}

template <typename Next>
void Checker::acyclic(std::size_t size, const char* what, Next next) {
  // Depth first with an explicit stack: a node is closed when all that it leads to is.
  enum class State : std::uint8_t { New, Open, Closed };
  std::vector<State> states(size);
  std::vector<Index> stack;
  for (Index start = 0; start != size; ++start) {
    stack.push_back(start);
    while (!stack.empty()) {
      Index node = stack.back();
      if (states[node] != State::New) {
        states[node] = State::Closed;
        stack.pop_back();
        continue;
      }
      states[node] = State::Open;
      bool cyclic = false;
      next(node, [&](Index successor) {
        if (successor >= size) return;
        if (states[successor] == State::New) stack.push_back(successor);
        cyclic |= states[successor] == State::Open;
      });
      if (cyclic) return report(fmt::format("`{}` of {} leads back to itself", what, node));
    }
  }
}

void Checker::entity(const Entity& entity, std::size_t number) {
  in(nullptr, 0, static_cast<Index>(number));
  index(entity.symbol, shard.symbols.size(), "symbol");
  indexOrNone(entity.parent, shard.entities.size(), "parent");
  range(entity.range, "range.file");
  range(entity.name, "name.file");
  acyclic(entity.blocks.size(), "blocks.parent",
          [&](Index block, auto visit) { visit(entity.blocks[block].parent); });
  for (const auto& [i, block] : llvm::enumerate(entity.blocks)) {
    in("block", i, static_cast<Index>(number));
    if (i == 0 && block.parent != None) report("the body has a parent");
    if (i != 0) index(block.parent, entity.blocks.size(), "parent");
    indexOrNone(block.guard, entity.calls.size(), "guard");
  }
  for (const auto& [i, made] : llvm::enumerate(entity.calls)) {
    in("call", i, static_cast<Index>(number));
    call(made, entity);
  }
  for (const auto& [i, await] : llvm::enumerate(entity.awaits)) {
    in("await", i, static_cast<Index>(number));
    range(await.range, "range.file");
    indexOrNone(await.call, entity.calls.size(), "call");
    indexOrNone(await.awaiter, shard.types.size(), "awaiter");
    after(await.after, entity);
  }
  for (const auto& [i, write] : llvm::enumerate(entity.writes)) {
    in("write", i, static_cast<Index>(number));
    index(write.slot, shard.symbols.size(), "slot");
    callable(write.value);
    range(write.range, "range.file");
  }
}

/// How many operands an expression has at least.
static std::size_t operandsOf(Expression::Kind kind) {
  using enum Expression::Kind;
  switch (kind) {
  case Attribute:
  case Call:
  case Await:
  case Element:
  case Item:
  case Entered:
  case Imported:
  case Starred:
    return 1;
  case Subscript:
    return 2;
  default:
    return 0;
  }
}

void Checker::expression(const Expression& expression, std::size_t number) {
  using enum Expression::Kind;
  const std::vector<Scope>& scopes = shard.module.scopes;
  indicesOf(expression.operands, number, "operands");
  if (expression.operands.size() < operandsOf(expression.kind)) return report("an operand is missing");
  if (expression.kind == Mapping && expression.operands.size() % 2) report("a key has no value");
  if (expression.keywords.size() != (expression.kind == Call ? expression.operands.size() - 1 : 0))
    report("`keywords` is not parallel to the arguments");
  if (expression.kind == Name || expression.kind == Function || expression.kind == Class ||
      expression.kind == Generator || expression.kind == Parameter)
    index(expression.scope, scopes.size(), "scope");
  else
    indexOrNone(expression.scope, scopes.size(), "scope");
  if (expression.kind == Parameter && expression.scope < scopes.size() &&
      static_cast<std::uint64_t>(expression.integer) >= scopes[expression.scope].parameters.size())
    report("the scope has no such parameter");
}

void Checker::scope(const Scope& scope, std::size_t number) {
  std::size_t expressions = shard.module.expressions.size();
  if (number == 0 && scope.parent != None) report("the module's scope has a parent");
  if (number != 0) index(scope.parent, number, "parent");
  index(scope.entity, shard.entities.size(), "entity");
  for (const ScopeParameter& parameter : scope.parameters) {
    indexOrNone(parameter.annotation, expressions, "parameter.annotation");
    indexOrNone(parameter.defaultValue, expressions, "parameter.defaultValue");
  }
  indicesOf(scope.decorators, expressions, "decorators");
  indicesOf(scope.bases, expressions, "bases");
  indexOrNone(scope.returnAnnotation, expressions, "returnAnnotation");
  indicesOf(scope.returned, expressions, "returned");
  indicesOf(scope.yielded, expressions, "yielded");
}

void Checker::module() {
  const Module& module = shard.module;
  std::size_t expressions = module.expressions.size();
  for (const auto& [i, it] : llvm::enumerate(module.scopes)) {
    in("scope", i);
    scope(it, i);
  }
  for (const auto& [i, it] : llvm::enumerate(module.expressions)) {
    in("expression", i);
    expression(it, i);
  }
  for (const auto& [i, binding] : llvm::enumerate(module.bindings)) {
    in("binding", i);
    index(binding.scope, module.scopes.size(), "scope");
    indexOrNone(binding.value, expressions, "value");
    indexOrNone(binding.annotation, expressions, "annotation");
    index(binding.entity, shard.entities.size(), "entity");
    if (binding.entity < shard.entities.size())
      index(binding.block, shard.entities[binding.entity].blocks.size(), "block");
  }
  for (const auto& [i, attribute] : llvm::enumerate(module.attributes)) {
    in("attribute", i);
    index(attribute.object, expressions, "object");
    indexOrNone(attribute.value, expressions, "value");
    indexOrNone(attribute.annotation, expressions, "annotation");
    index(attribute.scope, module.scopes.size(), "scope");
  }
}

void Checker::references() {
  if (shard.files.empty()) report("the shard names no file");
  for (const auto& [i, type] : llvm::enumerate(shard.types)) {
    in("type", i);
    for (Index argument : type.arguments)
      index(argument, shard.types.size(), "arguments");
  }
  for (const auto& [i, symbol] : llvm::enumerate(shard.symbols)) {
    in("symbol", i);
    indexOrNone(symbol.returnType, shard.types.size(), "returnType");
    for (Index parameter : symbol.parameters)
      index(parameter, shard.types.size(), "parameters");
    for (Index overridden : symbol.overrides)
      index(overridden, shard.symbols.size(), "overrides");
  }
  for (const auto& [i, it] : llvm::enumerate(shard.entities))
    entity(it, i);
  for (const auto& [i, suppression] : llvm::enumerate(shard.suppressions)) {
    in("suppression", i);
    range(suppression.range, "range.file");
  }
  module();
  in(nullptr, 0);
  acyclic(shard.types.size(), "types.arguments",
          [&](Index type, auto visit) { llvm::for_each(shard.types[type].arguments, visit); });
  acyclic(shard.symbols.size(), "symbols.overrides",
          [&](Index symbol, auto visit) { llvm::for_each(shard.symbols[symbol].overrides, visit); });
  acyclic(shard.entities.size(), "entities.parent",
          [&](Index entity, auto visit) { visit(shard.entities[entity].parent); });
}

void Checker::form() {
  for (const auto& [i, type] : llvm::enumerate(shard.types)) {
    in("type", i);
    sorted(type.bases, "bases");
  }
  for (const auto& [i, symbol] : llvm::enumerate(shard.symbols)) {
    in("symbol", i);
    sorted(symbol.recordBases, "recordBases");
    sorted(symbol.annotations, "annotations");
    if (symbol.id.empty()) report("`id` is empty");
  }
  for (const auto& [number, entity] : llvm::enumerate(shard.entities)) {
    in(nullptr, 0, static_cast<Index>(number));
    ordered(entity.range, "range");
    for (const auto& [i, call] : llvm::enumerate(entity.calls)) {
      in("call", i, static_cast<Index>(number));
      ordered(call.range, "range");
      ordered(call.name, "name");
      sorted(call.after, "after");
      sorted(call.matched, "matched");
    }
    for (const auto& [i, await] : llvm::enumerate(entity.awaits)) {
      in("await", i, static_cast<Index>(number));
      ordered(await.range, "range");
      sorted(await.after, "after");
    }
  }
}

} // namespace

std::vector<std::string> validateReferences(const Shard& shard) {
  Checker checker(shard);
  checker.references();
  return std::move(checker.problems);
}

std::vector<std::string> validate(const Shard& shard) {
  Checker checker(shard);
  checker.references();
  checker.form();
  return std::move(checker.problems);
}

} // namespace nostall::facts
