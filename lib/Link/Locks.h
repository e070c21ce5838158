// Locks that are held over a stretch of a function.
#pragma once

#include "Link/Program.h"

namespace nostall::linker {

/// Whether a thread's lock is held where the call is made: taken before in a block around it, and not yet
/// given back.
bool underLock(const Program& program, Node node, Index call);

} // namespace nostall::linker
