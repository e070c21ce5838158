#include "UnitAnalysis.h"

#include <llvm/ADT/STLExtras.h>

#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace nostall::tidy {

const host::Outcome& UnitAnalysis::outcome(clang::ASTContext& unit) {
  if (!known) known = host::analyse(unit, options);
  return *known;
}

std::shared_ptr<UnitAnalysis> shareAnalysis(const clang::tidy::ClangTidyContext& context,
                                            const host::Options& options) {
  static std::mutex mutex;
  static std::map<const clang::tidy::ClangTidyContext*, std::vector<std::weak_ptr<UnitAnalysis>>> all;

  const std::lock_guard lock(mutex);
  for (auto entry = all.begin(); entry != all.end();) {
    llvm::erase_if(entry->second, [](const auto& each) { return each.expired(); });
    entry = entry->second.empty() ? all.erase(entry) : std::next(entry);
  }
  std::vector<std::weak_ptr<UnitAnalysis>>& ofUnit = all[&context];
  for (const auto& each : ofUnit)
    if (std::shared_ptr<UnitAnalysis> known = each.lock(); known && known->options == options) return known;
  auto fresh = std::make_shared<UnitAnalysis>(options);
  ofUnit.push_back(fresh);
  return fresh;
}

} // namespace nostall::tidy
