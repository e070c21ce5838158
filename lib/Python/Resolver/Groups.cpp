#include "Python/Resolver/Groups.h"

#include "Python/Resolver/Translation.h"
#include "Support/Parallel.h"

#include <llvm/ADT/STLExtras.h>

#include <algorithm>

namespace nostall::python {

namespace {

constexpr unsigned MostRounds = 4;
/// What a group's evaluator repeats of the others' work is little beside this many expressions.
constexpr std::size_t LeastExpressions = 200'000;
constexpr std::size_t MostGroups = 2;

std::vector<Group> divide(const Modules& modules) {
  std::size_t total = 0;
  for (ModuleId module = 0; module < modules.size(); ++module)
    total += modules[module].facts().expressions.size();
  const std::size_t count = std::clamp<std::size_t>(total / LeastExpressions, 1, MostGroups);
  std::vector<Group> groups(1);
  std::size_t before = 0;
  for (ModuleId module = 0; module < modules.size(); ++module) {
    if (groups.size() < count && before * count >= total * groups.size())
      groups.push_back({module, module, nullptr});
    before += modules[module].facts().expressions.size();
    groups.back().end = module + 1;
  }
  return groups;
}

/// The translations between evaluators, by both groups' numbers.
class Exchange {
public:
  explicit Exchange(std::vector<Group>& groups) : groups(groups) {
    for (const Group& from : groups)
      for (const Group& into : groups)
        translations.emplace_back(*from.evaluator, *into.evaluator);
  }

  /// Gives every evaluator what all found. Whether it differs from what they were given before.
  bool give() {
    std::vector<Given> all(groups.size());
    for (std::size_t into = 0; into < groups.size(); ++into)
      for (std::size_t from = 0; from < groups.size(); ++from)
        if (from == into)
          groups[into].evaluator->add(all[into], groups[from].evaluator->found());
        else
          groups[into].evaluator->add(all[into], between(from, into).given(groups[from].evaluator->found()));
    bool changed = false;
    for (std::size_t into = 0; into < groups.size(); ++into)
      changed |= groups[into].evaluator->give(std::move(all[into]));
    return changed;
  }

  void giveWrapping() {
    std::vector<Evaluator::Wrapping> all(groups.size());
    for (std::size_t into = 0; into < groups.size(); ++into)
      for (std::size_t from = 0; from < groups.size(); ++from)
        for (const auto& [wrapper, functions] : groups[from].evaluator->wrapping)
          for (ValueId function : functions) {
            const ValueId own = from == into ? function : between(from, into).value(function);
            if (auto& known = all[into][wrapper]; !llvm::is_contained(known, own)) known.push_back(own);
          }
    for (std::size_t into = 0; into < groups.size(); ++into)
      groups[into].evaluator->wrapping = std::move(all[into]);
  }

private:
  Translation& between(std::size_t from, std::size_t into) {
    return translations[from * groups.size() + into];
  }

  std::vector<Group>& groups;
  std::vector<Translation> translations;
};

} // namespace

std::vector<Group> evaluate(const Program& program, unsigned jobs) {
  std::vector<Group> groups = divide(program.modules);
  groups.front().evaluator = std::make_unique<Evaluator>(program);
  support::forEachIndex(jobs, groups.size() - 1, [&](std::size_t index) {
    groups[index + 1].evaluator = std::make_unique<Evaluator>(*groups.front().evaluator);
  });
  Exchange exchange(groups);
  for (unsigned round = 0; round < MostRounds; ++round) {
    if (round > 0 && !exchange.give()) break;
    support::forEachIndex(jobs, groups.size(), [&](std::size_t index) {
      groups[index].evaluator->runRound(groups[index].begin, groups[index].end);
    });
  }
  exchange.giveWrapping();
  return groups;
}

} // namespace nostall::python
