// Other facts of a module, followed as if they had been there from the start.
#include "Python/Resolver/Evaluator.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringMap.h>

namespace nostall::python {

using facts::Scope;

namespace {

/// Pairs of scopes, of the first module and the second one, that have the same name and kind; of several with
/// one name, the first with the first.
std::vector<std::pair<Index, Index>> matchScopes(const facts::Module& a, const facts::Module& b) {
  llvm::StringMap<llvm::SmallVector<Index, 1>> byName;
  for (Index scope = static_cast<Index>(b.scopes.size()); scope-- > 0;)
    byName[b.scopes[scope].name].push_back(scope);
  std::vector<std::pair<Index, Index>> pairs;
  for (Index scope = 0; scope < a.scopes.size(); ++scope) {
    const auto same = byName.find(a.scopes[scope].name);
    if (same == byName.end() || same->second.empty()) continue;
    const Index other = same->second.pop_back_val();
    if (a.scopes[scope].kind == b.scopes[other].kind) pairs.emplace_back(scope, other);
  }
  return pairs;
}

} // namespace

void Evaluator::standIn(ModuleId fresh, ModuleId old) {
  // Others were appended for other evaluators, which is nothing to this one but a number.
  for (auto module = static_cast<ModuleId>(memo.size()); module < modules.size(); ++module) {
    const std::size_t count = modules[module].facts().expressions.size();
    memo.emplace_back(count, NotYet);
    lastMemo.emplace_back(count, Nothing);
    settledExpressions.emplace_back(count);
  }
  const facts::Module& facts = modules[fresh].facts();
  auto hand = [](auto& table, std::uint64_t from, std::uint64_t to) {
    const auto known = table.find(from);
    if (known == table.end()) return;
    auto value = known->second;
    table[to] = std::move(value);
  };
  for (const auto& [scope, other] : matchScopes(facts, modules[old].facts())) {
    if (facts.scopes[scope].kind == Scope::Kind::Class)
      classes.setProject(fresh, scope, classes.project(old, other));
    hand(wrapping, keyOf({old, other}), keyOf({fresh, scope}));
    for (unsigned number = 0; number < facts.scopes[scope].parameters.size(); ++number) {
      hand(given.parameters, keyOf({old, other}, number), keyOf({fresh, scope}, number));
      hand(given.received, keyOf({old, other}, number), keyOf({fresh, scope}, number));
    }
  }
  for (Index scope = 0; scope < facts.scopes.size(); ++scope)
    if (facts.scopes[scope].kind == Scope::Kind::Class && !classes.knows(fresh, scope))
      classes.add(fresh, scope, names.dotted(facts.name, facts.scopes[scope].name));
}

} // namespace nostall::python
