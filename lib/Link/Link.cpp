#include "Link/Link.h"

#include "Link/Analysis.h"
#include "Link/Findings.h"
#include "Link/LocalFindings.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>

namespace nostall {

namespace {

LinkCounts countUp(const linker::Analysis& analysis) {
  LinkCounts counts;
  counts.functions = analysis.program.size();
  counts.blockingSites = analysis.leaves.all.size();
  counts.unresolved = analysis.uses.unresolved;
  for (linker::Node node = 0; node < analysis.program.size(); ++node) {
    counts.calls += analysis.program.entity(node).calls.size();
    counts.asyncContexts += analysis.contexts.context[node];
  }
  for (const linker::BlockingCall& leaf : analysis.leaves.all)
    counts.offloadedSites +=
        analysis.contexts.stateAt(analysis.uses, leaf.node, leaf.call) == ContextState::Offloaded;
  const auto unknown = llvm::count_if(analysis.leaves.unknown, [&](const linker::BlockingCall& call) {
    return linker::mayRunOnLoop(analysis, call.node, call.call);
  });
  if (unknown != 0) counts.unresolved[NamedLikeBlocking] = static_cast<std::size_t>(unknown);
  return counts;
}

/// `name` itself, or a qualified name that ends in it.
bool endsInName(llvm::StringRef qualified, llvm::StringRef name) {
  if (!qualified.consume_back(name)) return false;
  return qualified.empty() || qualified.ends_with("::") || qualified.ends_with(".");
}

} // namespace

LinkResult link(const std::vector<LinkShard>& shards, const rules::Catalogue& catalogue,
                const LinkOptions& options) {
  std::optional<rules::Matcher> made;
  const rules::Matcher& matcher = options.matcher ? *options.matcher : made.emplace(catalogue);
  const linker::Analysis analysis = linker::analyse(shards, matcher, options.jobs);
  return {linker::makeFindings(analysis, catalogue, matcher), countUp(analysis)};
}

std::vector<FunctionPath> explainPaths(const std::vector<LinkShard>& shards,
                                       const rules::Catalogue& catalogue, const std::string& name) {
  const rules::Matcher matcher(catalogue);
  const linker::Analysis analysis = linker::analyse(shards, matcher, 1);
  std::vector<FunctionPath> paths;
  for (linker::Node node = 0; node < analysis.program.size(); ++node) {
    const std::string function = linker::displayName(analysis.program, node);
    if (!endsInName(function, name)) continue;
    FunctionPath path;
    path.function = function;
    path.asyncContext = analysis.contexts.context[node];
    path.state = analysis.contexts.state(node);
    const std::vector<linker::Site> sites = linker::blockingSites(analysis, node);
    auto nearest = std::min_element(sites.begin(), sites.end(),
                                    [](const auto& a, const auto& b) { return a.distance < b.distance; });
    if (nearest != sites.end())
      path.path = linker::stepsOf(analysis, *nearest, linker::pathFrom(analysis, *nearest), catalogue,
                                  path.asyncContext ? linker::contextLabel(analysis, node) : "function");
    paths.push_back(std::move(path));
  }
  return paths;
}

} // namespace nostall
