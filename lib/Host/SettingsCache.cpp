#include "Host/SettingsCache.h"

#include "Cxx/Analyse.h"
#include "Support/Files.h"

#include <map>
#include <mutex>
#include <utility>

namespace nostall::host {
namespace {

using Stats = std::vector<std::optional<support::FileStat>>;

struct Entry {
  std::shared_ptr<const Prepared> settings;
  std::vector<std::string> files;
  Stats stats;
};

Stats statsOf(const std::vector<std::string>& files) {
  Stats stats;
  for (const std::string& file : files)
    stats.push_back(support::statFile(file));
  return stats;
}

} // namespace

std::shared_ptr<const Prepared> settingsFor(policy::SettingsRequest request) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, std::vector<std::string>>, Entry> known;

  if (request.configFile.empty()) request.configFile = policy::findConfig(request.directory);
  request.useConfig = !request.configFile.empty();
  const std::lock_guard lock(mutex);
  Entry& entry = known[{request.configFile, request.catalogueFiles}];
  if (entry.settings && entry.stats == statsOf(entry.files)) return entry.settings;
  auto fresh = std::make_shared<const Prepared>(
      policy::loadSettings(request, [](const std::string& rule, const std::string& matcher) {
        return cxx::checkAstRule({rule, matcher});
      }));
  // What is broken may rest on files that are not known here.
  if (!fresh->settings.ok()) return fresh;
  entry.files = policy::filesOf(fresh->settings.catalogue, fresh->settings.config);
  entry.stats = statsOf(entry.files);
  entry.settings = std::move(fresh);
  return entry.settings;
}

} // namespace nostall::host
