// What to write instead: the front end's own rewriting of the call, the alternatives of a catalogue rule
// filled with the call's own parts, and where there is none to write, the framework's way of moving the call
// to a thread; or for an endpoint that awaits nothing, making it a plain function.
//
// A text is withheld, and the advice kept, where writing it would be wrong: outside coroutines, while a lock
// guard is held over the suspension, for handles that no other thread may use, and in the function that is
// itself the awaitable form.
#pragma once

#include "Link/Finding.h"
#include "Link/Program.h"
#include "Rules/Catalogue.h"

#include <optional>
#include <string>
#include <vector>

namespace nostall::linker {

/// A call of a node.
struct CallPlace {
  Node node = 0;
  Index call = 0;
};

/// A call of the same node that moves work to a thread and is given a result instead.
struct ResultGiven {
  Index call = 0;
  bool asFunction = false; ///< in the place of the function that it runs
};

struct SuggestionRequest {
  const rules::Rule& rule;
  const rules::Library* library = nullptr;     ///< the rule's; null for annotations
  const rules::Framework* framework = nullptr; ///< the context's; null: none is known
  CallPlace site;                              ///< the call in the async context
  CallPlace leaf;                              ///< the call that blocks; equal to `site` when it is the same
  std::vector<Node> between;                   ///< the functions from the site to the leaf
  /// Says how to move a call to a thread where the framework does not; may be null.
  const rules::Framework* threads = nullptr;
  /// The framework that would run the context in its pool if it were a plain function; null: it cannot be.
  const rules::Framework* poolIfPlain = nullptr;
  std::optional<ResultGiven> given = std::nullopt;
};

std::vector<Suggestion> suggest(const Program& program, const SuggestionRequest& request);

/// The end of a message: `; await `x` instead`, without what that needs besides; or nothing.
std::string adviceIn(const std::vector<Suggestion>& suggestions);

} // namespace nostall::linker
