// What one configuration file says: the keys that ConfigTable.cpp reads and describes, before files are laid
// over each other.
#pragma once

#include "Policy/Config.h"
#include "Support/YamlKeys.h"

#include <optional>
#include <string>
#include <vector>

namespace nostall::policy {

/// One file.
struct ConfigFile {
  struct Extended {
    std::string path; ///< as written
    yaml::Place place;
  };
  std::vector<Extended> extends;
  std::optional<bool> unsure;
  Config config; ///< the rest; its globs and paths are as written
};

const yaml::Table<ConfigFile>& configTable();

} // namespace nostall::policy
