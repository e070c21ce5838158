// Endpoints that a framework calls: whether one could be a plain function, which the framework then runs in a
// pool of threads, and which of those that are plain hold a thread of it while they wait (`pool-capacity`).
#pragma once

#include "Link/Analysis.h"
#include "Link/Suggest.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/SmallVector.h>

#include <vector>

namespace nostall::linker {

class Endpoints {
public:
  Endpoints(const Analysis& analysis, const rules::Catalogue& catalogue);

  /// The framework that would run the coroutine in its pool if it were plain; null when it cannot be, or
  /// nobody knows: it awaits, something else uses it, a decorator may await it, it is part of a protocol.
  const rules::Framework* poolIfPlain(Node node) const;

private:
  void readUses();
  void readDecorators(Node node);
  const rules::Framework* poolOf(CallPlace decorator) const;

  const Analysis& analysis;
  const rules::Catalogue& catalogue;
  llvm::DenseMap<Node, llvm::SmallVector<CallPlace, 2>> decorators;
  std::vector<bool> usedElsewhere; ///< by node: it is more than what decorators are applied to
};

/// One finding for each plain endpoint that holds a thread of its framework's pool while a database answers.
void addPoolFindings(const Analysis& analysis, const rules::Catalogue& catalogue,
                     std::vector<Finding>& findings);

} // namespace nostall::linker
