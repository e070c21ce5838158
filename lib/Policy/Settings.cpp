#include "Policy/Settings.h"

#include <llvm/ADT/STLExtras.h>

#include <set>

namespace nostall::policy {

bool Settings::ok() const {
  return llvm::none_of(problems, [](const rules::Problem& problem) { return problem.error; });
}

Settings loadSettings(const SettingsRequest& request, const rules::MatcherCheck& checkMatcher) {
  Settings settings;
  if (request.useConfig) {
    const std::string file = request.configFile.empty() ? findConfig(request.directory) : request.configFile;
    if (!file.empty()) {
      LoadedConfig loaded = loadConfig(file);
      settings.problems = std::move(loaded.problems);
      if (!settings.ok()) return settings;
      settings.config = std::move(loaded.config);
    }
  }
  std::vector<std::string> files = settings.config.catalogue;
  llvm::append_range(files, request.catalogueFiles);
  rules::Loaded loaded = rules::loadCatalogue(request.rulesDirectory, files, checkMatcher);
  llvm::append_range(settings.problems, loaded.problems);
  if (!settings.ok()) return settings;
  settings.catalogue = std::move(loaded.catalogue);
  applyConfig(settings.config, settings.catalogue);
  llvm::append_range(settings.problems, checkNames(settings.config, settings.catalogue));
  return settings;
}

std::vector<std::string> filesOf(const rules::Catalogue& catalogue, const Config& config) {
  std::set<std::string> files(config.files.begin(), config.files.end());
  for (const rules::Library& library : catalogue.libraries)
    files.insert(library.file);
  for (const rules::Framework& framework : catalogue.frameworks)
    files.insert(framework.file);
  return {files.begin(), files.end()};
}

} // namespace nostall::policy
