// The facts that `nostall check` stored of a program, for whoever analyses one file of it. They are kept in
// memory from one look to the next, so that a program which stays open (an editor's server) reads only what
// was stored anew since. Thread-safe.
#pragma once

#include "Link/Link.h"

#include <llvm/Support/Error.h>

#include <optional>
#include <string>
#include <vector>

namespace nostall::host {

struct StoredProgram {
  std::vector<LinkShard> shards;    ///< in an order that does not change
  std::vector<std::string> targets; ///< the build namespaces of the file's own unit
  std::vector<std::string> changed; ///< files that are not what they were when the facts were stored, sorted
};

/// What `folder` (that of `nostall check --cache-dir`) has of the program that `file` is a unit or a header
/// of; nothing when it knows no such program. The folder has to exist.
llvm::Expected<std::optional<StoredProgram>> storedProgram(const std::string& folder,
                                                           const std::string& file);

} // namespace nostall::host
