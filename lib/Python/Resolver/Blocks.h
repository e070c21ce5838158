// Which code of a module belongs together.
#pragma once

#include "Python/Resolver/Modules.h"

namespace nostall::python {

/// The entity that runs a scope's code when it is written: generator expressions belong to who makes them.
inline Index frameOf(const ModuleInfo& module, Index scope) {
  while (module.scope(scope).kind == facts::Scope::Kind::Generator)
    scope = module.scope(scope).parent;
  return module.scope(scope).entity;
}

/// Whether everything in block `inner` has passed through block `outer`.
inline bool encloses(const facts::Entity& entity, Index outer, Index inner) {
  for (; inner != None && inner < entity.blocks.size(); inner = entity.blocks[inner].parent)
    if (inner == outer) return true;
  return false;
}

} // namespace nostall::python
