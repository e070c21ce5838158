#include "Python/Resolve.h"

#include "Python/Detectors.h"
#include "Python/Resolver/Groups.h"
#include "Python/Resolver/Writer.h"
#include "Support/Parallel.h"

#include <llvm/ADT/STLExtras.h>

#include <algorithm>

namespace nostall::python {

struct ResolvedProgram::Implementation {
  Implementation(std::vector<std::shared_ptr<const facts::Shard>> shards, const rules::Catalogue& catalogue,
                 unsigned jobs);

  Program program;
  std::vector<Group> groups;
  std::vector<std::unique_ptr<Detectors>> detectors; ///< parallel to the groups
  std::vector<std::size_t> places;                   ///< of the modules among the shards
  std::vector<std::shared_ptr<const facts::Shard>> resolved;
};

ResolvedProgram::Implementation::Implementation(std::vector<std::shared_ptr<const facts::Shard>> shards,
                                                const rules::Catalogue& catalogue, unsigned jobs)
    : program(shards, catalogue), resolved(std::move(shards)) {
  for (std::size_t index = 0; index < resolved.size(); ++index)
    if (!resolved[index]->module.empty()) places.push_back(index);
  groups = evaluate(program, jobs);
  detectors.resize(groups.size());
  support::forEachIndex(jobs, groups.size(), [&](std::size_t index) {
    Group& group = groups[index];
    detectors[index] = std::make_unique<Detectors>(*group.evaluator, catalogue);
    for (ModuleId module = group.begin; module < group.end; ++module)
      resolved[places[module]] = Writer(*group.evaluator, module, detectors[index]->of(module)).write();
  });
}

ResolvedProgram::ResolvedProgram(std::vector<std::shared_ptr<const facts::Shard>> shards,
                                 const rules::Catalogue& catalogue, unsigned jobs)
    : implementation(std::make_unique<Implementation>(std::move(shards), catalogue, jobs)) {}

ResolvedProgram::~ResolvedProgram() = default;

const std::vector<std::shared_ptr<const facts::Shard>>& ResolvedProgram::shards() const {
  return implementation->resolved;
}

std::shared_ptr<const facts::Shard> ResolvedProgram::again(std::size_t index,
                                                           std::shared_ptr<const facts::Shard> facts) {
  Implementation& own = *implementation;
  const auto place = std::lower_bound(own.places.begin(), own.places.end(), index);
  if (facts->module.empty() || place == own.places.end() || *place != index) return facts;
  const auto module = static_cast<ModuleId>(place - own.places.begin());
  const auto group = llvm::find_if(own.groups, [&](const Group& each) { return module < each.end; });
  Evaluator& evaluator = *group->evaluator;
  const ModuleId fresh = own.program.modules.append(std::move(facts), module, evaluator.names);
  evaluator.standIn(fresh, module);
  Detectors& detectors = *own.detectors[static_cast<std::size_t>(group - own.groups.begin())];
  return Writer(evaluator, fresh, detectors.of(fresh)).write();
}

std::vector<std::shared_ptr<const facts::Shard>>
resolve(const std::vector<std::shared_ptr<const facts::Shard>>& shards, const rules::Catalogue& catalogue,
        unsigned jobs) {
  return ResolvedProgram(shards, catalogue, jobs).shards();
}

} // namespace nostall::python
