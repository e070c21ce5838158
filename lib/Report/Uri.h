// Paths as they stand in addresses.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <string>

namespace nostall::report {

/// The path with everything escaped that an address cannot hold as it is; slashes stay.
std::string uriPath(llvm::StringRef path);

} // namespace nostall::report
