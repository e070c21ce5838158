// Which patterns of the catalogue name a symbol. A filter turns away most symbols at once. Every pattern is
// filed under the last components of the names that it may match, or among the wild ones when that component
// is a glob; a symbol's candidates are then checked in full, and the answer is kept. It is kept under the
// content of what was asked (names and bases), not under the symbol's place in some shard, so all shards
// share it.
#pragma once

#include "Rules/Filter.h"

#include <llvm/ADT/StringMap.h>

#include <array>
#include <map>
#include <mutex>
#include <vector>

namespace nostall::rules {

/// How a pattern means the symbols that it names.
enum class Naming : std::uint8_t {
  Called,
  Iterated,   ///< range-for over the object, or its iterator's increment
  Referenced, ///< named but not called
  Entered,    ///< entry of a `with` block
  Left,       ///< exit of one
  Read,       ///< an attribute is read
  Applied,    ///< as a decorator
};

/// A pattern and what it selects for; exactly one owner is set, or none for an exempt pattern.
struct IndexedPattern {
  const CallPattern* pattern = nullptr;
  Naming naming = Naming::Called;
  Language language = Language::Cxx;
  const Library* library = nullptr; ///< with `rule`
  const Rule* rule = nullptr;
  const Framework* framework = nullptr; ///< of the rest
  const CallableRule* callable = nullptr;
  const Hop* hop = nullptr;
  bool exempt() const { return !rule && !callable && !hop; }
};

class PatternIndex {
public:
  PatternIndex(const Catalogue& catalogue, const Names& names);

  /// The patterns that name the symbol, in the order of `order()`; conditions are not looked at. `receiver`
  /// is the type of the object that it is called on, or null.
  const std::vector<unsigned>& candidates(const facts::Shard& shard, const facts::Symbol& symbol,
                                          const facts::Type* receiver) const;

  const IndexedPattern& pattern(unsigned number) const { return patterns[number]; }

private:
  /// A symbol's names in all their readings, and the classes whose member it is.
  struct Subject;

  void add(IndexedPattern pattern);
  void file(IndexedPattern pattern, Naming naming, const std::vector<std::string>& keys);
  Subject subject(const facts::Shard& shard, const facts::Symbol& symbol, const facts::Type* receiver) const;
  bool mayFit(const facts::Shard& shard, const facts::Symbol& symbol, const facts::Type* receiver) const;
  void filterFor(const CallPattern& pattern, Language language);
  bool fits(const IndexedPattern& indexed, const Subject& subject) const;
  static bool isOf(const Library& library, const Subject& subject);
  static bool fitsCalled(const CallPattern& pattern, const Subject& subject);
  static bool fitsOperator(const CallPattern& pattern, const Subject& subject);
  std::vector<unsigned> find(const Subject& subject) const;

  const Names& names;
  std::vector<IndexedPattern> patterns;
  llvm::StringMap<std::vector<unsigned>> byName;
  std::vector<unsigned> wild;
  NameFilter filter;     ///< names of symbols that some pattern may mean
  NameFilter allOfClass; ///< classes all of whose methods some pattern means

  using Key = std::pair<std::uint64_t, std::uint64_t>;
  struct Cache {
    std::mutex mutex;
    std::map<Key, std::vector<unsigned>> found;
  };
  mutable std::array<Cache, 64> caches;
};

/// Names of the methods that the symbol overrides, directly or not.
std::vector<std::string> overriddenNames(const facts::Shard& shard, const facts::Symbol& symbol);

/// The frameworks of the catalogue in the order in which they are asked: the project's own (`project`) first.
std::vector<const Framework*> askingOrder(const Catalogue& catalogue);

} // namespace nostall::rules
