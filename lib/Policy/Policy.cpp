#include "Policy/Policy.h"

#include "Policy/Comments.h"
#include "Policy/FileGlobs.h"
#include "Policy/Names.h"

#include <llvm/ADT/STLExtras.h>

#include <array>

namespace nostall::policy {
namespace {

bool bearsAny(const Finding& finding, const std::vector<std::string>& names) {
  return llvm::any_of(names, [&](const std::string& name) { return bears(finding, name); });
}

/// Of a check or a rule that is off unless asked for, and nobody did.
bool isNotAskedFor(const Finding& finding, const Config& config, const Names& names) {
  return llvm::any_of(std::array{finding.check, finding.rule}, [&](const std::string& name) {
    return names.isOffByDefault(name) && !llvm::is_contained(config.checks, name) &&
           !llvm::is_contained(config.enable, name);
  });
}

bool isDisabled(const Finding& finding, const Config& config) {
  if (!config.checks.empty() && !bearsAny(finding, config.checks)) return true;
  if (bearsAny(finding, config.disable) || matchesFile(config.exclude, finding.location.file)) return true;
  return llvm::any_of(config.overrides, [&](const Override& override) {
    return bearsAny(finding, override.disable) && matchesFile(override.files, finding.location.file);
  });
}

/// What a list says of the finding: a rule's severity goes before its library's, and that before its check's;
/// of equals, the last one counts.
void setSeverity(Finding& finding, const std::vector<std::pair<std::string, Severity>>& settings) {
  for (const std::string* name : {&finding.rule, &finding.library, &finding.check}) {
    auto setting =
        llvm::find_if(llvm::reverse(settings), [&](const auto& each) { return each.first == *name; });
    if (setting == settings.rend()) continue;
    finding.severity = setting->second;
    return;
  }
}

void setSeverity(Finding& finding, const Config& config) {
  setSeverity(finding, config.severity);
  for (const Override& override : config.overrides)
    if (!override.severity.empty() && matchesFile(override.files, finding.location.file))
      setSeverity(finding, override.severity);
}

} // namespace

Verdict applyPolicy(std::vector<Finding> findings, const std::vector<LinkShard>& shards, const Config& config,
                    const rules::Catalogue& catalogue) {
  Verdict verdict;
  Comments comments(shards);
  const Names names(catalogue);
  auto judge = [&](Finding finding, std::optional<std::string> reason) {
    if (isNotAskedFor(finding, config, names)) return;
    setSeverity(finding, config);
    if (isDisabled(finding, config))
      ++verdict.disabled;
    else if (reason)
      verdict.suppressed.push_back({std::move(finding), std::move(*reason)});
    else if (finding.context == ContextState::Unsure && !config.unsure)
      ++verdict.unsure;
    else
      verdict.findings.push_back(std::move(finding));
  };
  // Comments are asked about every finding, so that one which silences what the configuration leaves out is
  // not unused.
  for (Finding& finding : findings) {
    std::optional<std::string> reason = comments.silence(finding);
    judge(std::move(finding), std::move(reason));
  }
  for (Finding& complaint : comments.complaints(names))
    judge(std::move(complaint), std::nullopt);
  llvm::sort(verdict.findings);
  llvm::sort(verdict.suppressed,
             [](const Suppressed& a, const Suppressed& b) { return a.finding < b.finding; });
  return verdict;
}

} // namespace nostall::policy
