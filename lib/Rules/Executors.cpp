// A call that the catalogue names as the source of an executor decides first, then the value's type; what
// both leave open (`auto executor = any_executor(...)`) is asked of the object that handed the executor out.
// What is found is never guessed from names of variables.

#include "Rules/Executors.h"

#include "Rules/Index.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::rules {
namespace {

/// Types nest through adapters, values through calls; nothing sensible nests deeper.
constexpr unsigned MaxDepth = 12;

constexpr llvm::StringLiteral Pointers[] = {"std::shared_ptr", "std::unique_ptr", "std::reference_wrapper",
                                            "boost::shared_ptr"};

} // namespace

Executors::Executors(const Catalogue& catalogue, const Names& names) : names(names) {
  for (const Framework* framework : askingOrder(catalogue))
    for (const Executor& executor : framework->executors)
      executors.emplace_back(framework->language, &executor);
}

Runs Executors::ofType(const facts::Shard& shard, facts::Index index, unsigned depth) const {
  if (index == facts::None || depth > MaxDepth) return Runs::Unsure;
  const facts::Type& type = shard.types[index];
  if (type.record.empty()) return Runs::Unsure;
  auto argument = [&](unsigned number) {
    return ofType(shard, number < type.arguments.size() ? type.arguments[number] : facts::None, depth + 1);
  };
  if (llvm::is_contained(Pointers, type.record)) return argument(0);
  auto find = [&](const std::vector<std::string>& records) -> const Executor* {
    for (const auto& [language, executor] : executors)
      if (language == shard.language && !executor->type.pattern.empty() &&
          llvm::any_of(records, [&](const std::string& name) { return names.matches(executor->type, name); }))
        return executor;
    return nullptr;
  };
  const Executor* executor = find({type.record});
  if (executor && executor->through) return argument(*executor->through);
  if (!executor) executor = find(type.bases);
  return executor && !executor->through ? executor->runs : Runs::Unsure;
}

std::optional<Runs> Executors::named(const CallView& view, const facts::Call& call) const {
  if (call.callee == facts::None) return std::nullopt;
  const std::string& name = view.shard.symbols[call.callee].name;
  for (const auto& [language, executor] : executors)
    if (language == view.shard.language && names.matchesAny(executor->calls, name)) return executor->runs;
  return std::nullopt;
}

Runs Executors::ofValue(const CallView& view, const facts::Value& value, unsigned depth) const {
  if (depth > MaxDepth) return Runs::Unsure;
  const facts::Call* call = nullptr;
  if (value.kind == facts::Value::Kind::Call && value.call < view.entity.calls.size())
    call = &view.entity.calls[value.call];
  if (call)
    if (auto runs = named(view, *call)) return *runs;
  if (Runs runs = ofType(view.shard, value.type, depth); runs != Runs::Unsure) return runs;
  return call ? ofCall(view, *call, depth) : Runs::Unsure;
}

Runs Executors::ofCall(const CallView& view, const facts::Call& call, unsigned depth) const {
  if (call.callee != facts::None) {
    Runs runs = ofType(view.shard, view.shard.symbols[call.callee].returnType, depth);
    if (runs != Runs::Unsure) return runs;
  }
  return call.receiver.kind == facts::Value::Kind::Unknown && call.receiver.type == facts::None
             ? Runs::Unsure
             : ofValue(view, call.receiver, depth + 1);
}

} // namespace nostall::rules
