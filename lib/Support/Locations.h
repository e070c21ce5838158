// Where things are that are not the user's: rules, Clang's headers, the cache. They are found from where this
// code is itself, which is a program, or a module in someone else's.
#pragma once

#include <llvm/Support/Error.h>

#include <string>

namespace nostall::support {

/// The folder of the bundled rules: beside the installation, or the source tree's when built in it.
llvm::Expected<std::string> rulesDirectory();
/// The folder of the pages about checks, beside the bundled rules; empty when there are none.
std::string checkPagesDirectory();
/// Where facts are kept when nobody says otherwise: `$XDG_CACHE_HOME/nostall` or `~/.cache/nostall`.
std::string defaultCacheDirectory();
/// The module for clang-tidy.
llvm::Expected<std::string> tidyModule();
/// Clang's resource directory: as configured, or found beside an installed clang of the same major version.
llvm::Expected<std::string> resourceDirectory();

} // namespace nostall::support
