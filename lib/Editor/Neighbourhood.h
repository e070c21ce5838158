// Which functions of a program are near which others: who names whom, by symbol. With it, what an edit may
// change is found without looking at the rest of the program.
//
// From the functions that an edit changed, the way leads up through everything that names them, as far as the
// next `async def` on each way, because what blocks behind one is its own finding; and from all of these
// down, to what their findings rest on, in the same way. The modules of these functions are the slice of the
// program that is linked again. Roles that code further away gives a function are not seen.
#pragma once

#include "Link/Link.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringMap.h>

#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace nostall::editor {

/// A function: the number of its shard, and of the entity in it.
using FunctionPlace = std::pair<std::uint32_t, facts::Index>;

/// A part of a program around some functions.
struct Slice {
  std::set<FunctionPlace> above; ///< functions whose findings may be others now
  std::set<std::uint32_t> shards;
};

class Neighbourhood {
public:
  explicit Neighbourhood(llvm::ArrayRef<LinkShard> shards);

  /// The shard is now this one.
  void replace(std::uint32_t number, const facts::Shard& shard);
  /// The functions of a shard that say something else in another version of it, places apart: those of the
  /// one that have no equal in the other.
  struct Difference {
    std::vector<facts::Index> before, now;
  };
  Difference compare(const facts::Shard& before, const facts::Shard& now);
  /// The surroundings of functions of a shard. Nothing when it would be more than `most` shards.
  std::optional<Slice> around(std::uint32_t number, llvm::ArrayRef<facts::Index> functions,
                              std::size_t most) const;

private:
  using Symbol = std::uint32_t;
  struct Function {
    Symbol symbol = 0;
    bool asynchronous = false;
    std::vector<Symbol> named; ///< sorted
  };
  struct Indexed {
    std::vector<Function> functions; ///< one for each entity
  };

  Symbol numberOf(const facts::Shard& shard, facts::Index symbol);
  void index(std::uint32_t number, const facts::Shard& shard);
  std::string print(const facts::Shard& shard, const facts::Entity& entity);
  const Function& function(FunctionPlace place) const { return shards[place.first].functions[place.second]; }
  bool isThere(FunctionPlace place) const { return place.second < shards[place.first].functions.size(); }

  llvm::StringMap<Symbol> numbers;
  std::vector<Indexed> shards;
  // By symbol. What a replaced shard said stays in the lists and is checked when it is read.
  std::vector<std::vector<FunctionPlace>> naming;
  std::vector<std::vector<FunctionPlace>> defining;
  std::vector<std::vector<Symbol>> overridden; ///< what the method overrides
  std::vector<std::vector<Symbol>> overriding; ///< what overrides it
};

} // namespace nostall::editor
