// The uses of every function in the program: the calls of it, and the places where it is handed to something
// that runs it. This is the call graph before it is asked anything: what blocks is not known here.
//
// A use by a call comes from the callee's symbol, through the class hierarchy where the call is dispatched. A
// use of a callable comes from what the function that takes it does with that parameter: what the catalogue
// says, or what Parameters.h found out by reading its body, or, for code that nobody has analysed, an
// assumption that is counted. A coroutine's task that is handed over (`spawn(pool, work())`) is used where it
// is handed, not where it is made.
#pragma once

#include "Link/Hops.h"
#include "Link/Program.h"
#include "Rules/Match.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace nostall::linker {

enum class Run : std::uint8_t {
  Call,     ///< called here
  Inline,   ///< handed to something that calls it before it returns
  Loop,     ///< handed to something that runs it on a loop
  Pool,     ///< handed to a thread where waiting is allowed
  PoolTask, ///< a coroutine spawned on a pool: from code that is not asynchronous, that makes the pool a loop
  Unsure,   ///< handed to something whose executor is not known
  NotHere,  ///< only kept here, or made here and used where its task is handed over
};

/// Who said where a callable runs: the rule, and the call that it is about.
struct Origin {
  const rules::CallableRule* rule = nullptr;
  const rules::Framework* framework = nullptr;
  Node node = Nowhere;
  Index call = facts::None;
};

struct Use {
  Node from = 0;
  Node to = 0;
  Index call = facts::None;       ///< of `from`; None: stored into a slot that a framework calls
  std::uint32_t origin = Nowhere; ///< into Uses::origins
  Run run = Run::Call;
  Confidence confidence = Confidence::Certain;
  bool guessedCallee = false; ///< handed to code that nobody analysed
  bool immediate = false;     ///< the call invokes and awaits a lambda where it is written
};

/// Calls that were not followed, by reason.
using Unresolved = std::map<std::string, std::size_t>;

struct Uses {
  std::vector<Use> all; ///< by node, then call
  Grouped from;         ///< node → indices into `all`
  Grouped handed;       ///< node → indices into `all` of the uses that a rule of the catalogue decides
  std::vector<Origin> origins;
  llvm::DenseMap<Node, HopFlow> hops; ///< of the functions that have any
  std::vector<std::uint8_t> leaf;     ///< symbol → the catalogue knows it: its body is not entered
  Unresolved unresolved;
  /// Nodes handed to functions, by the names of these.
  llvm::DenseMap<Node, std::vector<std::string>> callbackOf;

  /// Where a call of the node runs, relative to it.
  Places placeOf(Node node, Index call) const;
};

/// `tasks` tells which nodes make a coroutine's task.
Uses collectUses(const Program& program, const rules::Matcher& matcher, const std::vector<bool>& tasks,
                 unsigned jobs);

} // namespace nostall::linker
