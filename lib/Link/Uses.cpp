#include "Link/Uses.h"

#include "Link/LoopGuards.h"
#include "Link/Parameters.h"
#include "Link/Slots.h"
#include "Support/Parallel.h"

#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/STLExtras.h>

#include <algorithm>
#include <tuple>

namespace nostall::linker {

using facts::Callable;
using facts::None;
using facts::Value;

namespace {

/// A callable or a task that an argument holds, and where the argument goes.
struct Handed {
  Use use; ///< all but how it runs
  Handing handing;
  unsigned argument = 0;
  Index maker = None; ///< of a task: the call that made it
};

/// What one shard contributes, so that shards can be read in parallel.
struct Part {
  std::vector<Use> calls;
  std::vector<Use> slotCalls;
  std::vector<Handed> handed;
  std::vector<Origin> origins;
  std::vector<std::pair<Node, HopFlow>> hops;
  Unresolved unresolved;
};

bool before(const Use& a, const Use& b) { return std::tie(a.from, a.call) < std::tie(b.from, b.call); }

/// Whether the call invokes a lambda that is written inside it.
bool writtenIn(const Program& program, const facts::Call& call, Node target) {
  const facts::Entity& entity = program.entity(target);
  return entity.kind == facts::EntityKind::Lambda && call.range.file == entity.range.file &&
         call.range.begin <= entity.range.begin && entity.range.end <= call.range.end;
}

struct Collector {
  const Asking& asking;
  const std::vector<bool>& tasks;
  const Awaiters awaiters;
  Uses& uses;
  std::vector<Part> parts;
  std::optional<Slots> slots;

  const Program& program() const { return asking.program; }

  // First pass: direct calls and hops.

  void readCalls(Part& part, Node node) {
    const facts::Entity& entity = program().entity(node);
    if (!entity.awaits.empty())
      if (auto flow = followHops(asking.matcher, awaiters, program().shard(node), entity))
        part.hops.emplace_back(node, std::move(*flow));
    for (Index index = 0; index < entity.calls.size(); ++index) {
      const facts::Call& call = entity.calls[index];
      const Targets targets = targetsOf(asking, node, index);
      for (const Target& target : targets) {
        Use use{node, target.node, index};
        use.confidence = target.confidence;
        if (runsWithoutLoop(program().shard(node), entity, call.block)) use.run = Run::NotHere;
        use.immediate = (call.flags & facts::CF_Awaited) && writtenIn(program(), call, target.node);
        part.calls.push_back(use);
      }
      if (targets.empty())
        if (const char* reason = whyNotFollowed(asking, node, call)) ++part.unresolved[reason];
    }
  }

  void findSlots(const std::vector<Use>& calls) {
    const Grouped callers = groupBy(program().size(), static_cast<std::uint32_t>(calls.size()),
                                    [&](std::uint32_t index) { return calls[index].to; });
    slots.emplace(program(), [&](Node node, llvm::function_ref<void(CallSite)> visit) {
      for (std::uint32_t index : callers.of(node))
        visit({calls[index].from, calls[index].call});
    });
  }

  // Second pass: calls through slots, and what is handed over.

  void readHandings(Part& part, Node node) {
    const facts::Entity& entity = program().entity(node);
    const std::size_t first = part.handed.size();
    llvm::SmallDenseSet<std::pair<Index, unsigned>, 4> adapted;
    for (Index index = 0; index < entity.calls.size(); ++index) {
      const facts::Call& call = entity.calls[index];
      if (call.target.kind == Callable::Kind::Slot) readSlotCall(part, node, index);
      forEachArgument(call, [&](unsigned argument, const Value& value) {
        llvm::SmallVector<Handed, 4> found;
        throughAdapters(asking, node, value, [&](const Value& one, const AdapterChain& adapters) {
          const std::size_t count = found.size();
          holds(node, index, one, found);
          if (found.size() == count) return;
          for (const ArgumentPlace& place : adapters)
            adapted.insert({place.call, place.argument});
        });
        if (!found.empty()) hand(part, node, index, argument, found);
      });
    }
    // What went through an adapter is used where the adapter's result goes.
    part.handed.erase(std::remove_if(part.handed.begin() + static_cast<std::ptrdiff_t>(first),
                                     part.handed.end(),
                                     [&](const Handed& one) {
                                       return adapted.contains({one.use.call, one.argument}) &&
                                              one.handing.run == Run::Unsure;
                                     }),
                      part.handed.end());
  }

  void hand(Part& part, Node node, Index index, unsigned argument, llvm::MutableArrayRef<Handed> found) {
    const Handing handing = handingOf(asking, node, index, argument, part.origins);
    if (handing.guessedCallee)
      ++part.unresolved["callables handed to code that was not analysed, taken to call them"];
    if (handing.notFollowed) ++part.unresolved[handing.notFollowed];
    for (Handed& one : found) {
      one.handing = handing;
      one.argument = argument;
      part.handed.push_back(std::move(one));
    }
  }

  void readSlotCall(Part& part, Node node, Index index) {
    const SymbolNumber slot = program().number(node, asking.call(node, index).target.symbol);
    if (const auto only = slots->only(slot)) {
      Use use{node, *only, index};
      use.confidence = Confidence::Likely;
      part.slotCalls.push_back(use);
    } else {
      ++part.unresolved[reasonOf(facts::Unresolved::FunctionPointer, program().shard(node).language)];
    }
  }

  /// Adds the functions and tasks that a value holds.
  void holds(Node node, Index index, const Value& value, llvm::SmallVectorImpl<Handed>& found) {
    auto add = [&](Node target, Confidence confidence, Index maker) {
      Handed one;
      one.use = {node, target, index};
      one.use.confidence = confidence;
      one.maker = maker;
      found.push_back(std::move(one));
    };
    if (value.kind == Value::Kind::Call && value.call != None) {
      for (const Target& target : targetsOf(asking, node, value.call))
        if (tasks[target.node]) add(target.node, target.confidence, value.call);
      return;
    }
    const Callable callable = callableIn(value);
    if (callable.kind == Callable::Kind::Function) {
      Targets targets;
      program().resolve(node, program().number(node, callable.symbol), false, targets);
      for (const Target& target : targets)
        add(target.node, target.confidence, None);
    } else if (callable.kind == Callable::Kind::Slot) {
      if (const auto only = slots->only(program().number(node, callable.symbol)))
        add(*only, Confidence::Likely, None);
    }
  }

  // Third pass: how what is handed over runs.

  void addHandedUses(std::vector<Use>& calls, const std::vector<Handed>& handed, std::vector<Use>& added) {
    std::vector<ParameterKey> wanted;
    for (const Handed& one : handed)
      for (const auto& [key, _] : one.handing.parameters)
        wanted.push_back(key);
    const Parameters parameters(asking, uses, wanted);
    llvm::DenseSet<std::pair<Node, Index>> takenOver, calledToo;
    llvm::DenseSet<Node> replaced;
    for (const Handed& one : handed) {
      nameReceivers(one, parameters);
      if (replacesName(one)) replaced.insert(one.use.to);
      const auto record = [&](Run run, Confidence confidence, std::uint32_t origin, bool guessed) {
        if (run == Run::NotHere) return;
        if (one.maker != None) {
          (run == Run::Inline ? calledToo : takenOver).insert({one.use.from, one.maker});
          if (run == Run::Inline) return;
        }
        Use use = one.use;
        use.run = run;
        use.origin = origin;
        use.guessedCallee = guessed;
        use.confidence =
            std::min({use.confidence, confidence, guessed ? Confidence::Likely : Confidence::Certain});
        added.push_back(use);
      };
      if (one.handing.run)
        record(*one.handing.run, Confidence::Certain, one.handing.origin, one.handing.guessedCallee);
      for (const auto& [key, confidence] : one.handing.parameters) {
        const ParameterUse& summary = parameters.of(key);
        for (unsigned run = 0; run < RunKinds; ++run)
          if (const auto& way = summary.ways[run]; way.taken)
            record(static_cast<Run>(run), std::min(confidence, way.confidence), way.origin,
                   way.guessedCallee);
      }
    }
    for (Use& use : calls)
      if (replaced.contains(use.to) ||
          (takenOver.contains({use.from, use.call}) && !calledToo.contains({use.from, use.call})))
        use.run = Run::NotHere;
  }

  /// Whether the name of the function now stands for something else: `@sync_to_async`.
  bool replacesName(const Handed& one) const {
    if (one.handing.origin == Nowhere || one.argument != 0) return false;
    const rules::CallableRule* rule = uses.origins[one.handing.origin].rule;
    return rule && rule->replaces &&
           asking.call(one.use.from, one.use.call).kind == facts::CallKind::Decorator;
  }

  void nameReceivers(const Handed& one, const Parameters& parameters) {
    if (one.maker != None) return;
    auto& names = uses.callbackOf[one.use.to];
    auto add = [&](SymbolNumber symbol) { names.push_back(program().symbol(symbol).name); };
    if (const auto callee = calleeOf(program(), one.use.from, asking.call(one.use.from, one.use.call)))
      add(*callee);
    for (const auto& [key, _] : one.handing.parameters)
      llvm::for_each(parameters.of(key).handedTo, add);
  }

  /// Callables written into members that a framework is known to call.
  void addSlotEntries(std::vector<Use>& added) {
    for (Node node = 0; node < program().size(); ++node)
      for (const facts::SlotWrite& write : program().entity(node).writes) {
        if (write.value.kind != Callable::Kind::Function) continue;
        const auto match =
            asking.matcher.context(program().shard(node), program().shard(node).symbols[write.slot]);
        if (!match || !match->entry) continue;
        Targets targets;
        program().resolve(node, program().number(node, write.value.symbol), false, targets);
        for (const Target& target : targets) {
          Use use{node, target.node};
          use.run = match->entry->runs == rules::Runs::Pool   ? Run::Pool
                    : match->entry->runs == rules::Runs::Loop ? Run::Loop
                                                              : Run::Unsure;
          use.origin = static_cast<std::uint32_t>(uses.origins.size());
          added.push_back(use);
          uses.origins.push_back({nullptr, match->framework, node, None});
        }
      }
  }
};

/// Joins the parts in the order of the shards.
std::vector<Handed> joinHandings(std::vector<Part>& parts, Uses& uses) {
  std::vector<Handed> handed;
  for (Part& part : parts) {
    const auto offset = static_cast<std::uint32_t>(uses.origins.size());
    uses.origins.insert(uses.origins.end(), part.origins.begin(), part.origins.end());
    for (Handed& one : part.handed) {
      if (one.handing.origin != Nowhere) one.handing.origin += offset;
      handed.push_back(std::move(one));
    }
    for (const auto& [reason, count] : part.unresolved)
      uses.unresolved[reason] += count;
  }
  return handed;
}

void groupHanded(Uses& uses, std::uint32_t nodes) {
  std::vector<std::uint32_t> handed;
  for (std::uint32_t index = 0; index < uses.all.size(); ++index)
    if (uses.all[index].origin != Nowhere) handed.push_back(index);
  uses.handed = groupBy(nodes, static_cast<std::uint32_t>(handed.size()),
                        [&](std::uint32_t index) { return uses.all[handed[index]].to; });
  for (std::uint32_t& item : uses.handed.items)
    item = handed[item];
}

} // namespace

Places Uses::placeOf(Node node, Index call) const {
  auto found = hops.find(node);
  return found == hops.end() || call == None ? Places{P_Entry} : found->second.calls[call];
}

Uses collectUses(const Program& program, const rules::Matcher& matcher, const std::vector<bool>& tasks,
                 unsigned jobs) {
  Uses uses;
  uses.leaf.resize(program.symbols.size());
  support::forEachIndex(jobs, uses.leaf.size(), [&](std::size_t number) {
    const auto symbol = static_cast<SymbolNumber>(number);
    uses.leaf[symbol] = (program.symbols[symbol].marks & SM_Blocking) ||
                        matcher.knows(program.symbolShard(symbol), program.symbol(symbol));
  });

  const Asking asking{program, matcher, uses.leaf};
  Collector collector{
      asking, tasks, findAwaiters(asking), uses, std::vector<Part>(program.shards.size()), std::nullopt};
  const auto eachNode = [&](auto read) {
    support::forEachIndex(jobs, program.shards.size(), [&](std::size_t shard) {
      for (Node node = program.firstNode[shard]; node < program.firstNode[shard + 1]; ++node)
        (collector.*read)(collector.parts[shard], node);
    });
  };
  eachNode(&Collector::readCalls);
  std::vector<Use> calls;
  for (Part& part : collector.parts) {
    calls.insert(calls.end(), part.calls.begin(), part.calls.end());
    part.calls = {};
    for (auto& [node, flow] : part.hops)
      uses.hops.try_emplace(node, std::move(flow));
  }
  collector.findSlots(calls);
  eachNode(&Collector::readHandings);

  std::vector<Use> added;
  for (const Part& part : collector.parts)
    added.insert(added.end(), part.slotCalls.begin(), part.slotCalls.end());
  collector.addHandedUses(calls, joinHandings(collector.parts, uses), added);
  collector.addSlotEntries(added);
  std::sort(added.begin(), added.end(), [](const Use& a, const Use& b) {
    return std::tie(a.from, a.call, a.to, a.run, a.origin) < std::tie(b.from, b.call, b.to, b.run, b.origin);
  });
  uses.all.reserve(calls.size() + added.size());
  std::merge(calls.begin(), calls.end(), added.begin(), added.end(), std::back_inserter(uses.all), before);
  uses.from = groupBy(program.size(), static_cast<std::uint32_t>(uses.all.size()),
                      [&](std::uint32_t index) { return uses.all[index].from; });
  groupHanded(uses, program.size());
  return uses;
}

} // namespace nostall::linker
