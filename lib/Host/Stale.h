// Which changes since facts were stored matter to one unit.
#pragma once

#include "Link/Link.h"

#include <llvm/ADT/StringSet.h>

#include <string>
#include <vector>

namespace nostall::host {

/// Of the files that have changed, those that define something which the unit's files call, or hand on, at
/// any remove; sorted. In an editor something changes all the time, and most of it is another file's matter.
std::vector<std::string> staleFor(const llvm::StringSet<>& unitFiles, const std::vector<LinkShard>& shards,
                                  const std::vector<std::string>& changed);

} // namespace nostall::host
