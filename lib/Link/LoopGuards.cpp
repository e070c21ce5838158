#include "Link/LoopGuards.h"

#include "Rules/Conditions.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>

namespace nostall::linker {

namespace {

/// Functions that give nothing true, or raise, where no loop runs.
bool asksForLoop(llvm::StringRef function) {
  constexpr llvm::StringRef asking[] = {"asyncio.get_running_loop", "asyncio.events.get_running_loop",
                                        "asyncio._get_running_loop", "asyncio.events._get_running_loop",
                                        "asyncio.AbstractEventLoop.is_running"};
  return llvm::is_contained(llvm::ArrayRef<llvm::StringRef>(asking), function);
}

} // namespace

bool runsWithoutLoop(const facts::Shard& shard, const facts::Entity& entity, facts::Index block) {
  for (; block < entity.blocks.size(); block = entity.blocks[block].parent) {
    const facts::Block& at = entity.blocks[block];
    if (at.guard >= entity.calls.size()) continue;
    const facts::Call& guard = entity.calls[at.guard];
    if (guard.callee != facts::None && asksForLoop(shard.symbols[guard.callee].name) &&
        rules::truthInBlock(at, true) == false)
      return true;
  }
  return false;
}

} // namespace nostall::linker
