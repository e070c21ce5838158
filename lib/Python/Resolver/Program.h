// What every evaluator of a program reads and none changes. Modules that stand in for others are added when
// no evaluator is at work.
#pragma once

#include "Python/Resolver/Classes.h"
#include "Python/Resolver/Modules.h"
#include "Python/Resolver/Stubs.h"

namespace nostall::python {

struct Program {
  Program(const std::vector<std::shared_ptr<const facts::Shard>>& shards, const rules::Catalogue& catalogue)
      : modules(shards, names), stubs(catalogue, names), classes(modules, stubs, names) {}
  Program(const Program&) = delete;

  NameTable names;
  Modules modules;
  Stubs stubs;
  Classes classes; ///< of the program, not yet linked up
};

} // namespace nostall::python
