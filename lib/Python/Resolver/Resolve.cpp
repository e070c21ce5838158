#include "Python/Resolve.h"

#include "Python/Detectors.h"
#include "Python/Resolver/Writer.h"

namespace nostall::python {

std::vector<std::shared_ptr<const facts::Shard>>
resolve(const std::vector<std::shared_ptr<const facts::Shard>>& shards, const rules::Catalogue& catalogue) {
  Evaluator evaluator(shards, catalogue);
  evaluator.run();
  Detectors detectors(evaluator, catalogue);
  std::vector<std::shared_ptr<const facts::Shard>> resolved;
  resolved.reserve(shards.size());
  ModuleId module = 0;
  for (const auto& shard : shards) {
    resolved.push_back(shard->module.empty() ? shard
                                             : Writer(evaluator, module, detectors.of(module)).write());
    module += !shard->module.empty();
  }
  return resolved;
}

} // namespace nostall::python
