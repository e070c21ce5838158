// Comments that ask for silence.
#pragma once

#include "Python/Syntax.h"

#include <vector>

namespace nostall::python {

/// `# nostall: allow(check, ...) reason` and `# noqa`, in source order. Several may share a comment, each
/// behind a `#` of its own: `# type: ignore  # noqa`.
std::vector<facts::Suppression> suppressions(const Tree& tree);

} // namespace nostall::python
