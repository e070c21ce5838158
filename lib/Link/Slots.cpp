#include "Link/Slots.h"

#include "Link/Calls.h"

#include <llvm/ADT/DenseSet.h>

#include <map>
#include <set>

namespace nostall::linker {

using facts::Callable;
using facts::Value;

namespace {

/// What is found while following the writes of one slot.
struct Contents {
  std::set<Node> functions;
  bool unknown = false;
};

/// Follows writes back to functions, by a list of what is still to be looked at: chains may be long.
struct Follower {
  using Writes = std::map<SymbolNumber, std::vector<std::pair<Node, Callable>>>;

  const Program& program;
  Slots::CallSites callSites;
  const Writes& writes;
  std::vector<std::pair<Node, Callable>> pending;
  llvm::DenseSet<SymbolNumber> slotsSeen;
  llvm::DenseSet<std::pair<Node, std::uint32_t>> parametersSeen;
  Contents contents;

  Contents follow(SymbolNumber number) {
    slot(number);
    while (!pending.empty() && !contents.unknown && contents.functions.size() < 2) {
      const auto [node, value] = pending.back();
      pending.pop_back();
      callable(node, value);
    }
    return std::move(contents);
  }

  void callable(Node node, const Callable& value) {
    switch (value.kind) {
    case Callable::Kind::None:
      contents.unknown = true;
      return;
    case Callable::Kind::Function: {
      Targets targets;
      program.resolve(node, program.number(node, value.symbol), false, targets);
      contents.unknown |= targets.empty();
      for (const Target& target : targets)
        contents.functions.insert(target.node);
      return;
    }
    case Callable::Kind::Slot:
      return slot(program.number(node, value.symbol));
    case Callable::Kind::Parameter:
      if (parametersSeen.insert({node, value.parameter}).second)
        callSites(node, [&](CallSite site) { argument(site, value.parameter); });
    }
  }

  void argument(CallSite site, std::uint32_t parameter) {
    const auto& arguments = program.entity(site.caller).calls[site.call].arguments;
    if (parameter >= arguments.size()) return;
    const Value& value = arguments[parameter];
    if (value.kind == Value::Kind::Null) return;
    if (auto passed = passedParameter(value))
      pending.emplace_back(site.caller, Callable{Callable::Kind::Parameter, facts::None, *passed});
    else
      pending.emplace_back(site.caller, callableIn(value));
  }

  void slot(SymbolNumber number) {
    if (!slotsSeen.insert(number).second) return;
    if (auto found = writes.find(number); found != writes.end())
      pending.insert(pending.end(), found->second.begin(), found->second.end());
  }
};

} // namespace

Slots::Slots(const Program& program, CallSites callSites) {
  Follower::Writes writes;
  for (Node node = 0; node < program.size(); ++node)
    for (const facts::SlotWrite& write : program.entity(node).writes)
      writes[program.number(node, write.slot)].emplace_back(node, write.value);
  for (const auto& [number, _] : writes) {
    const Contents contents = Follower{program, callSites, writes, {}, {}, {}, {}}.follow(number);
    if (!contents.unknown && contents.functions.size() == 1)
      single.try_emplace(number, *contents.functions.begin());
  }
}

std::optional<Node> Slots::only(SymbolNumber slot) const {
  auto found = single.find(slot);
  return found == single.end() ? std::nullopt : std::optional(found->second);
}

} // namespace nostall::linker
