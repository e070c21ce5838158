#include "Host/Stale.h"

#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringMap.h>

#include <set>

namespace nostall::host {
namespace {

using facts::Index;

struct Place {
  const facts::Shard* shard;
  const facts::Entity* entity;
};

/// A walk over everything that can be reached from the unit.
class Walk {
public:
  explicit Walk(const std::vector<LinkShard>& shards) {
    for (const LinkShard& each : shards) {
      const facts::Shard& shard = *each.shard;
      for (const facts::Entity& entity : shard.entities)
        definitions[shard.symbols[entity.symbol].id].push_back({&shard, &entity});
      for (const facts::Symbol& symbol : shard.symbols)
        for (const Index overridden : symbol.overrides)
          overriders[shard.symbols[overridden].id].insert(symbol.id);
    }
  }

  void start(const facts::Shard& shard) {
    for (const facts::Entity& entity : shard.entities)
      push({&shard, &entity});
  }

  /// The files of everything that was reached.
  llvm::StringSet<> run() {
    llvm::StringSet<> files;
    while (!pending.empty()) {
      const Place place = pending.pop_back_val();
      files.insert(place.shard->files.front());
      for (const facts::Call& call : place.entity->calls) {
        follow(*place.shard, call.callee);
        follow(*place.shard, call.target.symbol);
        for (const facts::Value& argument : call.arguments)
          follow(*place.shard, argument.callable.symbol);
      }
    }
    return files;
  }

private:
  void push(Place place) {
    if (seen.insert(place.entity).second) pending.push_back(place);
  }
  void follow(const facts::Shard& shard, Index symbol) {
    if (symbol != facts::None) follow(shard.symbols[symbol].id);
  }
  void follow(llvm::StringRef id) {
    if (!followed.insert(id).second) return;
    if (auto known = definitions.find(id); known != definitions.end())
      for (const Place& place : known->second)
        push(place);
    if (auto known = overriders.find(id); known != overriders.end())
      for (const std::string& overrider : known->second)
        follow(overrider);
  }

  llvm::StringMap<std::vector<Place>> definitions;
  llvm::StringMap<std::set<std::string>> overriders;
  llvm::StringSet<> followed;
  llvm::DenseSet<const facts::Entity*> seen;
  llvm::SmallVector<Place, 64> pending;
};

} // namespace

std::vector<std::string> staleFor(const llvm::StringSet<>& unitFiles, const std::vector<LinkShard>& shards,
                                  const std::vector<std::string>& changed) {
  if (llvm::all_of(changed, [&](const std::string& file) { return unitFiles.contains(file); })) return {};
  Walk walk(shards);
  for (const LinkShard& each : shards)
    if (unitFiles.contains(each.shard->files.front())) walk.start(*each.shard);
  const llvm::StringSet<> reached = walk.run();
  std::vector<std::string> stale;
  for (const std::string& file : changed)
    if (reached.contains(file) && !unitFiles.contains(file)) stale.push_back(file);
  return stale;
}

} // namespace nostall::host
