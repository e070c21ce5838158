// Functions that run only while nobody is served: at startup, at shutdown, from the command line. What they
// block delays nobody else, so their findings are one severity lower.
//
// The catalogue says which hand-overs and entry points are of that kind. What such a function calls or awaits
// is of that kind too, unless something else uses it; what it hands to the loop without awaiting it goes on
// when everybody is served, and tasks that it awaits together wait for each other.
#pragma once

#include "Link/Contexts.h"
#include "Link/Uses.h"

#include <vector>

namespace nostall::linker {

/// By node.
std::vector<bool> runsAtStartupOnly(const Program& program, const Uses& uses,
                                    const std::vector<Declared>& declared);

} // namespace nostall::linker
