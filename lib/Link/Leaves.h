// The calls that block: what the catalogue's rules match, and what is annotated as blocking. Beside them, the
// calls that rules find wrong where they stand, which nobody reaches: the checks of such rules are local.
#pragma once

#include "Link/Program.h"
#include "Link/Uses.h"
#include "Rules/Match.h"

#include <string_view>
#include <vector>

namespace nostall::linker {

/// A call that blocks, and the rule that decides what is said of it.
struct BlockingCall {
  Node node = 0;
  Index call = 0;
  const rules::Rule* rule = nullptr;
};

struct Leaves {
  std::vector<BlockingCall> all; ///< by node, then call; one for each call
  /// By node, then call; one for each call and local check.
  std::vector<BlockingCall> local;
  /// By node, then call: calls on objects of unknown type, of methods named like blocking ones.
  std::vector<BlockingCall> unknown;
  std::vector<std::uint32_t> offsets; ///< of a node; one entry more than nodes

  llvm::ArrayRef<BlockingCall> of(Node node) const {
    return llvm::ArrayRef(all).slice(offsets[node], offsets[node + 1] - offsets[node]);
  }
  /// The one that stands for the node: of the best level, then the surest, then the first. Null: there is
  /// none.
  const BlockingCall* best(const Program& program, Node node) const;
  const BlockingCall* at(Node node, Index call) const;
};

Leaves findLeaves(const Program& program, const rules::Matcher& matcher, const Uses& uses, unsigned jobs);

/// The rule of calls of functions that an annotation marks as blocking.
const rules::Rule& annotatedBlocking();
/// The rule of Leaves::unknown.
const rules::Rule& unknownReceiver();
/// The rules that stand in no catalogue.
std::vector<const rules::Rule*> ownRules();

/// Whether findings of the check are about one call, whoever reaches it.
bool isLocal(std::string_view check);

Severity severityOf(const rules::Rule& rule);

/// Which of several blocking calls on the way is reported: a lower level goes before a higher one. Severe
/// before harmless, and rules that are off by default last.
std::uint8_t levelOf(const rules::Rule& rule);

/// How sure it is that the call is the one that the rule means.
Confidence confidenceOf(const facts::Call& call);

} // namespace nostall::linker
