#include "Host/StoredProgram.h"

#include "Facts/Programs.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FileSystem.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

namespace nostall::host {
namespace {

using Shards = std::map<std::string, std::shared_ptr<const facts::Shard>>;

/// What is kept of a program between two looks at it.
struct Known {
  Shards shards;      ///< by hash
  std::string hashes; ///< FileHashes::save
};

/// Of several databases that list a file, the one that lies closest to it.
const facts::Program& closest(const std::vector<facts::Program>& programs, llvm::StringRef file) {
  auto shared = [&](const facts::Program& program) {
    const auto [end, other] =
        std::mismatch(file.begin(), file.end(), program.database.begin(), program.database.end());
    return end - file.begin();
  };
  return *std::max_element(programs.begin(), programs.end(),
                           [&](const auto& a, const auto& b) { return shared(a) < shared(b); });
}

std::vector<std::string> changedFiles(const facts::Program& program, std::string& remembered) {
  facts::FileHashes hashes;
  hashes.remember(remembered);
  std::vector<std::string> changed;
  for (const facts::Dependency& file : program.files)
    if (hashes.hash(file.path) != file.hash) changed.push_back(file.path);
  if (std::string saved = hashes.save(); !saved.empty()) remembered = std::move(saved);
  return changed;
}

std::shared_ptr<const facts::Shard> load(const facts::Store& store, const std::string& hash) {
  std::optional<std::string> bytes = store.shardBytes(hash);
  if (!bytes) return nullptr;
  llvm::Expected<facts::Shard> shard = facts::decodeShard(*bytes);
  if (shard) return std::make_shared<const facts::Shard>(std::move(*shard));
  llvm::consumeError(shard.takeError());
  return nullptr;
}

StoredProgram read(const facts::Store& store, const facts::Program& program, const std::string& file,
                   Known& known) {
  StoredProgram result;
  result.changed = changedFiles(program, known.hashes);
  std::map<std::string, std::set<std::string>> targets;
  std::set<std::string> own;
  std::set<std::string> lost;
  Shards shards;
  for (const facts::ProgramUnit& unit : program.units) {
    if (unit.mainFile == file) own.insert(unit.target);
    for (const std::string& hash : unit.shardHashes) {
      targets[hash].insert(unit.target);
      if (shards.contains(hash)) continue;
      auto before = known.shards.find(hash);
      auto shard = before != known.shards.end() ? before->second : load(store, hash);
      if (shard)
        shards[hash] = std::move(shard);
      else
        lost.insert(unit.mainFile);
    }
  }
  known.shards = std::move(shards);
  for (const auto& [hash, shard] : known.shards)
    result.shards.push_back({shard, {targets[hash].begin(), targets[hash].end()}});
  result.targets.assign(own.begin(), own.end());
  llvm::append_range(result.changed, lost);
  llvm::sort(result.changed);
  result.changed.erase(llvm::unique(result.changed), result.changed.end());
  return result;
}

} // namespace

llvm::Expected<std::optional<StoredProgram>> storedProgram(const std::string& folder,
                                                           const std::string& file) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, std::string>, Known> known;

  if (!llvm::sys::fs::is_directory(folder))
    return llvm::createStringError("the facts folder `" + folder +
                                   "` does not exist; `nostall check --cache-dir` makes it");
  llvm::Expected<facts::Store> store = facts::Store::open(folder);
  if (!store) return store.takeError();
  const std::vector<facts::Program> programs = facts::programsWith(*store, file);
  if (programs.empty()) return std::nullopt;
  const facts::Program& program = closest(programs, file);
  const std::lock_guard lock(mutex);
  return read(*store, program, file, known[{folder, program.database}]);
}

} // namespace nostall::host
