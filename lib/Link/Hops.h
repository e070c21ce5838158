// Where the calls of one function run when awaits in it move the rest of the function elsewhere.
//
// A hop is an await of something that the catalogue names so, or of an awaiter of the program that resumes
// elsewhere. Extraction has recorded, for each call and each await, which awaits can be the last one before
// it; what remains is a small fixpoint over the awaits, since loops lead back. A hop that only looks like one
// changes nothing, but the calls after it remember it.
#pragma once

#include "Link/Awaiters.h"
#include "Link/Places.h"
#include "Link/Program.h"
#include "Rules/Match.h"

#include <optional>
#include <vector>

namespace nostall::linker {

struct HopFlow {
  std::vector<Places> calls;   ///< for each call of the entity, relative to where it was entered
  std::vector<Index> fakeHops; ///< for each call, the await before it that only looks like a hop, or None
  /// What the catalogue says of each await.
  std::vector<std::optional<rules::Matcher::HopMatch>> matches;
};

/// std::nullopt: nothing in the entity hops, every call runs where the function was entered.
std::optional<HopFlow> followHops(const rules::Matcher& matcher, const Awaiters& awaiters,
                                  const facts::Shard& shard, const facts::Entity& entity);

} // namespace nostall::linker
