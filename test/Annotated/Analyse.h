// Compares what is found in one annotated source with what its comments expect.
#pragma once

#include <string>
#include <vector>

namespace nostall::annotated {

/// Analyses a C++ file (and the units that it names), a Python file or the modules of a folder, links,
/// applies the default policy (a folder's `.nostall.yaml`, if it has one), and compares with what the
/// comments expect. Returns everything that is wrong, one compiler-style message each; none: the test passes.
std::vector<std::string> check(const std::string& path);

/// A clang-tidy and the module that it is to load; or what speaks with an editor's server and prints as
/// clang-tidy does, and that server.
struct TidyProgram {
  std::string program;
  std::string module;
  bool editor = false; ///< it does not report what is not sure
};

/// As check, for a C++ file of one unit, with the findings of that program. Severities are not its matter.
std::vector<std::string> checkWithTidy(const std::string& path, const TidyProgram& tidy);

/// Whether another file of the folder names this one in its FILES: it is tested with that one.
bool isPartOfAnother(const std::string& file);

} // namespace nostall::annotated
