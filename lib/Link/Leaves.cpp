#include "Link/Leaves.h"

#include "Link/Calls.h"
#include "Link/Parallel.h"

#include <llvm/ADT/STLExtras.h>

#include <tuple>

namespace nostall::linker {

namespace {

/// Of the rules that match one call, the one to report: a deadlock says more than a stall.
const rules::Rule* decisive(llvm::ArrayRef<const rules::Rule*> rules) {
  if (rules.empty()) return nullptr;
  auto deadlock =
      llvm::find_if(rules, [](const rules::Rule* rule) { return rule->check == "certain-deadlock"; });
  return deadlock == rules.end() ? rules.front() : *deadlock;
}

const rules::Rule* ruleOf(const Program& program, const rules::Matcher& matcher, const Uses& uses, Node node,
                          const facts::Call& call) {
  auto handed = uses.callbackOf.find(node);
  const rules::CallView view{program.shard(node), program.entity(node), call,
                             handed == uses.callbackOf.end() ? nullptr : &handed->second};
  if (const rules::Rule* rule = decisive(matcher.rules(view))) return rule;
  const auto callee = calleeOf(program, node, call);
  if (!callee || !(program.symbols[*callee].marks & SM_Blocking)) return nullptr;
  const bool runs = !(call.flags & facts::CF_Awaited) && call.kind != facts::CallKind::Reference;
  return runs ? &annotatedBlocking() : nullptr;
}

} // namespace

const BlockingCall* Leaves::best(const Program& program, Node node) const {
  const auto order = [&](const BlockingCall& leaf) {
    return std::tuple(severityOf(*leaf.rule), confidenceOf(program.entity(node).calls[leaf.call]));
  };
  const BlockingCall* best = nullptr;
  for (const BlockingCall& leaf : of(node))
    if (!best || order(*best) < order(leaf)) best = &leaf;
  return best;
}

const BlockingCall* Leaves::at(Node node, Index call) const {
  const auto all = of(node);
  auto found = llvm::find_if(all, [&](const BlockingCall& leaf) { return leaf.call == call; });
  return found == all.end() ? nullptr : &*found;
}

Leaves findLeaves(const Program& program, const rules::Matcher& matcher, const Uses& uses, unsigned jobs) {
  std::vector<std::vector<BlockingCall>> parts(program.shards.size());
  forEachIndex(jobs, parts.size(), [&](std::size_t shard) {
    for (Node node = program.firstNode[shard]; node < program.firstNode[shard + 1]; ++node) {
      const auto& calls = program.entity(node).calls;
      for (Index call = 0; call < calls.size(); ++call)
        if (const rules::Rule* rule = ruleOf(program, matcher, uses, node, calls[call]))
          parts[shard].push_back({node, call, rule});
    }
  });
  Leaves leaves;
  leaves.offsets.assign(program.size() + 1, 0);
  for (const auto& part : parts)
    for (const BlockingCall& leaf : part) {
      leaves.all.push_back(leaf);
      ++leaves.offsets[leaf.node + 1];
    }
  for (Node node = 0; node < program.size(); ++node)
    leaves.offsets[node + 1] += leaves.offsets[node];
  return leaves;
}

const rules::Rule& annotatedBlocking() {
  static const rules::Rule rule = [] {
    rules::Rule rule;
    rule.id = "annotated-blocking";
    rule.library = "annotations";
    rule.why = "is annotated as blocking";
    return rule;
  }();
  return rule;
}

Severity severityOf(const rules::Rule& rule) {
  if (rule.severity) {
    if (*rule.severity == "error") return Severity::Error;
    return *rule.severity == "warning" ? Severity::Warning : Severity::Note;
  }
  switch (rule.engine) {
  case rules::Engine::Network:
  case rules::Engine::Wait:
    return Severity::Error;
  case rules::Engine::EmbeddedDisk:
    return Severity::Warning;
  case rules::Engine::InMemory:
    return Severity::Note;
  }
  return Severity::Error;
}

Confidence confidenceOf(const facts::Call& call) {
  return call.flags & facts::CF_Guessed ? Confidence::Possible : Confidence::Certain;
}

} // namespace nostall::linker
