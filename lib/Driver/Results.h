// What link made of the facts of a run, kept until something changes: docs/design/unchanged-runs.md.
#pragma once

#include "Facts/Store.h"
#include "Link/Link.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nostall::driver {

/// A module that was not analysed in full, or of which there is something to say.
struct ModuleOutcome {
  std::string file;
  std::uint32_t status = 0; ///< a facts::UnitStatus
  std::string message;
  std::vector<std::string> notes;
};

/// A run up to policy, without what the store tells anyway.
struct Result {
  std::string key; ///< of everything that it follows from
  LinkResult linked;
  std::vector<std::string> policyShards; ///< encoded
  std::vector<ModuleOutcome> modules;    ///< sorted by file
};

/// The result of the last run of a project, if it follows from the same.
std::optional<Result> readResult(const facts::Store& store, const std::string& project,
                                 const std::string& key);
llvm::Error writeResult(const facts::Store& store, const std::string& project, const Result& result);

/// The shards that policy looks at, in the form of a Result and back; nothing when one is damaged.
std::vector<std::string> encodeShards(const std::vector<LinkShard>& shards);
std::optional<std::vector<LinkShard>> decodeShards(const std::vector<std::string>& encoded);

} // namespace nostall::driver
