// From options to facts, in this order: the database, the units asked for, what the store still knows of
// them, and the rest from workers, stored as it comes. Nothing is printed; nothing that comes out depends on
// which unit was done first.
//
// A shard is decoded once however many units saw it: looked up by hash before anything else is done with its
// bytes.
#include "Cxx/Analyse.h"
#include "Driver/Driver.h"
#include "Driver/Notes.h"
#include "Driver/Problems.h"
#include "Driver/UnitKey.h"
#include "Driver/Wire.h"
#include "Driver/Workers.h"
#include "Support/Files.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/ThreadPool.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

namespace nostall::driver {
namespace {

namespace fs = llvm::sys::fs;

/// All shards by hash, with the build namespaces that saw them.
struct ShardTable {
  struct Entry {
    std::shared_ptr<const facts::Shard> shard;
    std::set<std::string> targets;
  };
  std::map<std::string, Entry> entries;

  bool contains(const std::string& hash) const { return entries.contains(hash); }
  void add(const std::string& hash, facts::Shard shard) {
    entries[hash].shard = std::make_shared<const facts::Shard>(std::move(shard));
  }
  std::vector<LinkShard> take();
};

std::vector<LinkShard> ShardTable::take() {
  std::vector<const std::pair<const std::string, Entry>*> sorted;
  for (const auto& entry : entries)
    if (!entry.second.targets.empty()) sorted.push_back(&entry);
  llvm::sort(sorted, [](const auto* a, const auto* b) {
    return std::tie(a->second.shard->files.front(), a->first) <
           std::tie(b->second.shard->files.front(), b->first);
  });
  std::vector<LinkShard> result;
  for (const auto* entry : sorted)
    result.push_back({entry->second.shard, {entry->second.targets.begin(), entry->second.targets.end()}});
  return result;
}

class Gatherer {
public:
  explicit Gatherer(const RunOptions& options) : options(options) {}
  llvm::Expected<Facts> run();

private:
  llvm::Error select();
  llvm::Error prepare();
  void openStore();
  void lookUp();
  void loadShards(const std::vector<std::optional<facts::UnitRecord>>& records);
  llvm::Error analyse();
  void accept(std::size_t unit, Answer answer);
  void finish(std::size_t unit, const facts::UnitRecord& record);

  bool stopped() const { return options.stop && *options.stop; }
  unsigned jobs() const { return llvm::hardware_concurrency(options.jobs).compute_thread_count(); }

  const RunOptions& options;
  Database database;
  std::vector<Request> requests; ///< one for each unit
  std::vector<std::string> keys;
  std::vector<bool> done;
  std::optional<facts::Store> store;
  ShardTable shards;
  Notes notes;
  Facts facts;
};

llvm::Expected<Facts> Gatherer::run() {
  if (llvm::Error error = select()) return error;
  if (llvm::Error error = prepare()) return error;
  openStore();
  if (store) lookUp();
  if (llvm::Error error = analyse()) return error;
  if (store) store->prune();
  facts.shards = shards.take();
  facts.interrupted = stopped() && llvm::is_contained(done, false);
  llvm::sort(facts.problems, [](const report::UnitProblem& a, const report::UnitProblem& b) {
    return std::tie(a.unit, a.status, a.message, a.reproduce) <
           std::tie(b.unit, b.status, b.message, b.reproduce);
  });
  llvm::append_range(facts.notes, notes.take());
  return std::move(facts);
}

/// A path as the user may have meant it: as written, and with links resolved.
void addPath(const std::string& path, std::vector<std::string>& paths) {
  paths.push_back(support::absolutePath(path));
  llvm::SmallString<256> real;
  if (!fs::real_path(path, real)) paths.push_back(std::string(real));
}

bool isInsideAny(const std::string& file, const std::vector<std::string>& paths) {
  return llvm::any_of(paths, [&](const std::string& path) { return support::isInside(file, path); });
}

llvm::Error Gatherer::select() {
  for (const std::string& path : options.paths)
    if (!fs::exists(path)) return llvm::createStringError("`" + path + "` does not exist");
  std::string file = options.database;
  if (file.empty()) {
    std::string start = support::absolutePath(options.paths.empty() ? "." : options.paths.front());
    if (!fs::is_directory(start)) start = llvm::sys::path::parent_path(start);
    llvm::Expected<std::string> found = findDatabase(start);
    if (!found) return found.takeError();
    file = *found;
  }
  llvm::Expected<Database> loaded = loadDatabase(file);
  if (!loaded) return loaded.takeError();
  database = std::move(*loaded);
  facts.notes.push_back("units from `" + database.file + "`");
  llvm::append_range(facts.notes, database.notes);
  if (options.paths.empty()) return llvm::Error::success();

  std::vector<std::string> wanted;
  for (const std::string& path : options.paths)
    addPath(path, wanted);
  llvm::erase_if(database.commands, [&](const cxx::UnitCommand& command) {
    std::vector<std::string> names;
    addPath(command.file, names);
    return llvm::none_of(names, [&](const std::string& name) { return isInsideAny(name, wanted); });
  });
  if (database.commands.empty())
    return llvm::createStringError(
        "`" + database.file + "` has no unit in " + "`" + llvm::join(options.paths, "`, `") +
        "`; name source files or folders, not headers, or build what is missing there");
  return llvm::Error::success();
}

llvm::Error Gatherer::prepare() {
  std::string resources = options.resourceDirectory;
  if (resources.empty()) {
    llvm::Expected<std::string> found = resourceDirectory();
    if (!found) return found.takeError();
    resources = *found;
  }
  std::vector<cxx::AstRule> astRules;
  if (options.catalogue)
    for (const rules::Library& library : options.catalogue->libraries)
      for (const rules::Rule& rule : library.rules)
        if (library.language == facts::Language::Cxx && !rule.matcher.empty())
          astRules.push_back({rule.id, rule.matcher});
  const std::string tool = toolIdentity(options.workerProgram);
  for (const cxx::UnitCommand& command : database.commands) {
    requests.push_back({command, resources, astRules, options.workerMemory});
    keys.push_back(unitKey(requests.back(), tool));
  }
  done.assign(requests.size(), false);
  facts.units = requests.size();
  return llvm::Error::success();
}

void Gatherer::openStore() {
  if (!options.useCache) return;
  llvm::Expected<facts::Store> opened =
      facts::Store::open(options.cacheDirectory.empty() ? defaultCacheDirectory() : options.cacheDirectory);
  if (opened)
    store = std::move(*opened);
  else
    facts.notes.push_back(llvm::toString(opened.takeError()) + "; facts are not kept");
}

void Gatherer::lookUp() {
  facts::FileHashes files;
  std::vector<std::optional<facts::UnitRecord>> records(requests.size());
  {
    llvm::DefaultThreadPool pool(llvm::hardware_concurrency(options.jobs));
    for (std::size_t unit = 0; unit != requests.size(); ++unit)
      pool.async([&, unit] { records[unit] = store->lookupRecord(keys[unit], files); });
  }
  loadShards(records);
  for (const auto& [unit, record] : llvm::enumerate(records)) {
    if (!record ||
        !llvm::all_of(record->shardHashes, [&](const auto& hash) { return shards.contains(hash); }))
      continue;
    ++facts.fromCache;
    finish(unit, *record);
  }
}

void Gatherer::loadShards(const std::vector<std::optional<facts::UnitRecord>>& records) {
  std::set<std::string> unique;
  for (const auto& record : records)
    if (record) unique.insert(record->shardHashes.begin(), record->shardHashes.end());
  const std::vector<std::string> hashes(unique.begin(), unique.end());
  std::vector<std::optional<facts::Shard>> loaded(hashes.size());
  {
    llvm::DefaultThreadPool pool(llvm::hardware_concurrency(options.jobs));
    for (std::size_t i = 0; i != hashes.size(); ++i)
      pool.async([&, i] {
        std::optional<std::string> bytes = store->shardBytes(hashes[i]);
        if (!bytes) return;
        if (llvm::Expected<facts::Shard> shard = facts::decodeShard(*bytes))
          loaded[i] = std::move(*shard);
        else
          llvm::consumeError(shard.takeError());
      });
  }
  for (std::size_t i = 0; i != hashes.size(); ++i)
    if (loaded[i]) shards.add(hashes[i], std::move(*loaded[i]));
}

llvm::Error Gatherer::analyse() {
  std::vector<std::size_t> units;
  for (std::size_t unit = 0; unit != requests.size(); ++unit)
    if (!done[unit]) units.push_back(unit);
  // The longest first, as far as a file's size tells, so that none is left over for one worker at the end.
  std::vector<std::uint64_t> sizes(requests.size());
  for (std::size_t unit : units)
    if (fs::file_size(requests[unit].command.file, sizes[unit])) sizes[unit] = 0;
  llvm::sort(units,
             [&](std::size_t a, std::size_t b) { return std::tie(sizes[b], a) < std::tie(sizes[a], b); });

  if (options.workerProgram.empty()) {
    for (std::size_t unit : units) {
      if (stopped()) break;
      const Request& request = requests[unit];
      accept(unit, encodeUnit(cxx::analyseUnit(request.command, request.resourceDirectory, request.astRules,
                                               llvm::vfs::createPhysicalFileSystem())));
    }
    return llvm::Error::success();
  }
  std::vector<Request> misses;
  for (std::size_t unit : units)
    misses.push_back(requests[unit]);
  PoolOptions pool{options.workerProgram, jobs(), options.unitTimeout, options.stop};
  return runUnits(pool, misses,
                  [&](std::size_t miss, Answer answer) { accept(units[miss], std::move(answer)); });
}

void Gatherer::accept(std::size_t unit, Answer answer) {
  facts::UnitRecord& record = answer.record;
  for (const auto& [hash, bytes] : llvm::zip_equal(record.shardHashes, answer.shards)) {
    if (shards.contains(hash)) continue;
    llvm::Expected<facts::Shard> shard = facts::decodeShard(bytes);
    if (!shard) {
      record.unit.status = facts::UnitStatus::Failed;
      record.unit.message = llvm::toString(shard.takeError());
      break;
    }
    shards.add(hash, std::move(*shard));
  }
  if (store && isAnalysed(record.unit.status))
    if (llvm::Error error = store->insert(keys[unit], record, answer.shards)) {
      facts.notes.push_back(llvm::toString(std::move(error)) + "; facts are not kept");
      store.reset();
    }
  finish(unit, record);
}

void Gatherer::finish(std::size_t unit, const facts::UnitRecord& record) {
  const cxx::UnitCommand& command = requests[unit].command;
  done[unit] = true;
  if (isAnalysed(record.unit.status)) {
    ++facts.analysed;
    for (const std::string& hash : record.shardHashes)
      shards.entries.at(hash).targets.insert(command.target);
  }
  for (const std::string& note : record.unit.notes)
    notes.add(note, "`" + command.file + "`");
  if (std::optional<report::UnitProblem> problem = problemOf(record.unit, command, database.file))
    facts.problems.push_back(std::move(*problem));
  if (options.progress)
    options.progress(static_cast<std::size_t>(llvm::count(done, true)), done.size(), command.file);
}

} // namespace

llvm::Expected<Facts> gatherFacts(const RunOptions& options) { return Gatherer(options).run(); }

} // namespace nostall::driver
