// The calls that block: what the catalogue's rules match, and what is annotated as blocking.
#pragma once

#include "Link/Program.h"
#include "Link/Uses.h"
#include "Rules/Match.h"

#include <vector>

namespace nostall::linker {

/// A call that blocks, and the rule that decides what is said of it.
struct BlockingCall {
  Node node = 0;
  Index call = 0;
  const rules::Rule* rule = nullptr;
};

struct Leaves {
  std::vector<BlockingCall> all;      ///< by node, then call; one for each call
  std::vector<std::uint32_t> offsets; ///< of a node; one entry more than nodes

  llvm::ArrayRef<BlockingCall> of(Node node) const {
    return llvm::ArrayRef(all).slice(offsets[node], offsets[node + 1] - offsets[node]);
  }
  /// The one that stands for the node: the most severe, then the surest, then the first. Null: there is none.
  const BlockingCall* best(const Program& program, Node node) const;
  const BlockingCall* at(Node node, Index call) const;
};

Leaves findLeaves(const Program& program, const rules::Matcher& matcher, const Uses& uses, unsigned jobs);

/// The rule of calls of functions that an annotation marks as blocking.
const rules::Rule& annotatedBlocking();

Severity severityOf(const rules::Rule& rule);

/// How sure it is that the call is the one that the rule means.
Confidence confidenceOf(const facts::Call& call);

} // namespace nostall::linker
