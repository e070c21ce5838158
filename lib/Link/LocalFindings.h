// Findings about single calls: those of local checks, which are wrong where they stand whoever calls them,
// and calls on objects of unknown type that may block.
#pragma once

#include "Link/Analysis.h"

#include <vector>

namespace nostall::linker {

void addLocalFindings(const Analysis& analysis, const rules::Catalogue& catalogue,
                      std::vector<Finding>& findings);

/// Those of Leaves::unknown that asynchronous code makes or reaches, as unsure.
void addUnknownReceivers(const Analysis& analysis, std::vector<Finding>& findings);

/// Whether the call may run on a loop: a context makes it, or reaches the function that does.
bool mayRunOnLoop(const Analysis& analysis, Node node, Index call);

} // namespace nostall::linker
