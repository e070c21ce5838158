// Runs the phases on one annotated source, in process.
#pragma once

#include <string>
#include <vector>

namespace nostall::annotated {

/// Analyses a C++ file (and the units that it names), a Python file or the modules of a folder, links,
/// applies the default policy (a folder's `.nostall.yaml`, if it has one), and compares with what the
/// comments expect. Returns everything that is wrong, one compiler-style message each; none: the test passes.
std::vector<std::string> check(const std::string& path);

/// Whether another file of the folder names this one in its FILES: it is tested with that one.
bool isPartOfAnother(const std::string& file);

} // namespace nostall::annotated
