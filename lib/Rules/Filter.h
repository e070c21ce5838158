// A quick no: whether any of many globs can match a name at all. Most names of a program appear in no
// catalogue, and this turns them away in the time of one hash look-up, before anything is compared in full.
#pragma once

#include "Rules/Names.h"

#include <llvm/ADT/StringSet.h>

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

namespace nostall::rules {

class NameFilter {
public:
  explicit NameFilter(const Names& names) : names(names) {}

  /// A glob of qualified names.
  void add(std::string_view glob);
  void add(llvm::ArrayRef<Glob> globs) {
    for (const Glob& glob : globs)
      add(glob.pattern);
  }
  /// A glob of last components, whatever comes before them.
  void addLast(std::string_view glob);

  /// False only when no glob matches the name in any of its readings.
  bool mayMatch(std::string_view name) const;
  bool empty() const { return lasts.empty() && wholes.empty() && ends.empty(); }

private:
  /// What a text must have for one of some globs to match it: one of these starts, or one of these parts.
  class Traces {
  public:
    void add(std::string_view glob);
    bool in(std::string_view text) const;
    bool empty() const { return starts.empty() && parts.empty(); }

  private:
    static std::size_t pairOf(std::string_view text);

    std::vector<std::string> starts;
    std::bitset<4096> pairs; ///< of the first two characters of `starts`
    std::vector<std::string> parts;
  };

  const Names& names;
  llvm::StringSet<> lasts; ///< last components without a wildcard
  Traces wholes;           ///< of qualified names
  Traces ends;             ///< of last components
};

/// Whether the text has a wildcard.
bool isGlob(std::string_view text);

} // namespace nostall::rules
