#include "Driver/Gather.h"

#include "Driver/GatherCxx.h"
#include "Driver/GatherPython.h"
#include "Facts/Serialize.h"
#include "Support/Files.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/ThreadPool.h>

#include <tuple>

namespace nostall::driver {
namespace {

namespace fs = llvm::sys::fs;

/// A path that is a file of neither language's.
bool namesUnknownFile(const RunOptions& options) {
  return llvm::any_of(options.paths,
                      [](const std::string& path) { return !fs::is_directory(path) && !isPythonName(path); });
}

llvm::Error select(const RunOptions& options, CxxUnits& cxx, PythonUnits& python) {
  for (const std::string& path : options.paths)
    if (!fs::exists(path)) return llvm::createStringError("`" + path + "` does not exist");
  if (options.python) python.select();
  if (!options.cxx) {
    if (!python.empty()) return llvm::Error::success();
    return llvm::createStringError("no Python file was found" + python.leftOut());
  }
  llvm::Error error = cxx.select(!python.empty());
  if (!error) return llvm::Error::success();
  if (!python.empty() && options.database.empty() && !namesUnknownFile(options)) {
    // It is a Python project.
    llvm::consumeError(std::move(error));
    return llvm::Error::success();
  }
  if (!options.python || !python.empty() || !options.database.empty()) return error;
  return llvm::createStringError(llvm::toString(std::move(error)) + "; nor was a Python file found there" +
                                 python.leftOut());
}

} // namespace

unsigned Gathering::jobs() const { return llvm::hardware_concurrency(options.jobs).compute_thread_count(); }

void Gathering::openStore() {
  if (!options.useCache) return;
  llvm::Expected<facts::Store> opened =
      facts::Store::open(options.cacheDirectory.empty() ? defaultCacheDirectory() : options.cacheDirectory);
  if (opened)
    store = std::move(*opened);
  else
    giveUpStore(opened.takeError());
}

void Gathering::giveUpStore(llvm::Error why) {
  facts.notes.push_back(llvm::toString(std::move(why)) + "; facts are not kept");
  store.reset();
}

void Gathering::advance(const std::string& unit) {
  ++done;
  if (options.progress) options.progress(done, facts.units, unit);
}

std::vector<std::shared_ptr<const facts::Shard>> loadShards(const Gathering& run,
                                                            const std::vector<std::string>& hashes) {
  std::vector<std::shared_ptr<const facts::Shard>> loaded(hashes.size());
  llvm::DefaultThreadPool pool(llvm::hardware_concurrency(run.options.jobs));
  for (std::size_t i = 0; i != hashes.size(); ++i)
    pool.async([&, i] {
      std::optional<std::string> bytes = run.store->shardBytes(hashes[i]);
      if (!bytes) return;
      if (llvm::Expected<facts::Shard> shard = facts::decodeShard(*bytes))
        loaded[i] = std::make_shared<const facts::Shard>(std::move(*shard));
      else
        llvm::consumeError(shard.takeError());
    });
  pool.wait();
  return loaded;
}

llvm::Expected<Facts> gatherFacts(const RunOptions& options) {
  Gathering run(options);
  CxxUnits cxx(run);
  PythonUnits python(run);
  if (llvm::Error error = select(options, cxx, python)) return error;
  if (llvm::Error error = cxx.prepare()) return error;
  python.prepare();
  run.openStore();
  if (run.store) cxx.lookUp();
  std::vector<HashedShard> shards;
  if (llvm::Error error = cxx.gather(shards)) return error;
  python.gather(shards);
  if (run.store) run.store->prune();

  Facts& facts = run.facts;
  llvm::sort(shards, [](const HashedShard& a, const HashedShard& b) {
    return std::tie(a.shard.shard->files.front(), a.hash) < std::tie(b.shard.shard->files.front(), b.hash);
  });
  for (HashedShard& shard : shards)
    facts.shards.push_back(std::move(shard.shard));
  facts.interrupted = run.stopped() && run.done != facts.units;
  llvm::sort(facts.problems, [](const report::UnitProblem& a, const report::UnitProblem& b) {
    return std::tie(a.unit, a.status, a.message, a.reproduce) <
           std::tie(b.unit, b.status, b.message, b.reproduce);
  });
  llvm::append_range(facts.notes, run.notes.take());
  return std::move(facts);
}

} // namespace nostall::driver
