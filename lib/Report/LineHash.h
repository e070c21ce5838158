// The fingerprint by which code-scanning services recognise an alert whose line has moved:
// `primaryLocationLineHash`.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <string>
#include <vector>

namespace nostall::report {

/// `hash:ordinal` for each line of the text, first line first.
std::vector<std::string> lineHashes(llvm::StringRef text);

} // namespace nostall::report
