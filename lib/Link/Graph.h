// Shortest distances to a set of leaves in a directed graph: breadth first, backwards from the leaves. Knows
// nothing of facts or rules, so it can be measured and tested alone.
//
// The graph is the edge list that the caller already holds, plus one permutation of it, by target, made with
// a counting sort: four bytes an edge and no allocation for each. Everything is linear in nodes and edges,
// and the result does not depend on anything but the order of the edges.
#pragma once

#include <llvm/ADT/ArrayRef.h>

#include <cstdint>
#include <vector>

namespace nostall::linker {

using Node = std::uint32_t;
/// An index that refers to nothing.
inline constexpr std::uint32_t Nowhere = ~std::uint32_t{0};

struct Edge {
  Node from = 0;
  Node to = 0;
};

/// Items grouped by a key: those of key k are items[offsets[k]] to items[offsets[k + 1]].
struct Grouped {
  std::vector<std::uint32_t> offsets;
  std::vector<std::uint32_t> items;

  llvm::ArrayRef<std::uint32_t> of(std::uint32_t key) const {
    return llvm::ArrayRef(items).slice(offsets[key], offsets[key + 1] - offsets[key]);
  }
};

/// Groups the indices 0 … count - 1 by `key(index)`, which is less than `keys`; indices stay ascending in a
/// group.
template <typename Key>
Grouped groupBy(std::uint32_t keys, std::uint32_t count, Key key) {
  Grouped result;
  result.offsets.assign(keys + 1, 0);
  for (std::uint32_t index = 0; index < count; ++index)
    ++result.offsets[key(index) + 1];
  for (std::uint32_t k = 0; k < keys; ++k)
    result.offsets[k + 1] += result.offsets[k];
  result.items.resize(count);
  std::vector<std::uint32_t> next(result.offsets.begin(), result.offsets.end() - 1);
  for (std::uint32_t index = 0; index < count; ++index)
    result.items[next[key(index)]++] = index;
  return result;
}

/// How each node reaches a leaf, among those of the best level that it reaches.
struct Reach {
  std::vector<std::uint32_t> distance; ///< edges to the nearest leaf; Nowhere: none is reached
  std::vector<std::uint32_t> next;     ///< the edge that a shortest path takes first; Nowhere at leaves
  std::vector<std::uint8_t> rank;      ///< the worst rank on that path
  std::vector<std::uint8_t> level;     ///< of the leaf

  bool reaches(Node node) const { return distance[node] != Nowhere; }
};

/// A node that is at distance 0, and the rank that it starts from.
struct Leaf {
  Node node = 0;
  std::uint8_t rank = 0;
  std::uint8_t level = 0; ///< any leaf of a lower level goes before one of a higher, however far it is
};

/// Among the shortest paths of a node to the best level the one of the lowest rank is taken, then the one
/// whose edge comes first. `ranks` has an entry for each edge, or is empty (all 0).
Reach reach(std::uint32_t nodes, llvm::ArrayRef<Edge> edges, llvm::ArrayRef<std::uint8_t> ranks,
            llvm::ArrayRef<Leaf> leaves);

} // namespace nostall::linker
