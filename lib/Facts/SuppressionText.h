// What the front ends have in common when they read comments that ask for silence.
#pragma once

#include "Facts/Facts.h"

#include <llvm/ADT/StringRef.h>

#include <string>
#include <vector>

namespace nostall::facts {

inline constexpr llvm::StringLiteral AllowMarker = "nostall:";

/// The suppression in what follows the marker: ` allow(check, ...) reason`. What goes on in another way is an
/// Allow without checks and reason, which silences nothing and is reported. The range is left to the caller.
Suppression readAllow(llvm::StringRef rest);

/// The names in a list that commas separate.
std::vector<std::string> splitChecks(llvm::StringRef list);

/// A reason without the dash or colon before it, its lines joined by single spaces.
std::string reasonOf(llvm::StringRef text);

} // namespace nostall::facts
