// The shards of all units merged into one program: symbols are unified by their id, and each function
// definition becomes a node, numbered in the order of the shards.
//
// One definition is often seen by many units (headers, templates): definitions of the same symbol at the same
// place are one node, represented by the version with the most calls (units that parsed with errors may have
// lost some). Several different definitions of one symbol stay apart: they belong to different executables of
// one build, and a call is resolved to those that its caller can be linked with. An uninstantiated template
// is left out where an instantiation of it exists, since the instantiation knows its callees.
#pragma once

#include "Link/Finding.h"
#include "Link/Graph.h"
#include "Link/Link.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/SmallVector.h>

#include <string>
#include <vector>

namespace nostall::linker {

using facts::Index;
/// A symbol of the program, whatever shards name it.
using SymbolNumber = std::uint32_t;

/// What annotations anywhere in the program say of a symbol.
enum SymbolMark : std::uint8_t {
  SM_Async = 1 << 0,
  SM_NonBlocking = 1 << 1,
  SM_Blocking = 1 << 2,
};

/// A function with a body.
struct Definition {
  std::uint32_t shard = 0;
  Index entity = 0;
  SymbolNumber symbol = 0;
};

/// A node that a call may run, and how sure that is.
struct Target {
  Node node = 0;
  Confidence confidence = Confidence::Certain;
};
using Targets = llvm::SmallVector<Target, 4>;

struct Program {
  /// The first mention of a symbol stands for it.
  struct Mention {
    std::uint32_t shard = 0;
    Index symbol = 0;
    std::uint8_t marks = 0;
  };

  llvm::ArrayRef<LinkShard> shards;
  std::vector<std::vector<SymbolNumber>> numbers; ///< of a shard's symbols
  std::vector<Mention> symbols;
  std::vector<Definition> nodes;
  std::vector<Node> firstNode;                                  ///< of a shard; one entry more than shards
  std::vector<std::vector<Node>> nodeOf;                        ///< of a shard's entities; Nowhere: left out
  Grouped definitions;                                          ///< symbol → nodes
  Grouped overriders;                                           ///< symbol → indices into `overrides`
  std::vector<std::pair<SymbolNumber, SymbolNumber>> overrides; ///< overridden, overriding; sorted
  /// Other shards that hold the node's definition.
  llvm::DenseMap<Node, llvm::SmallVector<std::uint32_t, 2>> copies;

  const facts::Shard& shard(Node node) const { return *shards[nodes[node].shard].shard; }
  const facts::Entity& entity(Node node) const { return shard(node).entities[nodes[node].entity]; }
  const facts::Symbol& symbol(SymbolNumber number) const {
    return shards[symbols[number].shard].shard->symbols[symbols[number].symbol];
  }
  const facts::Shard& symbolShard(SymbolNumber number) const { return *shards[symbols[number].shard].shard; }
  /// The number of a symbol that the node's shard names.
  SymbolNumber number(Node node, Index symbol) const { return numbers[nodes[node].shard][symbol]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(nodes.size()); }

  /// Adds the definitions that a call of `symbol` in `from` may run, overriders included when it is
  /// dispatched.
  void resolve(Node from, SymbolNumber symbol, bool dispatched, Targets& targets) const;

private:
  void resolveStatically(Node from, SymbolNumber symbol, Confidence confidence, Targets& targets) const;
  bool sharesTarget(Node a, Node b) const;
};

Program mergeShards(llvm::ArrayRef<LinkShard> shards);

/// Where a call is pointed at: the callee's name.
Location locateCall(const Program& program, Node node, Index call);

/// A range of a shard with its file's name.
Location locate(const facts::Shard& shard, const facts::Range& range);

/// A function as shown to people: its qualified name, or where a lambda stands.
std::string displayName(const Program& program, Node node);

} // namespace nostall::linker
