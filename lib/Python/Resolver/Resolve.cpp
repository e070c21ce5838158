#include "Python/Resolve.h"

#include "Python/Resolver/Writer.h"

namespace nostall::python {

std::vector<std::shared_ptr<const facts::Shard>>
resolve(const std::vector<std::shared_ptr<const facts::Shard>>& shards, const rules::Catalogue& catalogue,
        unsigned) {
  Evaluator evaluator(shards, catalogue);
  evaluator.run();
  std::vector<std::shared_ptr<const facts::Shard>> resolved;
  resolved.reserve(shards.size());
  ModuleId module = 0;
  for (const auto& shard : shards)
    resolved.push_back(shard->module.empty() ? shard : Writer(evaluator, module++).write());
  return resolved;
}

} // namespace nostall::python
