// What variables and members that hold callables may hold.
//
// All writes in the program are collected; a write of a parameter stands for what the callers of the function
// pass. A slot is followed only when there is exactly one callable that it can hold.
#pragma once

#include "Link/Graph.h"
#include "Link/Program.h"

#include <llvm/ADT/DenseMap.h>

#include <optional>
#include <vector>

namespace nostall::linker {

/// Calls of a function, for following what is passed.
struct CallSite {
  Node caller = 0;
  Index call = 0;
};

class Slots {
public:
  /// `callSites(node)` calls its second argument with each CallSite of the node.
  using CallSites = llvm::function_ref<void(Node, llvm::function_ref<void(CallSite)>)>;
  Slots(const Program& program, CallSites callSites);

  /// The one function that the slot can hold.
  std::optional<Node> only(SymbolNumber slot) const;

private:
  llvm::DenseMap<SymbolNumber, Node> single;
};

} // namespace nostall::linker
