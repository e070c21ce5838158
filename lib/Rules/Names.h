// Names as patterns see them. A framework may be published under two namespaces (`asio`, `boost::asio`): its
// aliases make every name under one readable as a name under the other, so a pattern may be written either
// way.
#pragma once

#include "Rules/Catalogue.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/SmallVector.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nostall::rules {

using NameList = llvm::SmallVector<std::string, 2>;

class Names {
public:
  explicit Names(const Catalogue& catalogue);

  /// The qualified name and its other readings.
  NameList of(std::string_view name) const;
  /// The same for a type's spelling, where names may stand anywhere.
  NameList ofSpelling(std::string_view spelling) const;

  /// Whether the name has more than one reading.
  bool isAliased(std::string_view name) const;

  bool matches(const Glob& glob, std::string_view name) const;
  bool matchesAny(llvm::ArrayRef<Glob> globs, std::string_view name) const;
  bool matchesSpelling(const Glob& glob, std::string_view spelling) const;

private:
  std::vector<std::pair<std::string, std::string>> aliases; ///< both directions
};

bool anyGlobMatches(llvm::ArrayRef<Glob> globs, llvm::ArrayRef<std::string> names);

/// The last component of a qualified name: `operator()` of `C::operator()`, `execute` of
/// `module.Class.execute`.
std::string_view unqualified(std::string_view name);
/// What comes before it; empty for a bare name.
std::string_view scopeOf(std::string_view name);

/// Matches the end of a path: the glob fits it all, or what follows one of its slashes.
bool pathEndMatches(std::string_view glob, std::string_view path);

} // namespace nostall::rules
