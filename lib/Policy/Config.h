// The configuration, in `.nostall.yaml` or in `pyproject.toml` under `[tool.nostall]`: found upwards from the
// analysed path, compiled with located errors. Adding an option: here, in ConfigTable.cpp (what is read, and
// the schema with it), in Config.cpp (merge), in docs/configuration.md, in a test; then write
// docs/schema/config.schema.json anew (NOSTALL_UPDATE_GOLDEN=1 ctest).
#pragma once

#include "Link/Finding.h"
#include "Rules/Catalogue.h"
#include "Rules/Load.h"

#include <optional>
#include <string>
#include <vector>

namespace nostall::policy {

/// Settings for files that match a glob.
struct Override {
  std::vector<std::string> files;                         ///< globs, as Config::exclude
  std::vector<std::string> disable;                       ///< checks, rules or libraries
  std::vector<std::pair<std::string, Severity>> severity; ///< by check, rule or library
};

/// A check, rule or library that the configuration names, and where it does.
struct Mention {
  std::string file;
  unsigned line = 0;
  unsigned column = 0;
  std::string name;
};

struct Config {
  std::string file;               ///< where it was read; empty: built-in defaults
  std::vector<std::string> files; ///< all that it was read from
  /// Globs of files that are analysed but not reported on. Absolute: completed with the folder of the file
  /// that they were read from.
  std::vector<std::string> exclude;
  /// Globs, absolute as well, of Python files that are analysed although they would be left out, and of those
  /// that are not analysed at all.
  std::vector<std::string> include;
  std::vector<std::string> skip;
  std::vector<std::string> pythonRoots; ///< absolute patterns of folders that module names start from
  std::vector<std::string> checks;      ///< enabled checks; empty: all
  std::vector<std::string> enable;      ///< checks and rules that are off unless asked for
  std::vector<std::string> disable;     ///< checks, rules or libraries
  std::vector<std::pair<std::string, Severity>> severity;
  std::optional<Severity> failOn;
  bool unsure = false;
  std::vector<std::string> catalogue;         ///< absolute paths of the project's own catalogue files
  std::vector<std::string> asyncFunctions;    ///< qualified names (globs) that run on a loop
  std::vector<std::string> blockingFunctions; ///< qualified names (globs) that block
  rules::Framework project;                   ///< own executors, callables, hops, entry points, task types
  std::vector<Override> overrides;            ///< later ones win
  std::vector<Mention> mentions;              ///< for checkNames
};

struct LoadedConfig {
  Config config;
  std::vector<rules::Problem> problems;
  bool ok() const;
};

/// Reads `file` and what it extends (relative paths; cycles are an error).
LoadedConfig loadConfig(const std::string& file);
/// The nearest `.nostall.yaml`, or `pyproject.toml` with settings, in `directory` or above it; of both in one
/// folder the former. Empty when there is none.
std::string findConfig(const std::string& directory);
/// A warning for each check, rule or library that the configuration names and nobody knows.
std::vector<rules::Problem> checkNames(const Config& config, const rules::Catalogue& catalogue);
/// Adds what the configuration says of functions and executors to the catalogue, as a framework named
/// `project` and a library named `project`.
void applyConfig(const Config& config, rules::Catalogue& catalogue);

} // namespace nostall::policy
