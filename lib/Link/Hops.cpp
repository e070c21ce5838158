#include "Link/Hops.h"

namespace nostall::linker {

using facts::None;

namespace {

Places placeAfter(rules::Runs runs) {
  switch (runs) {
  case rules::Runs::Pool:
    return P_Pool;
  case rules::Runs::Loop:
    return P_Loop;
  case rules::Runs::Executor:
  case rules::Runs::Unsure:
    return P_Unsure;
  case rules::Runs::Inline:
  case rules::Runs::Never:
    return P_Entry;
  }
  return P_Unsure;
}

/// What runs directly after an await, and what runs after the next one.
struct AwaitFlow {
  bool hops = false;
  Places here = 0;
  Places beyond = 0;
};

template <typename Part>
Places joined(const std::vector<Index>& after, const std::vector<AwaitFlow>& flows, Part AwaitFlow::* part) {
  if (after.empty()) return P_Entry;
  Places places = 0;
  for (Index await : after)
    places |= await == None ? Places{P_Entry} : flows[await].*part;
  return places;
}

} // namespace

std::optional<HopFlow> followHops(const rules::Matcher& matcher, const Awaiters& awaiters,
                                  const facts::Shard& shard, const facts::Entity& entity) {
  HopFlow result;
  std::vector<AwaitFlow> flows(entity.awaits.size());
  result.matches.resize(entity.awaits.size());
  bool any = false;
  for (std::size_t index = 0; index < entity.awaits.size(); ++index) {
    const facts::Await& await = entity.awaits[index];
    if (await.call != None) result.matches[index] = matcher.hop({shard, entity, entity.calls[await.call]});
    if (!result.matches[index])
      if (const auto places = resumption(awaiters, shard, await)) flows[index] = {true, *places, *places};
    any |= result.matches[index].has_value() || flows[index].hops;
  }
  if (!any) return std::nullopt;

  auto fake = [&](Index await) {
    return result.matches[await] && !result.matches[await]->hop->looksLikeOffload.empty();
  };
  for (Index index = 0; index < flows.size(); ++index) {
    const auto& match = result.matches[index];
    if (!match) continue;
    const Places place = fake(index) ? Places{P_Entry} : placeAfter(match->runs);
    flows[index] = {true, place, match->hop->untilNextAwait ? Places{P_Entry} : place};
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (Index index = 0; index < flows.size(); ++index) {
      if (flows[index].hops) continue;
      const Places places = joined(entity.awaits[index].after, flows, &AwaitFlow::beyond);
      changed |= places != flows[index].here;
      flows[index].here = flows[index].beyond = places;
    }
  }

  for (const facts::Call& call : entity.calls) {
    const Places places = joined(call.after, flows, &AwaitFlow::here);
    result.calls.push_back(places ? places : Places{P_Entry}); // 0: unreachable
    auto hop = llvm::find_if(call.after, [&](Index await) { return await != None && fake(await); });
    result.fakeHops.push_back(hop == call.after.end() ? None : *hop);
  }
  return result;
}

} // namespace nostall::linker
