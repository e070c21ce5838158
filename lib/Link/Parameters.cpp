#include "Link/Parameters.h"

#include "Rules/Names.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>

namespace nostall::linker {

using facts::Callable;
using facts::Value;

namespace {

Run runOf(const rules::Matcher::CallableMatch& match) {
  switch (match.runs) {
  case rules::Runs::Inline:
    return Run::Inline;
  case rules::Runs::Loop:
    return Run::Loop;
  case rules::Runs::Pool:
    return match.rule->coroutine ? Run::PoolTask : Run::Pool;
  case rules::Runs::Never:
    return Run::NotHere;
  case rules::Runs::Executor:
  case rules::Runs::Unsure:
    return Run::Unsure;
  }
  return Run::Unsure;
}

/// Whether a function that nobody analysed is one that keeps what it is given, by its name: constructors, and
/// methods such as `setHandler`, `on_message`, `addListener`.
bool keepsByName(const facts::Symbol& symbol) {
  if (symbol.flags & facts::SF_Constructor) return true;
  if (symbol.record.empty()) return false;
  const llvm::StringRef name = rules::unqualified(symbol.name);
  return llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"set", "on", "add", "register", "subscribe", "connect",
                                                      "bind", "install", "insert", "push", "emplace",
                                                      "append", "assign"},
                      [&](llvm::StringRef verb) {
                        if (!name.starts_with_insensitive(verb)) return false;
                        const llvm::StringRef rest = name.drop_front(verb.size());
                        return rest.empty() || !llvm::isLower(rest.front());
                      });
}

/// Whether a function that nobody analysed is one that may run what it is given anywhere and any time: it is
/// virtual, or it takes a function pointer or a type that holds any callable. Algorithms take theirs as a
/// template parameter.
bool mayDispatch(const facts::Shard& shard, const facts::Symbol& symbol, unsigned argument) {
  if (symbol.flags & facts::SF_Virtual) return true;
  if (argument >= symbol.parameters.size()) return false;
  const facts::Type& type = shard.types[symbol.parameters[argument]];
  if (llvm::StringRef(type.spelling).contains("(*)") || llvm::StringRef(type.spelling).contains("(&)"))
    return true;
  return llvm::is_contained(llvm::ArrayRef<llvm::StringRef>{"std::function", "std::move_only_function",
                                                            "std::copyable_function", "boost::function",
                                                            "absl::AnyInvocable", "folly::Function"},
                            type.record);
}

} // namespace

Run runAt(Run run, Places relative) {
  if ((run != Run::Call && run != Run::Inline) || (relative & P_Entry))
    return run == Run::Call ? Run::Inline : run;
  if (relative & P_Loop) return Run::Loop;
  return relative & P_Unsure ? Run::Unsure : Run::Pool;
}

Handing handingOf(const Asking& asking, Node node, Index index, unsigned argument,
                  std::vector<Origin>& origins) {
  Handing handing;
  const facts::Call& call = asking.call(node, index);
  const auto callee = calleeOf(asking.program, node, call);
  if (const auto match = asking.matcher.callable(asking.view(node, index), argument)) {
    handing.run = runOf(*match);
    handing.external = callee;
    handing.origin = static_cast<std::uint32_t>(origins.size());
    origins.push_back({match->rule, match->framework, node, index});
    return handing;
  }
  // What a decorator makes of a function is seen where the result is called.
  if (argument == rules::Matcher::Receiver || call.kind == facts::CallKind::Decorator) {
    handing.run = Run::NotHere;
    return handing;
  }
  if (!callee) {
    handing.notFollowed = "callables handed to a function that is not known";
    return handing;
  }
  for (const Target& target : targetsOf(asking, node, index)) {
    const auto count = static_cast<std::uint32_t>(asking.program.entity(target.node).parameterNames.size());
    if (count == 0) continue;
    handing.parameters.push_back(
        {{target.node, std::min<std::uint32_t>(argument, count - 1)}, target.confidence});
  }
  if (!handing.parameters.empty()) return handing;
  handing.external = callee;
  if (call.kind == facts::CallKind::Reference) {
    handing.run = Run::NotHere;
  } else if (asking.program.shard(node).language == facts::Language::Python ||
             keepsByName(asking.program.symbol(*callee))) {
    // Nothing tells which libraries of a language without declarations call what they are given.
    handing.notFollowed = "callables kept by code that was not analysed";
  } else if ((asking.program.symbol(*callee).flags & facts::SF_Skipped) ||
             mayDispatch(asking.program.symbolShard(*callee), asking.program.symbol(*callee), argument)) {
    handing.run = Run::Unsure;
    handing.notFollowed = "callables handed to code that was not analysed and may run them elsewhere";
  } else {
    handing.run = Run::Inline;
    handing.guessedCallee = true;
  }
  return handing;
}

Parameters::Parameters(const Asking& asking, Uses& uses, llvm::ArrayRef<ParameterKey> wanted) {
  for (const ParameterKey& key : wanted)
    number(key);
  for (std::uint32_t next = 0; next < keys.size(); ++next)
    readBody(asking, uses, next);
  settle();
}

std::uint32_t Parameters::number(ParameterKey key) {
  const auto [entry, added] = numbers.try_emplace(key, static_cast<std::uint32_t>(keys.size()));
  if (added) {
    keys.push_back(key);
    summaries.emplace_back();
    flows.emplace_back();
  }
  return entry->second;
}

void Parameters::readBody(const Asking& asking, Uses& uses, std::uint32_t number) {
  const auto [node, parameter] = keys[number];
  const facts::Entity& entity = asking.program.entity(node);
  for (Index index = 0; index < entity.calls.size(); ++index) {
    const facts::Call& call = entity.calls[index];
    const Places relative = uses.placeOf(node, index);
    if (call.target.kind == Callable::Kind::Parameter && call.target.parameter == parameter) {
      Handing called;
      called.run = Run::Inline;
      takeHanding(number, called, relative);
    }
    forEachArgument(call, [&](unsigned argument, const Value& value) {
      bool passes = false;
      throughAdapters(asking, node, value, [&](const Value& one, const AdapterChain&) {
        passes |= passedParameter(one) == parameter;
      });
      if (passes) takeHanding(number, handingOf(asking, node, index, argument, uses.origins), relative);
    });
  }
}

void Parameters::takeHanding(std::uint32_t source, const Handing& handing, Places relative) {
  ParameterUse& summary = summaries[source];
  if (handing.external) summary.handedTo.push_back(*handing.external);
  if (handing.run && *handing.run != Run::NotHere) {
    ParameterUse::Way& way = summary.ways[static_cast<unsigned>(runAt(*handing.run, relative))];
    way.guessedCallee = handing.guessedCallee && (!way.taken || way.guessedCallee);
    if (!way.taken) way.origin = handing.origin;
    way.taken = true;
    way.confidence = Confidence::Certain;
  }
  for (const auto& [key, confidence] : handing.parameters)
    flows[number(key)].push_back({source, relative, confidence});
}

void Parameters::settle() {
  std::vector<std::uint32_t> pending(summaries.size());
  for (std::uint32_t index = 0; index < pending.size(); ++index)
    pending[index] = index;
  while (!pending.empty()) {
    const std::uint32_t from = pending.back();
    pending.pop_back();
    for (const Flow& flow : flows[from]) {
      ParameterUse& into = summaries[flow.source];
      bool changed = false;
      for (unsigned run = 0; run < RunKinds; ++run) {
        const ParameterUse::Way way = summaries[from].ways[run];
        if (!way.taken) continue;
        ParameterUse::Way& target =
            into.ways[static_cast<unsigned>(runAt(static_cast<Run>(run), flow.relative))];
        const Confidence confidence = std::min(way.confidence, flow.confidence);
        if (!target.taken) {
          target = {true, way.guessedCallee, way.origin, confidence};
        } else if (target.confidence < confidence || (target.guessedCallee && !way.guessedCallee)) {
          target.confidence = std::max(target.confidence, confidence);
          target.guessedCallee &= way.guessedCallee;
        } else {
          continue;
        }
        changed = true;
      }
      for (SymbolNumber symbol : summaries[from].handedTo)
        if (!llvm::is_contained(into.handedTo, symbol)) {
          into.handedTo.push_back(symbol);
          changed = true;
        }
      if (changed) pending.push_back(flow.source);
    }
  }
  for (ParameterUse& summary : summaries)
    llvm::sort(summary.handedTo);
}

} // namespace nostall::linker
