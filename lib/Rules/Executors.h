// Where an executor, scheduler or loop object runs what it is given.
#pragma once

#include "Rules/Match.h"
#include "Rules/Names.h"

namespace nostall::rules {

class Executors {
public:
  Executors(const Catalogue& catalogue, const Names& names);

  /// See Matcher::executor.
  Runs of(const CallView& view, const facts::Value& value) const { return ofValue(view, value, 0); }

private:
  Runs ofValue(const CallView& view, const facts::Value& value, unsigned depth) const;
  Runs ofCall(const CallView& view, const facts::Call& call, unsigned depth) const;
  std::optional<Runs> named(const CallView& view, const facts::Call& call) const;
  Runs ofType(const facts::Shard& shard, facts::Index type, unsigned depth) const;

  const Names& names;
  std::vector<std::pair<Language, const Executor*>> executors; ///< in the order of asking
};

} // namespace nostall::rules
