#include "Python/Resolve.h"

#include "Python/Detectors.h"
#include "Python/Resolver/Groups.h"
#include "Python/Resolver/Writer.h"
#include "Support/Parallel.h"

namespace nostall::python {

std::vector<std::shared_ptr<const facts::Shard>>
resolve(const std::vector<std::shared_ptr<const facts::Shard>>& shards, const rules::Catalogue& catalogue,
        unsigned jobs) {
  const Program program(shards, catalogue);
  std::vector<std::size_t> places; ///< of the modules among the shards
  for (std::size_t index = 0; index < shards.size(); ++index)
    if (!shards[index]->module.empty()) places.push_back(index);
  std::vector<std::shared_ptr<const facts::Shard>> resolved = shards;
  std::vector<Group> groups = evaluate(program, jobs);
  support::forEachIndex(jobs, groups.size(), [&](std::size_t index) {
    Group& group = groups[index];
    Detectors detectors(*group.evaluator, catalogue);
    for (ModuleId module = group.begin; module < group.end; ++module)
      resolved[places[module]] = Writer(*group.evaluator, module, detectors.of(module)).write();
  });
  return resolved;
}

} // namespace nostall::python
