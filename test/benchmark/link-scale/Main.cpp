// How link's reachability grows: synthetic call graphs of 10^5 to 10^7 edges, beside sorting 10^7 pairs of
// 64-bit keys in the same run. Prints times, their ratio, the growth per edge and the peak of memory; ends
// with 1 when the largest graph takes more than 4 times the sort or more than 1 GB.
//
// The graphs are like programs: four calls a function, most of them to functions nearby (the same file), the
// rest anywhere; one function in a hundred blocks, one in twenty is an async context and stops the search.
// Building the graph from the plain list of calls is part of what is measured, and so is the path of every
// context.

#include "Link/Graph.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <utility>
#include <vector>

using namespace nostall::linker;

namespace {

constexpr std::uint32_t EdgesPerNode = 4;
constexpr int Repetitions = 3;

/// A reproducible sequence (splitmix64).
struct Random {
  std::uint64_t state;
  std::uint64_t operator()() {
    std::uint64_t z = state += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
};

struct Graph {
  std::uint32_t nodes;
  std::vector<Edge> calls;
  std::vector<Leaf> leaves;
  static bool isContext(Node node) { return node % 20 == 7; }
};

Graph makeGraph(std::uint32_t edges) {
  Random random{edges};
  Graph graph{edges / EdgesPerNode, {}, {}};
  graph.calls.reserve(edges);
  for (std::uint32_t call = 0; call < edges; ++call) {
    const Node from = call / EdgesPerNode;
    const bool near = random() % 10 < 8;
    const auto step = static_cast<std::uint32_t>(random() % (near ? 64 : graph.nodes));
    graph.calls.push_back({from, (from + step) % graph.nodes});
  }
  for (Node node = 0; node < graph.nodes; ++node)
    if (!Graph::isContext(node) && random() % 100 == 0) graph.leaves.push_back({node, 0});
  return graph;
}

double seconds(auto work) {
  double best = 1e9;
  for (int repetition = 0; repetition < Repetitions; ++repetition) {
    const auto start = std::chrono::steady_clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

/// The number of steps on all contexts' paths.
std::uint64_t linkGraph(const Graph& graph) {
  std::vector<Edge> inner;
  for (const Edge& call : graph.calls)
    if (!Graph::isContext(call.from) && !Graph::isContext(call.to)) inner.push_back(call);
  const Reach result = reach(graph.nodes, inner, {}, graph.leaves);
  std::uint64_t steps = 0;
  for (const Edge& call : graph.calls) {
    if (!Graph::isContext(call.from) || Graph::isContext(call.to) || !result.reaches(call.to)) continue;
    for (Node node = call.to; result.next[node] != Nowhere; node = inner[result.next[node]].to)
      ++steps;
  }
  return steps;
}

double peakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

} // namespace

int main() {
  std::uint64_t steps = 0;
  double largest = 0;
  std::printf("%10s %10s %12s\n", "edges", "seconds", "ns per edge");
  for (const std::uint32_t edges : {100'000u, 316'000u, 1'000'000u, 3'160'000u, 10'000'000u}) {
    const Graph graph = makeGraph(edges);
    largest = seconds([&] { steps += linkGraph(graph); });
    std::printf("%10u %10.4f %12.1f\n", edges, largest, largest / edges * 1e9);
  }
  const double memory = peakMegabytes();

  constexpr std::size_t pairs = 10'000'000;
  Random random{1};
  std::vector<std::pair<std::uint64_t, std::uint64_t>> source(pairs);
  for (auto& pair : source)
    pair = {random(), random()};
  auto sorted = source;
  const double sort = seconds([&] {
    sorted = source;
    std::sort(sorted.begin(), sorted.end());
  });

  const double ratio = largest / sort;
  std::printf("sorting 10^7 pairs: %.4f s; the largest graph takes %.2f times that; peak memory %.0f MB\n",
              sort, ratio, memory);
  std::printf("(%llu steps on paths)\n", static_cast<unsigned long long>(steps));
  return ratio <= 4 && memory < 1024 ? 0 : 1;
}
