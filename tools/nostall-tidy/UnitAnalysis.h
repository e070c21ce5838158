// The analysis that the checks of a unit share.
#pragma once

#include "Host/Host.h"

#include <memory>
#include <optional>
#include <utility>

namespace clang::tidy {
class ClangTidyContext;
}

namespace nostall::tidy {

class UnitAnalysis {
public:
  explicit UnitAnalysis(host::Options options) : options(std::move(options)) {}

  /// Analyses the unit when nobody has asked yet.
  const host::Outcome& outcome(clang::ASTContext& unit);
  /// True once: for what is said of the unit as a whole.
  bool isFirst() { return !std::exchange(asked, true); }

  const host::Options options;

private:
  std::optional<host::Outcome> known;
  bool asked = false;
};

/// The one that other checks of the same unit have already, if their options are the same. Clang-tidy makes
/// all checks of a unit, with the same context, before it parses, and drops them afterwards.
std::shared_ptr<UnitAnalysis> shareAnalysis(const clang::tidy::ClangTidyContext& context,
                                            const host::Options& options);

} // namespace nostall::tidy
