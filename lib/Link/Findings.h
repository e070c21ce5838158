// Findings from an analysis: one for each call of an async context that blocks and may run on a loop.
#pragma once

#include "Link/Analysis.h"

#include <vector>

namespace nostall::linker {

/// Sorted; what several instantiations of a template show at one place is one finding.
std::vector<Finding> makeFindings(const Analysis& analysis, const rules::Catalogue& catalogue,
                                  const rules::Matcher& matcher);

} // namespace nostall::linker
