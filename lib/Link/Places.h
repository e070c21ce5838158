// Where code runs, as a set of the possibilities that its uses allow, and how such sets are joined.
#pragma once

#include "Link/Finding.h"
#include "Rules/Catalogue.h"

#include <cstdint>
#include <optional>

namespace nostall::linker {

/// A bit set. Empty: no use is known yet.
using Places = std::uint8_t;

enum Place : Places {
  P_Loop = 1 << 0,     ///< on an event loop
  P_Pool = 1 << 1,     ///< on a thread where waiting is allowed
  P_Unsure = 1 << 2,   ///< handed to something whose executor is not known
  P_Plain = 1 << 3,    ///< synchronous code that nothing asynchronous is known to call
  P_PoolLoop = 1 << 4, ///< on a pool that code like `main` spawns coroutines on: the pool is their loop
  P_FakeLoop = 1 << 5, ///< on an event loop, by something that looks like an offload
  P_Entry = 1 << 6,    ///< where the function was entered; only relative to a function
};

/// The state of an async context, any way onto a loop winning over the others.
inline ContextState stateOf(Places places) {
  if (places & (P_Loop | P_FakeLoop | P_PoolLoop | P_Plain)) return ContextState::Async;
  if (places & P_Unsure) return ContextState::Unsure;
  return places & P_Pool ? ContextState::Offloaded : ContextState::Async;
}

/// What a call at `relative` to its function runs in, when the function itself runs in `entered`.
inline Places resolvePlaces(Places relative, Places entered) {
  return static_cast<Places>((relative & ~P_Entry) | (relative & P_Entry ? entered : 0));
}

} // namespace nostall::linker
