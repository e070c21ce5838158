// All of link's steps in order, from shards to what reaches what; findings and `nostall path` read the
// result.
#pragma once

#include "Link/Contexts.h"
#include "Link/Graph.h"
#include "Link/Leaves.h"
#include "Link/Link.h"
#include "Link/Program.h"
#include "Link/Uses.h"

#include <optional>
#include <vector>

namespace nostall::linker {

struct Analysis {
  Program program;
  Uses uses;
  std::vector<Declared> declared;
  Contexts contexts;
  std::vector<bool> startup; ///< by node: runs at startup and the like only
  Leaves leaves;
  Reach reach;                      ///< of functions that are not contexts, through each other
  std::vector<std::uint32_t> useOf; ///< the use behind an edge of `reach`
};

Analysis analyse(llvm::ArrayRef<LinkShard> shards, const rules::Matcher& matcher, unsigned jobs);

/// A call that blocks, itself or through what it runs.
struct Site {
  Node node = 0;
  Index call = 0;
  const BlockingCall* leaf = nullptr; ///< when the call itself blocks
  std::uint32_t use = Nowhere;        ///< else the use that leads on
  std::uint32_t distance = 0;         ///< calls between it and the one that blocks
};

/// The calls of a node that block, in order, with the shortest way for each.
std::vector<Site> blockingSites(const Analysis& analysis, Node node);

/// A way from a site to the call that blocks.
struct Path {
  std::vector<std::uint32_t> uses; ///< from the site on; empty when the site's call blocks itself
  const BlockingCall* leaf = nullptr;
  Confidence confidence = Confidence::Certain; ///< of the weakest step
};
Path pathFrom(const Analysis& analysis, const Site& site);

/// The rows of the path. The first is the function itself, labelled `contextLabel`.
std::vector<PathStep> stepsOf(const Analysis& analysis, const Site& site, const Path& path,
                              const rules::Catalogue& catalogue, const std::string& contextLabel);

/// What an async context is: `coroutine`, `route of FastAPI`, `callback of `asio::post``, …
std::string contextLabel(const Analysis& analysis, Node context);

/// Why the call that a rule means blocks.
std::string whyOf(const rules::Rule& rule, const rules::Catalogue& catalogue);
const rules::Library* libraryOf(const rules::Rule& rule, const rules::Catalogue& catalogue);

/// What a call calls, as shown to people.
std::string shownCallee(const Analysis& analysis, Node node, Index call);

} // namespace nostall::linker
