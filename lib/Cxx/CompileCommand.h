// Compile commands come from files that anyone may have written: this makes one safe and fit for Clang. Pure
// functions over strings.
#pragma once

#include "Cxx/Analyse.h"

#include <optional>
#include <string>
#include <vector>

namespace nostall::cxx {

/// A command as a compile database has it.
struct RawCommand {
  std::string directory;
  std::string file;
  std::vector<std::string> arguments;
  std::string output; ///< may be empty
};

/// Drops what could run or write something (plugins, -load, output and dependency files, response files),
/// what only another compiler knows, and what has no meaning for an analysis; expands MSVC-style commands'
/// driver mode; sets file and directory absolute (relative to `databaseDirectory`); derives the target from
/// the output's path. Every argument dropped for safety is named in UnitCommand::notes; what every build's
/// commands carry (outputs, dependency files, warnings, debug information) goes without saying. std::nullopt:
/// not a C or C++ source.
std::optional<UnitCommand> sanitise(const RawCommand& raw, const std::string& databaseDirectory);

} // namespace nostall::cxx
