#include "Link/Leaves.h"

#include "Link/CallText.h"
#include "Link/Calls.h"
#include "Link/LoopGuards.h"
#include "Support/Parallel.h"

#include <llvm/ADT/STLExtras.h>

#include <tuple>

namespace nostall::linker {

namespace {

using Rules = llvm::SmallVector<const rules::Rule*, 2>;

/// What one call is found to be.
struct Judged {
  const rules::Rule* blocking = nullptr;
  Rules local;
};

/// Of the rules that match one call, the ones to report: a deadlock says more than a stall, and of each local
/// check the first.
Judged judge(llvm::ArrayRef<const rules::Rule*> rules) {
  Judged judged;
  for (const rules::Rule* rule : rules) {
    if (isLocal(rule->check)) {
      if (llvm::none_of(judged.local, [&](const rules::Rule* one) { return one->check == rule->check; }))
        judged.local.push_back(rule);
    } else if (!judged.blocking || (judged.blocking->offByDefault && !rule->offByDefault) ||
               (judged.blocking->check != "certain-deadlock" && rule->check == "certain-deadlock")) {
      judged.blocking = rule;
    }
  }
  return judged;
}

Judged rulesOf(const Program& program, const rules::Matcher& matcher, const Uses& uses, Node node,
               const facts::Call& call) {
  auto handed = uses.callbackOf.find(node);
  const rules::CallView view{program.shard(node), program.entity(node), call,
                             handed == uses.callbackOf.end() ? nullptr : &handed->second};
  Judged judged = judge(matcher.rules(view));
  if (judged.blocking) return judged;
  const auto callee = calleeOf(program, node, call);
  if (!callee || !(program.symbols[*callee].marks & SM_Blocking)) return judged;
  const bool runs = !(call.flags & facts::CF_Awaited) && call.kind != facts::CallKind::Reference;
  if (runs) judged.blocking = &annotatedBlocking();
  return judged;
}

/// Whether something that is only awaited or entered asynchronously is made of the call's result.
bool becomesAwaited(const facts::Entity& entity, Index index) {
  return llvm::any_of(entity.calls, [&](const facts::Call& user) {
    if (!(user.flags & (facts::CF_Awaited | facts::CF_Async))) return false;
    bool uses = false;
    forEachArgument(user, [&](unsigned, const facts::Value& value) {
      uses |= value.kind == facts::Value::Kind::Call && value.call == index;
    });
    return uses;
  });
}

/// Whether a call on an object of unknown type may be one that blocks.
bool mayBlock(const rules::Matcher& matcher, const facts::Shard& shard, const facts::Entity& entity,
              Index index) {
  const facts::Call& call = entity.calls[index];
  if (call.unresolved != facts::Unresolved::Receiver || call.spelling.empty()) return false;
  if (call.flags & (facts::CF_Awaited | facts::CF_Async | facts::CF_Implicit)) return false;
  return call.kind == facts::CallKind::Method && !runsWithoutLoop(shard, entity, call.block) &&
         matcher.mayBlock(shard.language, bareName(shard, call)) && !becomesAwaited(entity, index);
}

} // namespace

const BlockingCall* Leaves::best(const Program& program, Node node) const {
  const auto order = [&](const BlockingCall& leaf) {
    return std::tuple(-levelOf(*leaf.rule), confidenceOf(program.entity(node).calls[leaf.call]));
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
  std::vector<Leaves> parts(program.shards.size());
  support::forEachIndex(jobs, parts.size(), [&](std::size_t shard) {
    Leaves& part = parts[shard];
    for (Node node = program.firstNode[shard]; node < program.firstNode[shard + 1]; ++node) {
      const facts::Entity& entity = program.entity(node);
      for (Index call = 0; call < entity.calls.size(); ++call) {
        Judged judged = rulesOf(program, matcher, uses, node, entity.calls[call]);
        if (judged.blocking && runsWithoutLoop(program.shard(node), entity, entity.calls[call].block))
          judged.blocking = nullptr;
        if (judged.blocking) part.all.push_back({node, call, judged.blocking});
        for (const rules::Rule* rule : judged.local)
          part.local.push_back({node, call, rule});
        if (mayBlock(matcher, program.shard(node), entity, call))
          part.unknown.push_back({node, call, &unknownReceiver()});
      }
    }
  });
  Leaves leaves;
  leaves.offsets.assign(program.size() + 1, 0);
  for (const Leaves& part : parts) {
    llvm::append_range(leaves.all, part.all);
    llvm::append_range(leaves.local, part.local);
    llvm::append_range(leaves.unknown, part.unknown);
  }
  for (const BlockingCall& leaf : leaves.all)
    ++leaves.offsets[leaf.node + 1];
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

const rules::Rule& unknownReceiver() {
  static const rules::Rule rule = [] {
    rules::Rule rule;
    rule.id = "unknown-receiver";
    rule.library = "unknown";
    rule.why = "is named like a method that waits, and the type of its object is not known";
    return rule;
  }();
  return rule;
}

std::vector<const rules::Rule*> ownRules() { return {&annotatedBlocking(), &unknownReceiver()}; }

bool isLocal(std::string_view check) {
  return check != "blocking-call" && check != "blocking-wait" && check != "certain-deadlock";
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

std::uint8_t levelOf(const rules::Rule& rule) {
  constexpr std::uint8_t offByDefault = static_cast<std::uint8_t>(Severity::Error) + 1;
  if (rule.offByDefault) return offByDefault;
  return static_cast<std::uint8_t>(Severity::Error) - static_cast<std::uint8_t>(severityOf(rule));
}

Confidence confidenceOf(const facts::Call& call) {
  return call.flags & facts::CF_Guessed ? Confidence::Possible : Confidence::Certain;
}

} // namespace nostall::linker
