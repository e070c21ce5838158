// What is said of units that were not analysed in full.
#pragma once

#include "Cxx/Analyse.h"
#include "Facts/Facts.h"
#include "Report/Report.h"

#include <optional>
#include <string>

namespace nostall::driver {

/// Whether the unit has facts.
bool isAnalysed(facts::UnitStatus status);

/// std::nullopt: nothing to complain of. `database` is the file that the command came from.
std::optional<report::UnitProblem> problemOf(const facts::Unit& unit, const cxx::UnitCommand& command,
                                             const std::string& database);
/// The same for a Python module.
std::optional<report::UnitProblem> problemOf(const std::string& file, facts::UnitStatus status,
                                             const std::string& message);

} // namespace nostall::driver
