// Policy decides which findings are shown and how severe they are: configuration, then suppression comments.
#pragma once

#include "Facts/Facts.h"
#include "Link/Finding.h"
#include "Link/Link.h"
#include "Policy/Config.h"

#include <cstddef>
#include <string>
#include <vector>

namespace nostall::policy {

struct Suppressed {
  Finding finding;
  std::string reason;
};

struct Verdict {
  std::vector<Finding> findings;      ///< what to report, sorted; includes findings of the checks
                                      ///< `suppression-without-reason` and `unused-suppression`
  std::vector<Suppressed> suppressed; ///< silenced by a comment
  std::size_t disabled = 0;           ///< left out by the configuration
  std::size_t unsure = 0;             ///< left out because the context is not known (without `unsure`)
};

/// What applyPolicy looks at of the shards, as shards: a small part, for callers that keep what link made of
/// them and not the shards.
std::vector<LinkShard> policyShards(const std::vector<LinkShard>& shards);

/// The catalogue tells which names a comment may use. See docs/suppressions.md for what a comment silences.
Verdict applyPolicy(std::vector<Finding> findings, const std::vector<LinkShard>& shards, const Config& config,
                    const rules::Catalogue& catalogue);

} // namespace nostall::policy
