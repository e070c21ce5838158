// The names by which configurations and comments speak of findings: checks, rules, libraries.
#pragma once

#include "Link/Finding.h"
#include "Rules/Catalogue.h"

#include <set>
#include <string>
#include <string_view>

namespace nostall::policy {

class Names {
public:
  explicit Names(const rules::Catalogue& catalogue);

  bool isKnown(std::string_view name) const { return names.find(name) != names.end(); }
  /// All checks, the two about comments included.
  const std::set<std::string, std::less<>>& checks() const { return checkNames; }
  /// Whether the check or rule is reported only where it is asked for by its name.
  bool isOffByDefault(std::string_view name) const { return off.find(name) != off.end(); }
  /// ``; did you mean `x`?``, or nothing.
  std::string suggestion(std::string_view name) const;

private:
  std::set<std::string, std::less<>> checkNames;
  std::set<std::string, std::less<>> names; ///< checks, rules and libraries
  std::set<std::string, std::less<>> off{"pool-capacity"};
};

inline constexpr const char* SuppressionWithoutReason = "suppression-without-reason";
inline constexpr const char* UnusedSuppression = "unused-suppression";

/// Whether the finding bears the name: it is its check, its rule or its library.
bool bears(const Finding& finding, std::string_view name);

} // namespace nostall::policy
