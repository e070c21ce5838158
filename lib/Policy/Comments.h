// Suppression comments: which findings they silence, and what is wrong with them. docs/suppressions.md is the
// user's side of this.
#pragma once

#include "Link/Finding.h"
#include "Link/Link.h"
#include "Policy/Names.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace nostall::policy {

/// One comment and what it has been good for.
struct Comment {
  facts::Suppression::Kind kind = facts::Suppression::Kind::Allow;
  Location place;
  std::vector<std::string> names; ///< as written
  std::string reason;
  unsigned firstLine = 0; ///< of what it speaks of
  unsigned lastLine = 0;
  std::vector<bool> used; ///< by name; one entry when there are no names
};

/// All comments of the program, and the extent of the calls that they may stand at.
class Comments {
public:
  /// Shards that describe one file agree on its comments.
  explicit Comments(const std::vector<LinkShard>& shards);

  /// The reason by which a comment silences the finding, if one does; marks what could as used, whether or
  /// not it has a reason.
  std::optional<std::string> silence(const Finding& finding);

  /// Findings about the comments themselves: without a reason, with unknown names, unused.
  std::vector<Finding> complaints(const Names& names) const;

private:
  using Place = std::pair<std::uint32_t, std::uint32_t>; ///< line, column
  /// Lines that belong to a call.
  struct Extent {
    unsigned first = 0;
    unsigned last = 0;
    bool holdsCode = false; ///< a callable is written inside, whose lines are its own business
  };
  struct File {
    std::vector<Comment> comments; ///< by place
    std::map<Place, Extent> calls; ///< by the place of the callee's name
  };

  void addCalls(const facts::Shard& shard, File& file) const;
  std::vector<unsigned> linesOf(const File& file, const Location& row) const;

  std::map<std::string, File> files; ///< those with comments
};

} // namespace nostall::policy
