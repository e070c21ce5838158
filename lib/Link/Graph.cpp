#include "Link/Graph.h"

#include <algorithm>

namespace nostall::linker {

Reach reach(std::uint32_t nodes, llvm::ArrayRef<Edge> edges, llvm::ArrayRef<std::uint8_t> ranks,
            llvm::ArrayRef<Leaf> leaves) {
  Reach result;
  result.distance.assign(nodes, Nowhere);
  result.next.assign(nodes, Nowhere);
  result.rank.assign(nodes, 0);
  const Grouped into = groupBy(nodes, static_cast<std::uint32_t>(edges.size()),
                               [&](std::uint32_t edge) { return edges[edge].to; });

  // Every node enters the queue once, level after level; a level is complete, ranks and all, before the next
  // starts.
  std::vector<Node> queue;
  for (const Leaf& leaf : leaves) {
    if (result.distance[leaf.node] == Nowhere) {
      result.distance[leaf.node] = 0;
      result.rank[leaf.node] = leaf.rank;
      queue.push_back(leaf.node);
    } else {
      result.rank[leaf.node] = std::min(result.rank[leaf.node], leaf.rank);
    }
  }
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const Node target = queue[head];
    const std::uint32_t distance = result.distance[target] + 1;
    for (std::uint32_t edge : into.of(target)) {
      const Node source = edges[edge].from;
      const std::uint8_t rank =
          ranks.empty() ? result.rank[target] : std::max(result.rank[target], ranks[edge]);
      if (result.distance[source] == Nowhere) {
        result.distance[source] = distance;
        queue.push_back(source);
      } else if (result.distance[source] != distance ||
                 std::pair(result.rank[source], result.next[source]) <= std::pair(rank, edge)) {
        continue;
      }
      result.rank[source] = rank;
      result.next[source] = edge;
    }
  }
  return result;
}

} // namespace nostall::linker
