// A function's path to a blocking call, for the terminal.
#pragma once

#include "Link/Link.h"
#include "Report/Report.h"

#include <llvm/Support/raw_ostream.h>

namespace nostall::cli {

void print(const FunctionPath& path, const report::Style& style, llvm::raw_ostream& out);

} // namespace nostall::cli
