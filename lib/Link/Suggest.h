// What to write instead: the alternatives of a catalogue rule for one call, filled with the call's own parts,
// and where there is none to write, the framework's way of moving the call to a thread.
//
// A text is withheld, and the advice kept, where writing it would be wrong: outside coroutines, while a lock
// guard is held over the suspension, for handles that no other thread may use, and in the function that is
// itself the awaitable form.
#pragma once

#include "Link/Finding.h"
#include "Link/Program.h"
#include "Rules/Catalogue.h"

#include <string>
#include <vector>

namespace nostall::linker {

/// A call of a node.
struct CallPlace {
  Node node = 0;
  Index call = 0;
};

struct SuggestionRequest {
  const rules::Rule& rule;
  const rules::Library* library = nullptr;     ///< the rule's; null for annotations
  const rules::Framework* framework = nullptr; ///< the context's; null: none is known
  CallPlace site;                              ///< the call in the async context
  CallPlace leaf;                              ///< the call that blocks; equal to `site` when it is the same
  std::vector<std::string> between; ///< the functions from the site to the leaf, as shown to people
};

std::vector<Suggestion> suggest(const Program& program, const SuggestionRequest& request);

} // namespace nostall::linker
