// Async contexts, and where every function runs.
//
// A function is an async context by what it is (a coroutine, a function that returns a task, an annotated
// one, one that a framework calls by its name or signature) or by what it is handed to (a callback of a loop,
// or of something whose executor is not known). Where functions run is propagated forwards along their uses
// until nothing changes: what is only used by offloaded code is offloaded itself.
#pragma once

#include "Link/Places.h"
#include "Link/Program.h"
#include "Link/Uses.h"
#include "Rules/Match.h"

#include <string>
#include <vector>

namespace nostall::linker {

/// What a function is by its own declaration.
struct Declared {
  bool context = false;
  bool task = false; ///< calling it makes a coroutine's task
  /// The label says no more than that it runs on a loop; what it is handed to says more.
  bool generic = false;
  bool startup = false; ///< a framework calls it when nobody is served yet or any more
  Places root = 0;      ///< where it runs whatever its uses say
  const rules::Framework* framework = nullptr;
  std::string label; ///< `coroutine`, `async def`, `returns `asio::awaitable``, …
};

std::vector<Declared> declaredContexts(const Program& program, const rules::Matcher& matcher, unsigned jobs);

struct Contexts {
  std::vector<bool> context;  ///< by node
  std::vector<Places> places; ///< by node
  std::vector<std::uint32_t>
      decisive; ///< by node: the use that put it onto a loop or made it unsure, or Nowhere

  ContextState state(Node node) const { return stateOf(places[node]); }
  /// The state in which a call of a context runs.
  ContextState stateAt(const Uses& uses, Node node, Index call) const;
  /// Whether the context is on a loop only because of something that looks like an offload.
  bool fake(Node node) const;
  /// Whether the context is on a loop only if a pool counts as one.
  bool poolLoop(Node node) const;
};

Contexts decideContexts(const Program& program, const Uses& uses, const std::vector<Declared>& declared);

} // namespace nostall::linker
