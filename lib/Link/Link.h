// Link: the facts of all units and the catalogue in, findings out. See docs/design/reachability.md.
#pragma once

#include "Facts/Facts.h"
#include "Link/Finding.h"
#include "Rules/Catalogue.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace nostall {

namespace rules {
class Matcher;
}

/// What link starts from: a shard once, however many units saw it.
struct LinkShard {
  std::shared_ptr<const facts::Shard> shard;
  /// The build namespaces (Unit::target) of the units that saw it, sorted. An internal or repeated definition
  /// is resolved within one of them when it can be.
  std::vector<std::string> targets;
};

struct LinkOptions {
  unsigned jobs = 1;
  const rules::Matcher* matcher = nullptr; ///< of the catalogue, when the caller keeps one
};

/// The reason of LinkCounts::unresolved under which the findings of `unknown-receiver` are counted.
inline constexpr const char* NamedLikeBlocking =
    "calls of methods named like blocking ones on receivers whose type is not known";

/// What was looked at and what could not be decided. Keys are sentences for people.
struct LinkCounts {
  std::size_t functions = 0;
  std::size_t calls = 0;
  std::size_t asyncContexts = 0;
  std::size_t blockingSites = 0;                 ///< calls that match a rule, whoever reaches them
  std::size_t offloadedSites = 0;                ///< of these, in code that runs where waiting is allowed
  std::map<std::string, std::size_t> unresolved; ///< calls not followed, by reason
};

struct LinkResult {
  std::vector<Finding> findings; ///< sorted; those in unsure contexts too, marked so
  LinkCounts counts;
};

LinkResult link(const std::vector<LinkShard>& shards, const rules::Catalogue& catalogue,
                const LinkOptions& options = {});

/// Why a function blocks (`nostall path`): the shortest paths from functions whose qualified name ends in
/// `name` to a blocking call, whether or not anything asynchronous reaches them.
struct FunctionPath {
  std::string function;
  ContextState state = ContextState::Async; ///< meaningful when `asyncContext`
  bool asyncContext = false;
  std::vector<PathStep> path; ///< empty: it does not block
};
std::vector<FunctionPath> explainPaths(const std::vector<LinkShard>& shards,
                                       const rules::Catalogue& catalogue, const std::string& name);

} // namespace nostall
