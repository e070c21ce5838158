#include "Rules/Conditions.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>

#include <limits>

namespace nostall::rules {

using facts::Value;

const Value* valueAt(const facts::Shard& shard, const facts::Call& call, const Position& position) {
  const auto& arguments = call.arguments;
  auto byKeyword = [&]() -> const Value* {
    if (position.keyword.empty()) return nullptr;
    auto found =
        llvm::find_if(arguments, [&](const Value& value) { return value.keyword == position.keyword; });
    return found == arguments.end() ? nullptr : &*found;
  };
  switch (position.kind) {
  case Position::Kind::Number: {
    bool inOrder = call.callee != facts::None && !(shard.symbols[call.callee].flags & facts::SF_System);
    if (position.number < arguments.size() && (inOrder || arguments[position.number].keyword.empty()))
      return &arguments[position.number];
    return byKeyword();
  }
  case Position::Kind::Last:
    return arguments.empty() ? nullptr : &arguments.back();
  case Position::Kind::Receiver:
    return &call.receiver;
  case Position::Kind::Keyword:
    return byKeyword();
  case Position::Kind::Any:
    break;
  }
  return nullptr;
}

const facts::Symbol* calleeOf(const CallView& view) {
  return view.call.callee == facts::None ? nullptr : &view.shard.symbols[view.call.callee];
}

bool typeMatches(const Names& names, const Glob& glob, const facts::Type& type) {
  auto is = [&](const std::string& name) { return names.matches(glob, name); };
  return (!type.record.empty() && is(type.record)) || llvm::any_of(type.bases, is) ||
         names.matchesSpelling(glob, type.spelling);
}

std::optional<bool> truthInBlock(const facts::Block& block, bool boolean) {
  using Comparison = facts::Block::Comparison;
  auto possible = [&](std::int64_t result) {
    auto compared = [&] {
      switch (block.comparison) {
      case Comparison::Equal:
        return result == block.operand;
      case Comparison::NotEqual:
        return result != block.operand;
      case Comparison::Less:
        return result < block.operand;
      case Comparison::LessEqual:
        return result <= block.operand;
      case Comparison::Greater:
        return result > block.operand;
      case Comparison::GreaterEqual:
        return result >= block.operand;
      }
      return false;
    };
    return compared() == block.holds;
  };
  // The outcome can only change at the operand and next to it, so a few results stand for all.
  llvm::SmallVector<std::int64_t, 8> results{0, 1};
  using Limits = std::numeric_limits<std::int64_t>;
  if (!boolean) {
    results.append({Limits::min(), -1, Limits::max(), block.operand});
    if (block.operand != Limits::min()) results.push_back(block.operand - 1);
    if (block.operand != Limits::max()) results.push_back(block.operand + 1);
  }
  bool canBeTrue = false, canBeFalse = false;
  for (std::int64_t result : results)
    if (possible(result)) (result != 0 ? canBeTrue : canBeFalse) = true;
  if (canBeTrue == canBeFalse) return std::nullopt;
  return canBeTrue;
}

namespace {

/// The expression as compared: `this->pool_` is `pool_`.
llvm::StringRef expression(const Value& value) {
  llvm::StringRef source = value.source;
  source.consume_front("this->");
  return source;
}

bool sameExpression(const Value* a, const Value* b) {
  return a && b && a->kind == b->kind && !expression(*a).empty() && expression(*a) == expression(*b);
}

/// The object that a call is about: its receiver, or its first argument.
const Value* handleOf(const facts::Call& call) {
  if (!call.receiver.source.empty()) return &call.receiver;
  return call.arguments.empty() ? nullptr : &call.arguments.front();
}

bool sameHandle(const facts::Call& a, const facts::Call& b) {
  const Value *one = handleOf(a), *other = handleOf(b);
  if (!one || !other) return false;
  // `&db` as an argument and `db.` as a receiver are one object.
  llvm::StringRef first = expression(*one), second = expression(*other);
  first.consume_front("&");
  second.consume_front("&");
  return !first.empty() && first == second;
}

bool isCallableType(const facts::Type& type) {
  static const std::vector<Glob> holders{{"std::function"},
                                         {"std::move_only_function"},
                                         {"boost::function"},
                                         {"absl::AnyInvocable"},
                                         {"folly::Function"}};
  llvm::StringRef spelling = type.spelling;
  return anyGlobMatches(holders, {type.record}) || spelling.contains("(lambda") || spelling.contains("(*)");
}

/// One call whose conditions are judged.
class CallJudge {
public:
  CallJudge(const Judge& judge, const CallView& view) : judge(judge), view(view), callee(calleeOf(view)) {}

  bool holds(const Condition& condition) const {
    if (condition.argumentCount) return within(*condition.argumentCount, view.call.arguments.size());
    if (condition.parameterCount)
      return callee && within(*condition.parameterCount, callee->parameters.size());
    if (condition.value) return valueHolds(*condition.value, view.call);
    if (condition.parameter) return parameterHolds(*condition.parameter);
    if (condition.result) return resultHolds(*condition.result);
    if (condition.header) return callee && pathEndMatches(condition.header->pattern, callee->header);
    if (condition.discarded) return flag(facts::CF_Discarded) == *condition.discarded;
    if (condition.awaited) return flag(facts::CF_Awaited) == *condition.awaited;
    if (condition.implicit) return flag(facts::CF_Implicit) == *condition.implicit;
    if (condition.async) return flag(facts::CF_Async) == *condition.async;
    if (condition.awaitable) return flag(facts::CF_Awaitable) == *condition.awaitable;
    if (condition.inAsync) return bool(view.entity.flags & facts::EF_Coroutine) == *condition.inAsync;
    if (condition.guardedBy) return guarded(*condition.guardedBy);
    if (condition.afterCall) return afterCall(*condition.afterCall);
    if (condition.afterAwaitOf) return afterAwait(*condition.afterAwaitOf);
    if (condition.inCallbackOf) return inCallback(*condition.inCallbackOf);
    return false;
  }

private:
  bool flag(facts::CallFlag which) const { return view.call.flags & which; }

  static bool within(const Condition::Count& count, std::size_t number) {
    return number >= count.least && number <= count.most;
  }

  const facts::Type* type(facts::Index index) const {
    return index == facts::None ? nullptr : &view.shard.types[index];
  }

  bool valueHolds(const ValueTest& test, const facts::Call& call) const {
    if (test.position.kind == Position::Kind::Any)
      return llvm::any_of(call.arguments, [&](const Value& value) { return passes(test, value); });
    const Value* value = valueAt(view.shard, call, test.position);
    return value && passes(test, *value);
  }

  bool passes(const ValueTest& test, const Value& value) const {
    bool constant = value.kind == Value::Kind::Integer || value.kind == Value::Kind::Boolean;
    if (test.integer && (!constant || value.integer != *test.integer)) return false;
    if (test.string && (value.kind != Value::Kind::String || !globMatches(test.string->pattern, value.text)))
      return false;
    if (test.name && !named(*test.name, value)) return false;
    if (test.source && !globMatches(test.source->pattern, value.source)) return false;
    const facts::Type* of = type(value.type);
    if (test.type && (!of || !typeMatches(judge.names, *test.type, *of))) return false;
    if (test.null && (value.kind == Value::Kind::Null) != *test.null) return false;
    if (test.callable && isCallable(value, of) != *test.callable) return false;
    if (test.coroutine && makesCoroutine(value) != *test.coroutine) return false;
    return !test.runs || judge.executor(view, value) == *test.runs;
  }

  /// Whether calling the function that the value is makes a coroutine; nothing when it is no known function.
  std::optional<bool> makesCoroutine(const Value& value) const {
    if (value.callable.kind != facts::Callable::Kind::Function) return std::nullopt;
    return bool(view.shard.symbols[value.callable.symbol].flags & facts::SF_Async);
  }

  bool named(const Glob& glob, const Value& value) const {
    // A string's text is a literal, not a name.
    if (value.kind != Value::Kind::String && !value.text.empty() && judge.names.matches(glob, value.text))
      return true;
    bool function = value.callable.kind == facts::Callable::Kind::Function;
    return function && judge.names.matches(glob, view.shard.symbols[value.callable.symbol].name);
  }

  static bool isCallable(const Value& value, const facts::Type* of) {
    return value.kind == Value::Kind::Callable || value.kind == Value::Kind::Function ||
           value.callable.kind != facts::Callable::Kind::None || (of && isCallableType(*of));
  }

  bool parameterHolds(const ValueTest& test) const {
    if (!callee || callee->parameters.empty()) return false;
    auto is = [&](facts::Index parameter) {
      return typeMatches(judge.names, *test.type, view.shard.types[parameter]);
    };
    switch (test.position.kind) {
    case Position::Kind::Number:
      return test.position.number < callee->parameters.size() && is(callee->parameters[test.position.number]);
    case Position::Kind::Last:
      return is(callee->parameters.back());
    case Position::Kind::Any:
      return llvm::any_of(callee->parameters, is);
    case Position::Kind::Receiver:
    case Position::Kind::Keyword:
      break;
    }
    return false;
  }

  bool resultHolds(const Glob& glob) const {
    const facts::Type* result = callee ? type(callee->returnType) : nullptr;
    return result && ((!result->record.empty() && judge.names.matches(glob, result->record)) ||
                      judge.names.matchesSpelling(glob, result->spelling));
  }

  const facts::Symbol* symbolOf(const facts::Call& call) const {
    return call.callee == facts::None ? nullptr : &view.shard.symbols[call.callee];
  }

  bool calls(const facts::Call& call, const std::vector<Glob>& functions) const {
    const facts::Symbol* symbol = symbolOf(call);
    return symbol && judge.names.matchesAny(functions, symbol->name);
  }

  bool guarded(const Condition::Guard& guard) const {
    const auto& blocks = view.entity.blocks;
    for (facts::Index at = view.call.block; at < blocks.size(); at = blocks[at].parent) {
      const facts::Block& block = blocks[at];
      if (block.guard >= view.entity.calls.size()) continue;
      const facts::Call& check = view.entity.calls[block.guard];
      if (!calls(check, guard.functions)) continue;
      if (guard.sameArgument && !sameExpression(valueAt(view.shard, check, *guard.sameArgument),
                                                valueAt(view.shard, view.call, *guard.sameArgument)))
        continue;
      const facts::Type* result = type(symbolOf(check)->returnType);
      bool boolean = result && (result->spelling == "bool" || result->spelling == "_Bool");
      if (truthInBlock(block, boolean) == guard.truthy) return true;
    }
    return false;
  }

  bool fitsEarlier(const Condition::Earlier& earlier, const facts::Call& call) const {
    return calls(call, earlier.functions) && (!earlier.sameHandle || sameHandle(call, view.call));
  }

  bool argumentsFit(const Condition::Earlier& earlier, const facts::Call& call) const {
    return llvm::all_of(earlier.arguments, [&](const ValueTest& test) { return valueHolds(test, call); });
  }

  /// Whether everything in block `inner` has passed through block `outer`.
  bool encloses(facts::Index outer, facts::Index inner) const {
    const auto& blocks = view.entity.blocks;
    for (facts::Index at = inner; at < blocks.size(); at = blocks[at].parent)
      if (at == outer) return true;
    return outer == inner;
  }

  /// Looks back from the call: the nearest such call that every path makes decides, unless one on the way, on
  /// some path only, was made with other arguments and may have taken it back.
  bool afterCall(const Condition::Earlier& earlier) const {
    const auto& calls = view.entity.calls;
    auto own = static_cast<std::size_t>(&view.call - calls.data());
    for (std::size_t i = std::min(own, calls.size()); i-- > 0;) {
      if (!fitsEarlier(earlier, calls[i])) continue;
      if (!argumentsFit(earlier, calls[i])) return false;
      if (encloses(calls[i].block, view.call.block)) return true;
    }
    return false;
  }

  bool afterAwait(const Condition::Earlier& earlier) const {
    const auto& entity = view.entity;
    return !view.call.after.empty() && llvm::all_of(view.call.after, [&](facts::Index await) {
      if (await >= entity.awaits.size() || entity.awaits[await].call >= entity.calls.size()) return false;
      const facts::Call& awaited = entity.calls[entity.awaits[await].call];
      return fitsEarlier(earlier, awaited) && argumentsFit(earlier, awaited);
    });
  }

  bool inCallback(const std::vector<Glob>& functions) const {
    return view.callbackOf && llvm::any_of(*view.callbackOf, [&](const std::string& name) {
             return judge.names.matchesAny(functions, name);
           });
  }

  const Judge& judge;
  const CallView& view;
  const facts::Symbol* callee;
};

} // namespace

bool conditionsHold(const Judge& judge, const CallPattern& pattern, const CallView& view) {
  CallJudge call(judge, view);
  auto holds = [&](const Condition& condition) { return call.holds(condition); };
  return llvm::all_of(pattern.when, holds) && llvm::none_of(pattern.unless, holds);
}

} // namespace nostall::rules
