// Single calls against the whole program: which bodies a call may enter, and what an argument of it holds.
#pragma once

#include "Link/Program.h"
#include "Link/Slots.h"
#include "Rules/Match.h"

#include <llvm/ADT/SmallVector.h>

#include <optional>
#include <vector>

namespace nostall::linker {

/// Everything that is needed to ask about a call.
struct Asking {
  const Program& program;
  const rules::Matcher& matcher;
  const std::vector<std::uint8_t>& leaf; ///< symbol → its body is not entered

  const facts::Call& call(Node node, Index index) const { return program.entity(node).calls[index]; }
  rules::CallView view(Node node, Index index) const {
    return {program.shard(node), program.entity(node), call(node, index), nullptr};
  }
};

/// The symbol that a call names, or std::nullopt.
std::optional<SymbolNumber> calleeOf(const Program& program, Node node, const facts::Call& call);

/// The bodies that a call enters directly. None for what the catalogue knows.
Targets targetsOf(const Asking& asking, Node node, Index call);

/// Calls `visit(number, value)` for the receiver, numbered rules::Matcher::Receiver, and each argument.
template <typename Visit>
void forEachArgument(const facts::Call& call, Visit visit) {
  if (call.receiver.kind != facts::Value::Kind::Unknown) visit(rules::Matcher::Receiver, call.receiver);
  for (unsigned number = 0; number < call.arguments.size(); ++number)
    visit(number, call.arguments[number]);
}

bool isConstructor(const facts::Symbol& symbol);

/// Whether the call destroys an object through a library's base class (`QObject`, `std::exception`): any
/// class of the program may be behind it, which is too many to guess.
bool destroysAnything(const facts::Call& call, const facts::Symbol& callee);

/// Why the target of such a call is not known, in words; null where there is nothing to say.
const char* reasonOf(facts::Unresolved unresolved, facts::Language language);

/// Why a call enters no body although it may; null where there is none to enter.
const char* whyNotFollowed(const Asking& asking, Node node, const facts::Call& call);

/// An argument of a call.
struct ArgumentPlace {
  Index call = 0;
  unsigned argument = 0;
};
/// The arguments of adapters that a value went through, outermost first.
using AdapterChain = llvm::SmallVector<ArgumentPlace, 4>;

/// Visits the values that an argument stands for: itself, or, when it is the result of an adapter that only
/// keeps what it is given (`std::move`, `bind_cancellation_slot`), what the adapter was given. `visit(value,
/// adapters)`.
template <typename Visit>
void throughAdapters(const Asking& asking, Node node, const facts::Value& value, Visit visit,
                     const AdapterChain& adapters = {}) {
  constexpr std::size_t deepest = 8;
  visit(value, adapters);
  if (value.kind != facts::Value::Kind::Call || value.call == facts::None || adapters.size() == deepest)
    return;
  forEachArgument(asking.call(node, value.call), [&](unsigned number, const facts::Value& inner) {
    const auto match = asking.matcher.callable(asking.view(node, value.call), number);
    if (!match || (match->runs != rules::Runs::Never && match->runs != rules::Runs::Unsure)) return;
    AdapterChain further = adapters;
    further.push_back({value.call, number});
    throughAdapters(asking, node, inner, visit, further);
  });
}

/// The callable that a value is, or one of Kind::None.
facts::Callable callableIn(const facts::Value& value);

/// The number of the entity's own parameter that a value passes on.
std::optional<std::uint32_t> passedParameter(const facts::Value& value);

} // namespace nostall::linker
