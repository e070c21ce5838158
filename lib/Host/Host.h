// For programs that hold the AST of a unit themselves (clang-tidy, clangd): the phases of `nostall check` on
// that AST, with the stored facts of the rest of the program where there are any. Facts of the unit itself
// are always fresh. Thread-safe.
#pragma once

#include "Link/Finding.h"

#include <string>
#include <vector>

namespace clang {
class ASTContext;
}

namespace nostall::host {

/// Paths may be relative: they are looked for in the folder of the unit's main file and upwards.
struct Options {
  std::vector<std::string> catalogueFiles;
  std::string configFile;     ///< empty: the nearest one
  std::string factsDirectory; ///< that of `nostall check --cache-dir`; empty: the unit alone
  bool unsure = false;        ///< also what may or may not run on a loop
  friend bool operator==(const Options&, const Options&) = default;
};

struct Outcome {
  std::vector<Finding> findings; ///< in files of the unit, sorted
  std::vector<std::string>
      errors;                     ///< what kept the unit from being analysed, or from being analysed as asked
  bool hasProgram = false;        ///< stored facts of the unit's program were found
  std::vector<std::string> stale; ///< changed files that it rests on, sorted
};

Outcome analyse(clang::ASTContext& context, const Options& options);

} // namespace nostall::host
