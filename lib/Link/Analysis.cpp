#include "Link/Analysis.h"

#include "Link/Startup.h"

#include <algorithm>
#include <tuple>

namespace nostall::linker {

namespace {

std::uint8_t rankOf(Confidence confidence) {
  return static_cast<std::uint8_t>(Confidence::Certain) - static_cast<std::uint8_t>(confidence);
}

Confidence confidenceOfRank(std::uint8_t rank) {
  return static_cast<Confidence>(static_cast<std::uint8_t>(Confidence::Certain) - rank);
}

/// Whether the user blocks when the used function does.
bool runsInline(const Contexts& contexts, const Use& use) {
  return (use.run == Run::Call || use.run == Run::Inline) && !contexts.context[use.to];
}

void findReach(Analysis& analysis) {
  std::vector<Edge> edges;
  std::vector<std::uint8_t> ranks;
  for (std::uint32_t index = 0; index < analysis.uses.all.size(); ++index) {
    const Use& use = analysis.uses.all[index];
    if (!runsInline(analysis.contexts, use) || analysis.contexts.context[use.from]) continue;
    edges.push_back({use.from, use.to});
    ranks.push_back(rankOf(use.confidence));
    analysis.useOf.push_back(index);
  }
  std::vector<Leaf> leaves;
  for (Node node = 0; node < analysis.program.size(); ++node)
    if (!analysis.contexts.context[node])
      if (const BlockingCall* leaf = analysis.leaves.best(analysis.program, node))
        leaves.push_back({node, rankOf(confidenceOf(analysis.program.entity(node).calls[leaf->call])),
                          levelOf(*leaf->rule)});
  analysis.reach = reach(analysis.program.size(), edges, ranks, leaves);
}

} // namespace

Analysis analyse(llvm::ArrayRef<LinkShard> shards, const rules::Matcher& matcher, unsigned jobs) {
  Analysis analysis;
  analysis.program = mergeShards(shards);
  analysis.declared = declaredContexts(analysis.program, matcher, jobs);
  std::vector<bool> tasks;
  for (const Declared& declared : analysis.declared)
    tasks.push_back(declared.task);
  analysis.uses = collectUses(analysis.program, matcher, tasks, jobs);
  analysis.contexts = decideContexts(analysis.program, analysis.uses, analysis.declared);
  analysis.startup = runsAtStartupOnly(analysis.program, analysis.uses, analysis.declared);
  analysis.leaves = findLeaves(analysis.program, matcher, analysis.uses, jobs);
  findReach(analysis);
  return analysis;
}

std::vector<Site> blockingSites(const Analysis& analysis, Node node) {
  std::vector<Site> sites;
  for (const BlockingCall& leaf : analysis.leaves.of(node))
    sites.push_back({node, leaf.call, &leaf, Nowhere, 0});
  const auto better = [&](std::uint32_t a, std::uint32_t b) {
    const auto key = [&](std::uint32_t index) {
      const Use& use = analysis.uses.all[index];
      return std::tuple(analysis.reach.level[use.to], analysis.reach.distance[use.to],
                        std::max(analysis.reach.rank[use.to], rankOf(use.confidence)), index);
    };
    return key(a) < key(b);
  };
  const auto direct = sites.size();
  for (std::uint32_t index : analysis.uses.from.of(node)) {
    const Use& use = analysis.uses.all[index];
    if (!runsInline(analysis.contexts, use) || !analysis.reach.reaches(use.to)) continue;
    if (analysis.leaves.at(node, use.call)) continue;
    if (sites.size() == direct || sites.back().call != use.call)
      sites.push_back({node, use.call, nullptr, index, 0});
    else if (better(index, sites.back().use))
      sites.back().use = index;
  }
  for (Site& site : sites)
    if (site.use != Nowhere) site.distance = analysis.reach.distance[analysis.uses.all[site.use].to] + 1;
  std::sort(sites.begin(), sites.end(), [](const Site& a, const Site& b) { return a.call < b.call; });
  return sites;
}

Path pathFrom(const Analysis& analysis, const Site& site) {
  Path path;
  path.leaf = site.leaf;
  if (!path.leaf) {
    std::uint32_t use = site.use;
    path.uses.push_back(use);
    Node node = analysis.uses.all[use].to;
    path.confidence =
        std::min(analysis.uses.all[use].confidence, confidenceOfRank(analysis.reach.rank[node]));
    while (analysis.reach.next[node] != Nowhere) {
      use = analysis.useOf[analysis.reach.next[node]];
      path.uses.push_back(use);
      node = analysis.uses.all[use].to;
    }
    path.leaf = analysis.leaves.best(analysis.program, node);
  }
  path.confidence = std::min(path.confidence,
                             confidenceOf(analysis.program.entity(path.leaf->node).calls[path.leaf->call]));
  return path;
}

} // namespace nostall::linker
