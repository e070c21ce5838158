// Stands in for the front end and the resolver until they are here; weak, so that whichever exists wins.
#include "Python/Analyse.h"
#include "Python/Resolve.h"

namespace nostall::python {

__attribute__((weak)) facts::Unit analyseModule(const ModuleFile& file, std::string_view,
                                                std::chrono::milliseconds) {
  facts::Unit unit;
  unit.language = facts::Language::Python;
  unit.mainFile = file.path;
  unit.target = file.root;
  unit.shards.emplace_back().language = facts::Language::Python;
  unit.shards.back().files = {file.path};
  return unit;
}

__attribute__((weak)) std::vector<std::shared_ptr<const facts::Shard>>
resolve(const std::vector<std::shared_ptr<const facts::Shard>>& shards, const rules::Catalogue&, unsigned) {
  return shards;
}

} // namespace nostall::python
