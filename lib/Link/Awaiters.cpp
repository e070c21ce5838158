#include "Link/Awaiters.h"

#include "Link/Parameters.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::linker {

using facts::Callable;
using facts::Value;

namespace {

bool resumes(const facts::Shard& shard, const facts::Call& call) {
  if (call.callee == facts::None) return false;
  const facts::Symbol& callee = shard.symbols[call.callee];
  return llvm::StringRef(callee.record).ends_with("coroutine_handle") &&
         (llvm::StringRef(callee.name).ends_with("::resume") ||
          llvm::StringRef(callee.name).ends_with("::operator()"));
}

/// Whether the value is the handle, or something that resumes it.
bool carriesResumption(const Program& program, Node node, const Value& value) {
  if (passedParameter(value) == 0u) return true;
  const Callable callable = callableIn(value);
  if (callable.kind != Callable::Kind::Function) return false;
  return llvm::any_of(program.definitions.of(program.number(node, callable.symbol)), [&](Node function) {
    return llvm::any_of(program.entity(function).calls,
                        [&](const facts::Call& call) { return resumes(program.shard(function), call); });
  });
}

Places placesAfter(const Asking& asking, Node suspend) {
  Places places = 0;
  std::vector<Origin> origins;
  const auto& calls = asking.program.entity(suspend).calls;
  for (Index index = 0; index < calls.size(); ++index)
    forEachArgument(calls[index], [&](unsigned argument, const Value& value) {
      if (!carriesResumption(asking.program, suspend, value)) return;
      const auto run = handingOf(asking, suspend, index, argument, origins).run;
      if (run == Run::Pool || run == Run::PoolTask) places |= P_Pool;
      if (run == Run::Loop || run == Run::Inline) places |= P_Entry;
      if (run == Run::Unsure) places |= P_Unsure;
    });
  return places;
}

} // namespace

Awaiters findAwaiters(const Asking& asking) {
  Awaiters awaiters;
  for (Node node = 0; node < asking.program.size(); ++node) {
    const facts::Symbol& symbol = asking.program.symbol(asking.program.nodes[node].symbol);
    if (!llvm::StringRef(symbol.name).ends_with("::await_suspend")) continue;
    if (const Places places = placesAfter(asking, node)) awaiters[symbol.record] |= places;
  }
  return awaiters;
}

std::optional<Places> resumption(const Awaiters& awaiters, const facts::Shard& shard,
                                 const facts::Await& await) {
  if (await.awaiter == facts::None) return std::nullopt;
  auto found = awaiters.find(shard.types[await.awaiter].record);
  return found == awaiters.end() ? std::nullopt : std::optional(found->second);
}

} // namespace nostall::linker
