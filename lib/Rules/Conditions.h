// Judges the conditions of a pattern on one call in its surroundings.
#pragma once

#include "Rules/Match.h"
#include "Rules/Names.h"

#include <llvm/ADT/STLFunctionalExtras.h>

namespace nostall::rules {

/// What conditions need to know besides the call.
struct Judge {
  const Names& names;
  /// What an executor value is (Matcher::executor).
  llvm::function_ref<Runs(const CallView&, const facts::Value&)> executor;
};

/// Whether all of `when` hold and none of `unless` does.
bool conditionsHold(const Judge& judge, const CallPattern& pattern, const CallView& view);

/// The value at a position; null when there is none, or the position is `any`. An argument that is passed by
/// keyword has a number only in calls of the project's own functions, whose arguments stand in the order of
/// the parameters.
const facts::Value* valueAt(const facts::Shard& shard, const facts::Call& call, const Position& position);

/// The callee's symbol; null when it is not known.
const facts::Symbol* calleeOf(const CallView& view);

/// Whether the type has such a spelling, is of such a class, or derives from one.
bool typeMatches(const Names& names, const Glob& glob, const facts::Type& type);

/// What is known of the guard's result in a block: true, false, or nothing. `boolean`: the result can only be
/// 0 or 1.
std::optional<bool> truthInBlock(const facts::Block& block, bool boolean);

} // namespace nostall::rules
