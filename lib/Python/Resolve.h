// The modules of a program and the catalogue's types in, the same shards with callees out.
//
// Every name and attribute is followed to where its value comes from: bindings, imports and re-exports,
// annotations, parameters' callers, class attributes and what is assigned to attributes of instances, what
// functions return and yield; at the border of the project the catalogue's types (Rules/Types.h) say what a
// library's functions, methods and context managers give. Values are small sets; what exceeds the limit or
// comes from somewhere that is not modelled is unknown, and a call on it stays Unresolved::Receiver.
//
// What comes out: Call::callee (symbols of library functions carry their catalogue name, SF_System, and the
// module in `header`), Call::receiver and arguments with kind, type and callable; arguments of a call of the
// project's own functions stand in the order of its parameters, `self` included. Calls that the resolver adds
// for what runs implicitly (a generator's body where it is iterated over, `__enter__`, `__init__`, a
// property) have CF_Implicit. Shard::module is empty.
#pragma once

#include "Facts/Facts.h"
#include "Rules/Catalogue.h"

#include <memory>
#include <vector>

namespace nostall::python {

/// A program that stays in memory after it was resolved.
class ResolvedProgram {
public:
  /// Resolves all Python shards of a program together; shards that have no module stay as they are. The
  /// result does not depend on `jobs`, the number of threads; 0: as many as there are processors.
  ResolvedProgram(std::vector<std::shared_ptr<const facts::Shard>> shards, const rules::Catalogue& catalogue,
                  unsigned jobs);
  ~ResolvedProgram();

  /// In the order of what was given.
  const std::vector<std::shared_ptr<const facts::Shard>>& shards() const;
  /// Resolves shard number `index` again, from other facts of the same module, at the cost of that module.
  /// What the rest of the program says stays what it was: it is right as long as the change is not seen from
  /// other modules, as when a function does something else and gives the same.
  std::shared_ptr<const facts::Shard> again(std::size_t index, std::shared_ptr<const facts::Shard> facts);

private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation;
};

/// Resolves all Python shards of a program together; `shards` that have no module are returned as they are.
/// The result is in the order of `shards`, and does not depend on `jobs`, the number of threads; 0: as many
/// as there are processors.
std::vector<std::shared_ptr<const facts::Shard>>
resolve(const std::vector<std::shared_ptr<const facts::Shard>>& shards, const rules::Catalogue& catalogue,
        unsigned jobs);

} // namespace nostall::python
