// Awaiters of the program's own that resume the coroutine in another thread:
//
//   struct ToPool {
//     void await_suspend(std::coroutine_handle<> handle) { pool.submit([handle] { handle.resume(); }); }
//
// Awaiting one is a hop that no catalogue can know. It is believed only when the resumption itself is what
// the catalogue says runs elsewhere: the handle, or a lambda that resumes it, is handed over in
// `await_suspend`.
#pragma once

#include "Link/Calls.h"
#include "Link/Places.h"

#include <llvm/ADT/StringMap.h>

#include <optional>

namespace nostall::linker {

/// Where coroutines go on after awaiting an object of a class, by the class's name.
using Awaiters = llvm::StringMap<Places>;

Awaiters findAwaiters(const Asking& asking);

/// Where the coroutine goes on after the await, if an awaiter of the program decides.
std::optional<Places> resumption(const Awaiters& awaiters, const facts::Shard& shard,
                                 const facts::Await& await);

} // namespace nostall::linker
