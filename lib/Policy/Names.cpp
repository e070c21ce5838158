#include "Policy/Names.h"

#include "Link/Leaves.h"
#include "Support/Yaml.h"

#include <vector>

namespace nostall::policy {

Names::Names(const rules::Catalogue& catalogue)
    : checkNames{"blocking-call",          "blocking-wait",        "fake-offload", "certain-deadlock",
                 "unawaited-call",         "async-session-misuse", "lazy-load",    "pool-capacity",
                 SuppressionWithoutReason, UnusedSuppression} {
  auto add = [&](const rules::Rule& rule) {
    checkNames.insert(rule.check);
    names.insert({rule.id, rule.library});
    if (rule.offByDefault) off.insert(rule.id);
  };
  for (const rules::Rule* rule : linker::ownRules())
    add(*rule);
  for (const rules::Library& library : catalogue.libraries)
    for (const rules::Rule& rule : library.rules)
      add(rule);
  names.insert(checkNames.begin(), checkNames.end());
}

std::string Names::suggestion(std::string_view name) const {
  const std::string_view near =
      yaml::nearest(name, std::vector<std::string_view>(names.begin(), names.end()));
  return near.empty() ? "" : "; did you mean `" + std::string(near) + "`?";
}

bool bears(const Finding& finding, std::string_view name) {
  return finding.check == name || finding.rule == name || finding.library == name;
}

} // namespace nostall::policy
