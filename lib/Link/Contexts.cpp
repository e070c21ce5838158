#include "Link/Contexts.h"

#include "Support/Parallel.h"

#include <llvm/ADT/StringRef.h>

namespace nostall::linker {

using facts::None;

namespace {

/// A generator runs in whoever asks it for the next value. One of a type that no framework describes is
/// recognised by yielding and never awaiting.
bool isGenerator(const facts::Shard& shard, const facts::Entity& entity,
                 const std::optional<rules::Matcher::ContextMatch>& match) {
  if (match && match->task) return match->task->generator;
  return shard.language == facts::Language::Cxx && (entity.flags & facts::EF_Generator) &&
         entity.awaits.empty();
}

std::string recordOf(const facts::Shard& shard, const facts::Symbol& symbol) {
  return symbol.returnType == None ? std::string() : shard.types[symbol.returnType].record;
}

Places placeOf(rules::Runs runs) {
  switch (runs) {
  case rules::Runs::Loop:
    return P_Loop;
  case rules::Runs::Pool:
    return P_Pool;
  default:
    return P_Unsure;
  }
}

std::string entryLabel(const rules::EntryPoint& entry, const rules::Framework& framework) {
  const std::string who = framework.title.empty() ? framework.name : framework.title;
  if (!entry.annotations.empty()) return "slot of " + who;
  return "called by " + who;
}

Declared declare(const Program& program, const rules::Matcher& matcher, Node node) {
  const facts::Shard& shard = program.shard(node);
  const facts::Entity& entity = program.entity(node);
  const facts::Symbol& symbol = shard.symbols[entity.symbol];
  const std::uint8_t marks = program.symbols[program.nodes[node].symbol].marks;
  const auto match = matcher.context(shard, symbol);
  const bool coroutine = entity.flags & facts::EF_Coroutine;
  const bool asyncDef = coroutine && shard.language == facts::Language::Python;
  const bool generator = isGenerator(shard, entity, match);

  Declared declared;
  if (match) declared.framework = match->framework;
  if (asyncDef) {
    // No thread but a loop's can run it: called from code that is offloaded, it has to be given to a loop.
    declared.context = declared.task = declared.generic = true;
    declared.root = P_Loop;
    declared.label = "async def";
  } else if (coroutine && !generator) {
    declared.context = declared.task = true;
    declared.label = "coroutine";
  } else if (!coroutine && !generator &&
             ((match && match->task) ||
              ((symbol.flags & facts::SF_CoroutineType) && !recordOf(shard, symbol).starts_with("std::")))) {
    declared.context = declared.task = true;
    declared.label = "returns `" + recordOf(shard, symbol) + "`";
  }
  if (match && match->entry) {
    // A signature only says that the function is made for a loop; a name or an annotation says that it runs
    // there.
    const bool bySignature = !match->entry->parameters.empty() || !match->entry->results.empty();
    const Places place = placeOf(match->entry->runs);
    if (place != P_Loop || !bySignature) declared.root |= place;
    declared.context |= place != P_Pool;
    declared.startup = match->entry->startup;
    if ((declared.label.empty() || asyncDef) && declared.context) {
      declared.label = entryLabel(*match->entry, *match->framework);
      declared.generic = false;
    }
  }
  if (marks & (SM_Async | SM_NonBlocking)) {
    declared.context = true;
    declared.root |= P_Loop;
    declared.label = marks & SM_Async ? "annotated `nostall::async`" : "annotated `clang::nonblocking`";
  }
  return declared;
}

bool looksLikeOffload(const Uses& uses, const Use& use) {
  return use.origin != Nowhere && uses.origins[use.origin].rule &&
         !uses.origins[use.origin].rule->looksLikeOffload.empty();
}

/// Propagates places along uses.
struct Propagation {
  const Uses& uses;
  const std::vector<Declared>& declared;
  Contexts& contexts;
  std::vector<Node> pending;

  /// That synchronous code calls it, too, says something of a coroutine and nothing of a callback.
  bool mindsPlain(Node node) const {
    return !contexts.context[node] || (declared[node].context && !(declared[node].root & P_Unsure));
  }

  void put(Node node, Places places, std::uint32_t use) {
    if (!mindsPlain(node)) places &= static_cast<Places>(~P_Plain);
    const Places now = Places(contexts.places[node] | places);
    if (now == contexts.places[node]) return;
    if (stateOf(now) != ContextState::Offloaded &&
        (contexts.places[node] == 0 || stateOf(now) != contexts.state(node)))
      contexts.decisive[node] = use;
    contexts.places[node] = now;
    pending.push_back(node);
  }

  /// Where `use` runs its target, as far as it is known where the user runs.
  Places contribution(const Use& use, Places entered) const {
    const Places here = resolvePlaces(uses.placeOf(use.from, use.call), entered);
    switch (use.run) {
    case Run::Call:
    case Run::Inline:
      return use.immediate && contexts.context[use.to] && (here & P_Loop) ? Places{P_FakeLoop} : here;
    case Run::Loop:
      return looksLikeOffload(uses, use) ? P_FakeLoop : P_Loop;
    case Run::Pool:
      return P_Pool;
    case Run::PoolTask:
      return Places((here & P_Plain ? P_PoolLoop : 0) | (here & ~P_Plain ? P_Pool : 0));
    case Run::Unsure:
      return P_Unsure;
    case Run::NotHere:
      return 0;
    }
    return 0;
  }

  /// What a function passes on: for what it calls, it does not matter how the loop was reached, and a context
  /// that synchronous code starts runs on a loop.
  Places passedOn(Node node) const {
    Places places = contexts.places[node];
    if (places & P_FakeLoop) places = Places((places & ~P_FakeLoop) | P_Loop);
    if (contexts.context[node] && (places & P_Plain)) places = Places((places & ~P_Plain) | P_Loop);
    return places;
  }

  void run() {
    while (!pending.empty()) {
      const Node node = pending.back();
      pending.pop_back();
      const Places entered = passedOn(node);
      for (std::uint32_t index : uses.from.of(node)) {
        const Use& use = uses.all[index];
        if (const Places places = contribution(use, entered)) put(use.to, places, index);
      }
    }
  }
};

} // namespace

ContextState Contexts::stateAt(const Uses& uses, Node node, Index call) const {
  const Places relative = uses.placeOf(node, call);
  Places here = relative & static_cast<Places>(~P_Entry);
  if (relative & P_Entry) here |= places[node];
  return stateOf(here);
}

bool Contexts::fake(Node node) const {
  return (places[node] & P_FakeLoop) && !(places[node] & (P_Loop | P_PoolLoop | P_Plain));
}

bool Contexts::poolLoop(Node node) const {
  return (places[node] & P_PoolLoop) && !(places[node] & (P_Loop | P_FakeLoop | P_Plain));
}

std::vector<Declared> declaredContexts(const Program& program, const rules::Matcher& matcher, unsigned jobs) {
  std::vector<Declared> declared(program.size());
  support::forEachIndex(jobs, program.shards.size(), [&](std::size_t shard) {
    for (Node node = program.firstNode[shard]; node < program.firstNode[shard + 1]; ++node)
      declared[node] = declare(program, matcher, node);
  });
  return declared;
}

Contexts decideContexts(const Program& program, const Uses& uses, const std::vector<Declared>& declared) {
  Contexts contexts;
  contexts.places.assign(program.size(), 0);
  contexts.decisive.assign(program.size(), Nowhere);
  std::vector<bool> used(program.size());
  for (const Declared& one : declared)
    contexts.context.push_back(one.context);
  for (const Use& use : uses.all) {
    if (use.run != Run::NotHere) used[use.to] = true;
    if (use.run == Run::Loop || use.run == Run::Unsure) contexts.context[use.to] = true;
  }

  Propagation propagation{uses, declared, contexts, {}};
  const auto unused = [&](Node node) { return Places(contexts.context[node] ? P_Loop : P_Plain); };
  for (Node node = 0; node < program.size(); ++node) {
    propagation.put(node, declared[node].root, Nowhere);
    if (!used[node] && !declared[node].root) propagation.put(node, unused(node), Nowhere);
  }
  propagation.run();
  // What only calls itself, directly or in a circle, has no use that says anything.
  for (bool context : {false, true}) {
    for (Node node = 0; node < program.size(); ++node)
      if (!contexts.places[node] && contexts.context[node] == context)
        propagation.put(node, unused(node), Nowhere);
    propagation.run();
  }
  return contexts;
}

} // namespace nostall::linker
