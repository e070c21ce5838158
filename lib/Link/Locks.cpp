#include "Link/Locks.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>

namespace nostall::linker {

using facts::Call;
using facts::CallKind;

namespace {

/// Whether the call takes a lock until the end of a block: makes a guard, or enters a `with` block on a lock.
bool takesLock(const Call& call, llvm::StringRef record) {
  constexpr llvm::StringRef guards[] = {
      "std::lock_guard",    "std::unique_lock",   "std::scoped_lock", "std::shared_lock", "boost::lock_guard",
      "boost::unique_lock", "boost::shared_lock", "QMutexLocker",     "QReadLocker",      "QWriteLocker"};
  constexpr llvm::StringRef locks[] = {"threading.Lock", "threading.RLock", "threading.Condition",
                                       "threading.Semaphore", "threading.BoundedSemaphore"};
  using Names = llvm::ArrayRef<llvm::StringRef>;
  if (call.kind == CallKind::Constructor) return llvm::is_contained(Names(guards), record);
  return call.kind == CallKind::Enter && llvm::is_contained(Names(locks), record);
}

bool encloses(const facts::Entity& entity, Index outer, Index inner) {
  for (; inner != facts::None && inner < entity.blocks.size(); inner = entity.blocks[inner].parent)
    if (inner == outer) return true;
  return entity.blocks.empty();
}

} // namespace

bool underLock(const Program& program, Node node, Index at) {
  const facts::Entity& entity = program.entity(node);
  const facts::Shard& shard = program.shard(node);
  llvm::SmallVector<Index, 2> held;
  for (Index index = 0; index < at; ++index) {
    const Call& call = entity.calls[index];
    if (call.callee == facts::None || (call.flags & facts::CF_Temporary)) continue;
    const std::string& record = shard.symbols[call.callee].record;
    if (takesLock(call, record) && encloses(entity, call.block, entity.calls[at].block))
      held.push_back(index);
    const bool gives = call.kind == CallKind::Destructor || call.kind == CallKind::Exit;
    if (gives && !held.empty() && shard.symbols[entity.calls[held.back()].callee].record == record &&
        encloses(entity, call.block, entity.calls[held.back()].block))
      held.pop_back();
  }
  return !held.empty();
}

} // namespace nostall::linker
