#include "Link/Graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall::linker;
using testing::ElementsAre;

namespace {

TEST(Graph, GroupsKeepTheirOrder) {
  const std::vector<unsigned> keys = {2, 0, 2, 1, 0};
  const Grouped groups = groupBy(4, 5, [&](unsigned index) { return keys[index]; });
  EXPECT_THAT(groups.of(0), ElementsAre(1, 4));
  EXPECT_THAT(groups.of(1), ElementsAre(3));
  EXPECT_THAT(groups.of(2), ElementsAre(0, 2));
  EXPECT_TRUE(groups.of(3).empty());
}

TEST(Graph, DistancesGrowBackwards) {
  const std::vector<Edge> edges = {{0, 1}, {1, 2}, {2, 3}};
  const Reach result = reach(5, edges, {}, Leaf{3, 0});
  EXPECT_THAT(result.distance, ElementsAre(3, 2, 1, 0, Nowhere));
  EXPECT_THAT(result.next, ElementsAre(0, 1, 2, Nowhere, Nowhere));
}

TEST(Graph, TakesTheShorterOfTwoWays) {
  const std::vector<Edge> edges = {{0, 1}, {1, 2}, {2, 3}, {0, 2}};
  EXPECT_EQ(reach(4, edges, {}, Leaf{3, 0}).next[0], 3u);
}

TEST(Graph, EqualWaysTakeTheFirstEdge) {
  const std::vector<Edge> edges = {{0, 2}, {0, 1}, {1, 3}, {2, 3}};
  EXPECT_EQ(reach(4, edges, {}, Leaf{3, 0}).next[0], 0u);
}

TEST(Graph, EqualWaysTakeTheBetterRank) {
  const std::vector<Edge> edges = {{0, 2}, {0, 1}, {1, 3}, {2, 3}};
  const std::vector<std::uint8_t> ranks = {0, 0, 0, 2};
  const Reach result = reach(4, edges, ranks, Leaf{3, 0});
  EXPECT_EQ(result.next[0], 1u);
  EXPECT_EQ(result.rank[0], 0u);
  EXPECT_EQ(result.rank[2], 2u);
}

TEST(Graph, TheLeafsRankCounts) {
  const std::vector<Edge> edges = {{0, 1}};
  EXPECT_EQ(reach(2, edges, {}, Leaf{1, 2}).rank[0], 2u);
}

TEST(Graph, SeveralLeavesAndTheNearest) {
  const std::vector<Edge> edges = {{0, 1}, {1, 2}, {0, 3}};
  const std::vector<Leaf> leaves = {{2, 0}, {3, 0}};
  const Reach result = reach(4, edges, {}, leaves);
  EXPECT_EQ(result.distance[0], 1u);
  EXPECT_EQ(result.next[0], 2u);
}

TEST(Graph, ABetterLevelGoesBeforeANearerLeaf) {
  const std::vector<Edge> edges = {{0, 1}, {1, 2}, {0, 3}, {4, 3}};
  const std::vector<Leaf> leaves = {{3, 0, 1}, {2, 0, 0}};
  const Reach result = reach(5, edges, {}, leaves);
  EXPECT_THAT(result.distance, ElementsAre(2, 1, 0, 0, 1));
  EXPECT_THAT(result.level, ElementsAre(0, 0, 0, 1, 1));
  EXPECT_EQ(result.next[0], 0u);
}

TEST(Graph, ALeafThatReachesABetterOneIsOnItsPath) {
  const std::vector<Edge> edges = {{0, 1}, {1, 2}};
  const std::vector<Leaf> leaves = {{1, 0, 2}, {2, 0, 0}};
  const Reach result = reach(3, edges, {}, leaves);
  EXPECT_THAT(result.distance, ElementsAre(2, 1, 0));
  EXPECT_EQ(result.next[1], 1u);
}

TEST(Graph, CirclesAndSelfLoopsEnd) {
  const std::vector<Edge> edges = {{0, 0}, {0, 1}, {1, 0}, {1, 2}, {3, 4}, {4, 3}};
  const Reach result = reach(5, edges, {}, Leaf{2, 0});
  EXPECT_THAT(result.distance, ElementsAre(2, 1, 0, Nowhere, Nowhere));
}

TEST(Graph, NothingIsFine) {
  EXPECT_TRUE(reach(0, {}, {}, {}).distance.empty());
  EXPECT_FALSE(reach(1, {}, {}, {}).reaches(0));
}

} // namespace
