#include "Rules/Contexts.h"

#include "Rules/Index.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::rules {

Contexts::Contexts(const Catalogue& catalogue, const Names& names)
    : names(names), frameworks(askingOrder(catalogue)), functions(names), records(names), overridden(names) {
  for (const Framework* framework : frameworks) {
    for (const TaskType& task : framework->taskTypes)
      records.add(task.type.pattern);
    for (const EntryPoint& entry : framework->entryPoints) {
      functions.add(entry.functions);
      records.add(entry.parameters);
      records.add(entry.results);
      overridden.add(entry.overrides);
    }
  }
}

bool Contexts::mayBe(const facts::Shard& shard, const facts::Symbol& symbol) const {
  if ((symbol.flags & facts::SF_Slot) || !symbol.annotations.empty() || functions.mayMatch(symbol.name))
    return true;
  auto mayMatch = [&](facts::Index index) {
    if (index == facts::None) return false;
    const facts::Type& type = shard.types[index];
    auto is = [&](const std::string& name) { return records.mayMatch(name); };
    return (!type.record.empty() && is(type.record)) || llvm::any_of(type.bases, is);
  };
  if (mayMatch(symbol.returnType) || llvm::any_of(symbol.parameters, mayMatch)) return true;
  return !symbol.overrides.empty() &&
         llvm::any_of(overriddenNames(shard, symbol),
                      [&](const std::string& name) { return overridden.mayMatch(name); });
}

bool Contexts::isTask(const TaskType& task, const facts::Shard& shard, const facts::Symbol& symbol) const {
  if (symbol.returnType == facts::None) return false;
  const std::string& record = shard.types[symbol.returnType].record;
  return !record.empty() && names.matches(task.type, record);
}

bool Contexts::isRecord(const std::vector<Glob>& globs, const facts::Shard& shard, facts::Index index) const {
  if (index == facts::None || globs.empty()) return false;
  const facts::Type& type = shard.types[index];
  auto is = [&](const std::string& name) { return names.matchesAny(globs, name); };
  return (!type.record.empty() && is(type.record)) || llvm::any_of(type.bases, is);
}

bool Contexts::isEntry(const EntryPoint& entry, const facts::Shard& shard,
                       const facts::Symbol& symbol) const {
  auto hasBase = [&](const std::vector<Glob>& globs) {
    auto is = [&](const std::string& name) { return names.matchesAny(globs, name); };
    return (!symbol.record.empty() && is(symbol.record)) || llvm::any_of(symbol.recordBases, is);
  };
  if (!entry.bases.empty() && !hasBase(entry.bases)) return false;
  if (hasBase(entry.unlessBases)) return false;
  bool coroutine = symbol.flags & (facts::SF_Async | facts::SF_CoroutineType);
  if (entry.coroutine && coroutine != *entry.coroutine) return false;
  if (symbol.flags & facts::SF_Slot) return names.matchesAny(entry.slots, symbol.name);
  if (names.matchesAny(entry.functions, symbol.name)) return true;
  if (!entry.overrides.empty() && llvm::any_of(overriddenNames(shard, symbol), [&](const std::string& name) {
        return names.matchesAny(entry.overrides, name);
      }))
    return true;
  auto isAnnotation = [&](const std::string& name) { return names.matchesAny(entry.annotations, name); };
  if (llvm::any_of(symbol.annotations, isAnnotation) || isRecord(entry.results, shard, symbol.returnType))
    return true;
  return llvm::any_of(symbol.parameters,
                      [&](facts::Index index) { return isRecord(entry.parameters, shard, index); });
}

std::optional<Matcher::ContextMatch> Contexts::of(const facts::Shard& shard,
                                                  const facts::Symbol& symbol) const {
  if (!mayBe(shard, symbol)) return std::nullopt;
  Matcher::ContextMatch match;
  for (const Framework* framework : frameworks) {
    if (framework->language != shard.language) continue;
    for (const TaskType& task : framework->taskTypes) {
      if (match.task || !isTask(task, shard, symbol)) continue;
      match.task = &task;
      match.framework = framework;
    }
    for (const EntryPoint& entry : framework->entryPoints) {
      if (match.entry || !isEntry(entry, shard, symbol)) continue;
      match.entry = &entry;
      if (!match.framework) match.framework = framework;
    }
  }
  return match.framework ? std::optional(match) : std::nullopt;
}

} // namespace nostall::rules
