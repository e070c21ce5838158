#include "Link/Graph.h"

#include <algorithm>

namespace nostall::linker {

namespace {

struct Search {
  llvm::ArrayRef<Edge> edges;
  llvm::ArrayRef<std::uint8_t> ranks;
  Grouped into; ///< node → edges to it
  Reach result;
  std::vector<Node> queue; ///< every node enters it once
  std::size_t head = 0;

  void start(const Leaf& leaf) {
    if (result.distance[leaf.node] == Nowhere) {
      result.distance[leaf.node] = 0;
      result.rank[leaf.node] = leaf.rank;
      result.level[leaf.node] = leaf.level;
      queue.push_back(leaf.node);
    } else if (result.distance[leaf.node] == 0 && result.level[leaf.node] == leaf.level) {
      result.rank[leaf.node] = std::min(result.rank[leaf.node], leaf.rank);
    }
  }

  /// Goes on from all that is in the queue, distance after distance: one is complete, ranks and all, before
  /// the next starts.
  void run() {
    for (; head < queue.size(); ++head)
      for (std::uint32_t edge : into.of(queue[head]))
        follow(edge);
  }

  void follow(std::uint32_t edge) {
    const auto [source, target] = edges[edge];
    const std::uint32_t distance = result.distance[target] + 1;
    const std::uint8_t level = result.level[target];
    const std::uint8_t rank =
        ranks.empty() ? result.rank[target] : std::max(result.rank[target], ranks[edge]);
    if (result.distance[source] == Nowhere) {
      result.distance[source] = distance;
      result.level[source] = level;
      queue.push_back(source);
    } else if (result.distance[source] != distance || result.level[source] != level ||
               std::pair(result.rank[source], result.next[source]) <= std::pair(rank, edge)) {
      return;
    }
    result.rank[source] = rank;
    result.next[source] = edge;
  }
};

} // namespace

Reach reach(std::uint32_t nodes, llvm::ArrayRef<Edge> edges, llvm::ArrayRef<std::uint8_t> ranks,
            llvm::ArrayRef<Leaf> leaves) {
  Search search{edges, ranks, {}, {}, {}};
  search.result.distance.assign(nodes, Nowhere);
  search.result.next.assign(nodes, Nowhere);
  search.result.rank.assign(nodes, 0);
  search.result.level.assign(nodes, 0);
  search.into = groupBy(nodes, static_cast<std::uint32_t>(edges.size()),
                        [&](std::uint32_t edge) { return edges[edge].to; });
  std::uint8_t levels = 0;
  for (const Leaf& leaf : leaves)
    levels = std::max<std::uint8_t>(levels, leaf.level + 1);
  // What a level has reached is taken when the next one starts.
  for (std::uint8_t level = 0; level < levels; ++level) {
    for (const Leaf& leaf : leaves)
      if (leaf.level == level) search.start(leaf);
    search.run();
  }
  return std::move(search.result);
}

} // namespace nostall::linker
