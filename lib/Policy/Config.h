// The configuration file `.nostall.yaml`: found upwards from the analysed path, compiled with located errors.
// Adding an option: here, in Config.cpp (parse and merge), in ConfigSchema.cpp, in docs/configuration.md, in a test.
#pragma once

#include "Link/Finding.h"
#include "Rules/Catalogue.h"
#include "Rules/Load.h"

#include <optional>
#include <string>
#include <vector>

namespace nostall::policy {

/// Settings for files that match a glob (relative to the configuration file's folder).
struct Override {
  std::vector<std::string> files;
  std::vector<std::string> disable;                    ///< checks, rules or libraries
  std::vector<std::pair<std::string, Severity>> severity; ///< by check, rule or library
};

struct Config {
  std::string file; ///< where it was read; empty: built-in defaults
  std::vector<std::string> exclude;       ///< globs of files that are analysed but not reported on
  std::vector<std::string> checks;        ///< enabled checks; empty: all
  std::vector<std::string> disable;       ///< checks, rules or libraries
  std::vector<std::pair<std::string, Severity>> severity;
  std::optional<Severity> failOn;
  bool unsure = false;
  std::vector<std::string> catalogue;     ///< absolute paths of the project's own catalogue files
  std::vector<std::string> asyncFunctions; ///< qualified names (globs) that run on a loop
  std::vector<std::string> blockingFunctions; ///< qualified names (globs) that block
  rules::Framework project;               ///< own executors, callables, hops, entry points, task types
  std::vector<Override> overrides;
};

struct LoadedConfig {
  Config config;
  std::vector<rules::Problem> problems;
  bool ok() const;
};

/// Reads `file` and what it extends (relative paths; cycles are an error).
LoadedConfig loadConfig(const std::string& file);
/// The nearest `.nostall.yaml` in `directory` or above it; empty when there is none.
std::string findConfig(const std::string& directory);
/// Adds what the configuration says of functions and executors to the catalogue, as a framework named `project`
/// and a library named `project`.
void applyConfig(const Config& config, rules::Catalogue& catalogue);

} // namespace nostall::policy
