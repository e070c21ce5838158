#include "Driver/Gather.h"

#include "Driver/GatherCxx.h"
#include "Driver/GatherPython.h"
#include "Driver/UnitKey.h"
#include "Driver/Wire.h"
#include "Facts/Serialize.h"
#include "Support/Files.h"
#include "Support/Locations.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
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

} // namespace

unsigned Gathering::jobs() const { return llvm::hardware_concurrency(options.jobs).compute_thread_count(); }

void Gathering::giveUpStore(llvm::Error why) {
  facts.notes.push_back(llvm::toString(std::move(why)) + "; facts are not kept");
  store.reset();
}

void Gathering::advance(const std::string& unit) {
  ++done;
  if (options.progress) options.progress(done, facts.units, unit);
}

std::shared_ptr<const facts::Shard> loadShard(const facts::Store& store, const std::string& hash) {
  std::optional<std::string> bytes = store.shardBytes(hash);
  if (!bytes) return nullptr;
  llvm::Expected<facts::Shard> shard = facts::decodeShard(*bytes);
  if (shard) return std::make_shared<const facts::Shard>(std::move(*shard));
  llvm::consumeError(shard.takeError());
  return nullptr;
}

std::string rootFor(const std::vector<std::string>& paths, llvm::StringRef current) {
  std::string start = support::absolutePath(paths.empty() ? current : llvm::StringRef(paths.front()));
  if (!fs::is_directory(start)) start = llvm::sys::path::parent_path(start);
  for (llvm::StringRef folder = start; !folder.empty(); folder = llvm::sys::path::parent_path(folder))
    if (fs::exists(folder + "/.git")) return folder.str();
  return paths.empty() ? start : support::absolutePath(current);
}

Gatherer::Gatherer(const RunOptions& options)
    : run(options), cxx(std::make_unique<CxxUnits>(run)), python(std::make_unique<PythonUnits>(run)) {}
Gatherer::~Gatherer() = default;

llvm::Error Gatherer::select() {
  const RunOptions& options = run.options;
  for (const std::string& path : options.paths)
    if (!fs::exists(path)) return llvm::createStringError("`" + path + "` does not exist");
  if (options.python) python->select();
  if (!options.cxx) {
    if (!python->empty()) return llvm::Error::success();
    return llvm::createStringError("no Python file was found" + python->leftOut());
  }
  llvm::Error error = cxx->select(!python->empty());
  if (!error) return llvm::Error::success();
  if (!python->empty() && options.database.empty() && !namesUnknownFile(options)) {
    // It is a Python project.
    llvm::consumeError(std::move(error));
    return llvm::Error::success();
  }
  if (!options.python || !python->empty() || !options.database.empty()) return error;
  return llvm::createStringError(llvm::toString(std::move(error)) + "; nor was a Python file found there" +
                                 python->leftOut());
}

void Gatherer::openStore() {
  const RunOptions& options = run.options;
  if (!options.useCache) return;
  llvm::Expected<facts::Store> opened = facts::Store::open(
      options.cacheDirectory.empty() ? support::defaultCacheDirectory() : options.cacheDirectory);
  if (!opened) return run.giveUpStore(opened.takeError());
  run.store = std::move(*opened);
  std::vector<std::string> parts{support::absolutePath("."), options.database, options.cxx ? "c++" : "",
                                 options.python ? "python" : ""};
  llvm::append_range(parts, options.paths);
  projectKey = facts::hashBytes(pack(parts));
  if (std::optional<std::string> bytes = run.store->read("files", projectKey)) run.files.remember(*bytes);
}

llvm::Error Gatherer::begin() {
  if (llvm::Error error = select()) return error;
  openStore();
  if (llvm::Error error = cxx->prepare()) return error;
  python->prepare();
  if (run.store) cxx->lookUp();
  return llvm::Error::success();
}

std::optional<std::string> Gatherer::resultKey() const {
  const RunOptions& options = run.options;
  if (!run.store || options.catalogueFiles.empty() || !cxx->known()) return std::nullopt;
  std::vector<std::string> parts{toolIdentity(options.workerProgram, run.files)};
  for (const std::string& file : options.catalogueFiles) {
    parts.push_back(file);
    parts.push_back(run.files.hash(file));
  }
  cxx->describe(parts);
  python->describe(parts);
  return facts::hashBytes(pack(parts));
}

Facts Gatherer::skip(const Result& result) {
  cxx->finishKnown();
  python->finishKnown(result);
  return take();
}

llvm::Expected<Facts> Gatherer::gather() {
  std::vector<HashedShard> shards;
  if (llvm::Error error = cxx->gather(shards)) return error;
  python->gather(shards);
  llvm::sort(shards, [](const HashedShard& a, const HashedShard& b) {
    return std::tie(a.shard.shard->files.front(), a.hash) < std::tie(b.shard.shard->files.front(), b.hash);
  });
  for (HashedShard& shard : shards)
    run.facts.shards.push_back(std::move(shard.shard));
  run.facts.interrupted = run.stopped() && run.done != run.facts.units;
  interrupted = run.facts.interrupted;
  return take();
}

std::optional<Result> Gatherer::lasting() const {
  if (interrupted || !cxx->lasting() || !python->lasting()) return std::nullopt;
  std::optional<std::string> key = resultKey();
  if (!key) return std::nullopt;
  Result result;
  result.key = *key;
  python->describe(result);
  return result;
}

Facts Gatherer::take() {
  if (run.store) {
    if (std::string known = run.files.save(); !known.empty())
      if (llvm::Error error = run.store->write("files", projectKey, known)) run.giveUpStore(std::move(error));
  }
  if (run.store) run.store->prune();
  llvm::sort(run.facts.problems, [](const report::UnitProblem& a, const report::UnitProblem& b) {
    return std::tie(a.unit, a.status, a.message, a.reproduce) <
           std::tie(b.unit, b.status, b.message, b.reproduce);
  });
  llvm::append_range(run.facts.notes, run.notes.take());
  return std::move(run.facts);
}

llvm::Expected<Facts> gatherFacts(const RunOptions& options) {
  Gatherer gatherer(options);
  if (llvm::Error error = gatherer.begin()) return error;
  return gatherer.gather();
}

} // namespace nostall::driver
