// Comments that ask for silence, found in a file's own bytes: the preprocessor keeps none, so that parsing
// stays fast, and code that is compiled out may carry them too.
#pragma once

#include "Facts/Facts.h"

#include <llvm/ADT/StringRef.h>

#include <vector>

namespace nostall::cxx {

/// The suppressions in `text`, in source order: `nostall: allow(check, ...) reason` and the NOLINT forms, in
/// line and block comments, outside string literals. Their ranges carry file index 0.
std::vector<facts::Suppression> scanSuppressions(llvm::StringRef text);

} // namespace nostall::cxx
