// What every program that looks for findings starts from: a configuration, and the catalogue that it makes.
#pragma once

#include "Policy/Config.h"
#include "Rules/Load.h"

#include <string>
#include <vector>

namespace nostall::policy {

struct SettingsRequest {
  std::string directory;  ///< the configuration is the nearest one in it or above it
  std::string configFile; ///< when not empty, this one instead
  bool useConfig = true;
  std::vector<std::string> catalogueFiles; ///< after those of the configuration
  std::string rulesDirectory;              ///< the bundled rules
};

struct Settings {
  Config config;
  rules::Catalogue catalogue;           ///< with the configuration applied
  std::vector<rules::Problem> problems; ///< with an error among them nothing else may be used
  bool ok() const;
};

Settings loadSettings(const SettingsRequest& request, const rules::MatcherCheck& checkMatcher);

/// Every file that the settings were made from, sorted.
std::vector<std::string> filesOf(const rules::Catalogue& catalogue, const Config& config);

} // namespace nostall::policy
