// What frameworks say of a function by its own declaration.
#pragma once

#include "Rules/Filter.h"
#include "Rules/Match.h"

namespace nostall::rules {

class Contexts {
public:
  Contexts(const Catalogue& catalogue, const Names& names);

  /// See Matcher::context.
  std::optional<Matcher::ContextMatch> of(const facts::Shard& shard, const facts::Symbol& symbol) const;

private:
  bool mayBe(const facts::Shard& shard, const facts::Symbol& symbol) const;
  bool isTask(const TaskType& task, const facts::Shard& shard, const facts::Symbol& symbol) const;
  bool isEntry(const EntryPoint& entry, const facts::Shard& shard, const facts::Symbol& symbol) const;
  bool isRecord(const std::vector<Glob>& globs, const facts::Shard& shard, facts::Index type) const;

  const Names& names;
  std::vector<const Framework*> frameworks; ///< in the order of asking
  NameFilter functions;                     ///< names of entry points
  NameFilter records;                       ///< task types, results and parameters
  NameFilter overridden;
};

} // namespace nostall::rules
