#include "Editor/StoredCxx.h"

namespace nostall::editor {

bool StoredCxx::isOutOfDate(const std::string& file, llvm::StringRef text) const {
  auto known = contents.find(file);
  return known != contents.end() && known->second != std::set{facts::hashBytes(text)};
}

void StoredCxx::load() {
  driver::RunOptions stored = options;
  stored.cxx = true;
  stored.python = false;
  stored.storedOnly = true;
  llvm::Expected<driver::Facts> facts = driver::gatherFacts(stored);
  if (!facts) { // No compile database: there is no C++ here that anybody analysed.
    llvm::consumeError(facts.takeError());
    found.clear();
    contents.clear();
    loaded.clear();
    return;
  }
  std::string now;
  for (const auto& [file, hashes] : facts->contents)
    for (const std::string& hash : hashes)
      now += file + '\0' + hash + '\0';
  if (now == loaded) return;
  loaded = std::move(now);
  contents = std::move(facts->contents);
  const std::vector<LinkShard> forPolicy = policy::policyShards(facts->shards);
  found = policy::applyPolicy(link(facts->shards, *options.catalogue).findings, forPolicy, options.config,
                              *options.catalogue)
              .findings;
}

} // namespace nostall::editor
