// Whether a clang-tidy takes the module: what it would not say by itself, because a module that it cannot
// load is a line on standard error and then a run that looks clean.
#pragma once

#include <llvm/Support/Error.h>

#include <string>

namespace nostall::cli {

/// Has the program list the checks of the module, and find something in a small file. Returns the module's
/// path.
llvm::Expected<std::string> probeTidy(const std::string& program);

} // namespace nostall::cli
