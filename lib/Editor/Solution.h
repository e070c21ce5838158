// What a Python program comes to: resolved, linked, judged. And what an edit of one module makes of it, at
// the cost of what is near the edit.
//
// An amended solution takes the new facts of a module as if the rest of the program saw the old ones: what
// other modules import from it stays what it was, and the roles that distant code gives to functions are not
// asked for again. It is right for the common edit, of what a function does; for others it is right as soon
// as the program is solved anew, which is done beside (Project.h).
#pragma once

#include "Driver/Driver.h"
#include "Editor/Neighbourhood.h"
#include "Python/Resolve.h"
#include "Rules/Match.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace nostall::editor {

/// The facts of a module as its front end leaves them.
struct ModuleFacts {
  std::string file;
  std::string root;
  std::shared_ptr<const facts::Shard> shard;
  friend bool operator==(const ModuleFacts&, const ModuleFacts&) = default;
};

class Solution {
public:
  /// `options` and `matcher` outlive the solution.
  Solution(std::vector<ModuleFacts> modules, const driver::RunOptions& options,
           const rules::Matcher& matcher);

  const std::vector<ModuleFacts>& modules() const { return from; }
  /// After policy, sorted.
  const std::vector<Finding>& findings() const { return found; }

  /// Takes other facts of the module `number`, whose text was `before` and is `now`. False: too much of the
  /// program is near, or what is near does not tell what was found in it, and the solution must not be used
  /// any more.
  ///
  /// What the old facts came to is kept, so amendments take memory until the program is solved anew.
  bool amend(std::size_t number, std::shared_ptr<const facts::Shard> facts, llvm::StringRef before,
             llvm::StringRef now);

  std::size_t amendments() const { return amended; }

private:
  /// What linking these modules gives for the functions above, after policy.
  std::vector<Finding> linkPart(const std::set<std::uint32_t>& part,
                                const std::set<FunctionPlace>& above) const;
  bool isAbove(const Finding& finding, const std::set<FunctionPlace>& above) const;

  const driver::RunOptions& options;
  const rules::Matcher& matcher;
  std::vector<ModuleFacts> from;
  llvm::StringMap<std::uint32_t> numbers; ///< of the modules, by file
  python::ResolvedProgram program;
  std::vector<LinkShard> linked; ///< parallel to the modules
  std::vector<Finding> found;
  Neighbourhood neighbours;
  std::size_t amended = 0;
};

} // namespace nostall::editor
