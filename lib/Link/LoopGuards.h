// Code that asks first whether a loop runs in its thread, and does one thing or the other:
//
//   try:
//       loop = asyncio.get_running_loop()
//   except RuntimeError:
//       return load()          # no loop runs here
//   return loop.create_task(…)
#pragma once

#include "Facts/Facts.h"

namespace nostall::linker {

/// Whether the block is only entered in a thread whose loop does not run.
bool runsWithoutLoop(const facts::Shard& shard, const facts::Entity& entity, facts::Index block);

} // namespace nostall::linker
