// In this order: the database, the units asked for, what the store still knows of them, and the rest from
// workers, stored as it comes. A shard is decoded once however many units saw it: looked up by hash before
// anything else is done with its bytes.
#include "Driver/GatherCxx.h"

#include "Cxx/Analyse.h"
#include "Driver/Problems.h"
#include "Driver/UnitKey.h"
#include "Driver/Workers.h"
#include "Facts/Programs.h"
#include "Support/Files.h"
#include "Support/Locations.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/ThreadPool.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <tuple>

namespace nostall::driver {

namespace fs = llvm::sys::fs;

/// A path as the user may have meant it: as written, and with links resolved.
static void addPath(const std::string& path, std::vector<std::string>& paths) {
  paths.push_back(support::absolutePath(path));
  llvm::SmallString<256> real;
  if (!fs::real_path(path, real)) paths.push_back(std::string(real));
}

static bool isInsideAny(const std::string& file, const std::vector<std::string>& paths) {
  return llvm::any_of(paths, [&](const std::string& path) { return support::isInside(file, path); });
}

llvm::Error CxxUnits::select(bool havePython) {
  const RunOptions& options = run.options;
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
  const std::string here = support::absolutePath(".");
  auto isHere = [&](const cxx::UnitCommand& command) { return support::isInside(command.file, here); };
  if (havePython && options.paths.empty() && options.database.empty() && !support::isInside(file, here) &&
      llvm::none_of(database.commands, isHere)) {
    run.facts.notes.push_back("`" + database.file +
                              "` has no unit in the current folder; only Python is analysed");
    database.commands.clear();
    return llvm::Error::success();
  }
  if (!options.paths.empty()) {
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
  }
  run.facts.notes.push_back("units from `" + database.file + "`");
  llvm::append_range(run.facts.notes, database.notes);
  return llvm::Error::success();
}

llvm::Error CxxUnits::prepare() {
  if (database.commands.empty()) return llvm::Error::success();
  const RunOptions& options = run.options;
  std::string resources = options.resourceDirectory;
  if (resources.empty()) {
    llvm::Expected<std::string> found = support::resourceDirectory();
    if (!found) return found.takeError();
    resources = *found;
  }
  std::vector<cxx::AstRule> astRules;
  if (options.catalogue)
    for (const rules::Library& library : options.catalogue->libraries)
      for (const rules::Rule& rule : library.rules)
        if (library.language == facts::Language::Cxx && !rule.matcher.empty())
          astRules.push_back({rule.id, rule.matcher});
  const std::string tool = toolIdentity(options.workerProgram, run.files);
  for (const cxx::UnitCommand& command : database.commands) {
    requests.push_back({command, resources, astRules, options.workerMemory});
    keys.push_back(unitKey(requests.back(), tool));
  }
  records.resize(requests.size());
  done.assign(requests.size(), false);
  run.facts.units += requests.size();
  run.facts.languages[facts::Language::Cxx].units = requests.size();
  return llvm::Error::success();
}

void CxxUnits::lookUp() {
  llvm::DefaultThreadPool pool(llvm::hardware_concurrency(run.options.jobs));
  for (std::size_t unit = 0; unit != requests.size(); ++unit)
    pool.async([&, unit] {
      records[unit] = run.options.storedOnly ? run.store->storedRecord(keys[unit])
                                             : run.store->lookupRecord(keys[unit], run.files);
    });
}

bool CxxUnits::known() const {
  return llvm::all_of(records, [](const auto& record) { return record.has_value(); });
}

bool CxxUnits::lasting() const {
  return llvm::all_of(records, [](const auto& record) { return record && isAnalysed(record->unit.status); });
}

void CxxUnits::describe(std::vector<std::string>& parts) const {
  for (const auto& [key, record] : llvm::zip_equal(keys, records)) {
    parts.push_back(key);
    parts.push_back(record ? facts::encode(*record) : "");
  }
}

void CxxUnits::finishKnown() {
  for (std::size_t unit = 0; unit != requests.size(); ++unit)
    finish(unit);
  run.facts.fromCache += requests.size();
  run.facts.languages[facts::Language::Cxx].fromCache = requests.size();
}

llvm::Error CxxUnits::gather(std::vector<HashedShard>& into) {
  if (requests.empty()) return llvm::Error::success();
  load();
  if (run.options.storedOnly)
    noteContents();
  else if (llvm::Error error = analyse())
    return error;
  for (auto& [hash, entry] : shards)
    if (!entry.targets.empty())
      into.push_back({hash, {entry.shard, {entry.targets.begin(), entry.targets.end()}}});
  if (run.store) describeProgram();
  return llvm::Error::success();
}

void CxxUnits::describeProgram() {
  std::set<std::string> own;
  for (const auto& [hash, entry] : shards)
    if (entry.shard) own.insert(entry.shard->files.front());
  facts::Program program;
  program.database = database.file;
  std::map<std::string, std::string> files;
  for (const auto& record : records) {
    if (!record || !isAnalysed(record->unit.status)) continue;
    program.units.push_back({record->unit.mainFile, record->unit.target, record->shardHashes});
    for (const facts::Dependency& file : record->unit.dependencies)
      if (own.contains(file.path)) files[file.path] = file.hash;
  }
  for (const auto& [path, hash] : files)
    program.files.push_back({path, hash});
  llvm::sort(program.units, [](const facts::ProgramUnit& a, const facts::ProgramUnit& b) {
    return std::tie(a.mainFile, a.target) < std::tie(b.mainFile, b.target);
  });
  const bool whole = run.options.paths.empty() && !run.stopped();
  if (llvm::Error error = facts::writeProgram(*run.store, std::move(program), whole))
    run.giveUpStore(std::move(error));
}

void CxxUnits::load() {
  std::set<std::string> unique;
  for (const auto& record : records)
    if (record) unique.insert(record->shardHashes.begin(), record->shardHashes.end());
  const std::vector<std::string> hashes(unique.begin(), unique.end());
  std::vector<std::shared_ptr<const facts::Shard>> loaded(hashes.size());
  {
    llvm::DefaultThreadPool pool(llvm::hardware_concurrency(run.options.jobs));
    for (std::size_t i = 0; i != hashes.size(); ++i)
      pool.async([&, i] { loaded[i] = loadShard(*run.store, hashes[i]); });
  }
  for (auto&& [hash, shard] : llvm::zip_equal(hashes, loaded))
    if (shard) shards[hash].shard = std::move(shard);
  auto isLoaded = [&](const std::string& hash) { return shards.contains(hash); };
  for (const auto& [unit, record] : llvm::enumerate(records)) {
    if (record && !llvm::all_of(record->shardHashes, isLoaded)) record.reset();
    if (!record) continue;
    ++run.facts.fromCache;
    ++run.facts.languages[facts::Language::Cxx].fromCache;
    finish(unit);
  }
}

void CxxUnits::noteContents() {
  for (const auto& record : records)
    if (record)
      for (const facts::Dependency& dependency : record->unit.dependencies)
        if (!dependency.hash.empty()) run.facts.contents[dependency.path].insert(dependency.hash);
}

llvm::Error CxxUnits::analyse() {
  const RunOptions& options = run.options;
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
      if (run.stopped()) break;
      const Request& request = requests[unit];
      accept(unit, encodeUnit(cxx::analyseUnit(request.command, request.resourceDirectory, request.astRules,
                                               llvm::vfs::createPhysicalFileSystem())));
    }
    return llvm::Error::success();
  }
  std::vector<Request> misses;
  for (std::size_t unit : units)
    misses.push_back(requests[unit]);
  PoolOptions pool{options.workerProgram, run.jobs(), options.unitTimeout, options.stop};
  return runUnits(pool, misses,
                  [&](std::size_t miss, Answer answer) { accept(units[miss], std::move(answer)); });
}

void CxxUnits::accept(std::size_t unit, Answer answer) {
  facts::UnitRecord& record = answer.record;
  for (const auto& [hash, bytes] : llvm::zip_equal(record.shardHashes, answer.shards)) {
    if (shards.contains(hash)) continue;
    llvm::Expected<facts::Shard> shard = facts::decodeShard(bytes);
    if (!shard) {
      record.unit.status = facts::UnitStatus::Failed;
      record.unit.message = llvm::toString(shard.takeError());
      break;
    }
    shards[hash].shard = std::make_shared<const facts::Shard>(std::move(*shard));
  }
  if (run.store && isAnalysed(record.unit.status))
    if (llvm::Error error = run.store->insert(keys[unit], record, answer.shards))
      run.giveUpStore(std::move(error));
  records[unit] = std::move(record);
  finish(unit);
}

void CxxUnits::finish(std::size_t unit) {
  const cxx::UnitCommand& command = requests[unit].command;
  const facts::UnitRecord& record = *records[unit];
  done[unit] = true;
  if (isAnalysed(record.unit.status)) {
    ++run.facts.analysed;
    ++run.facts.languages[facts::Language::Cxx].analysed;
    for (const std::string& hash : record.shardHashes)
      shards[hash].targets.insert(command.target);
  }
  for (const std::string& note : record.unit.notes)
    run.notes.add(note, "`" + command.file + "`");
  if (std::optional<report::UnitProblem> problem = problemOf(record.unit, command, database.file))
    run.facts.problems.push_back(std::move(*problem));
  run.advance(command.file);
}

} // namespace nostall::driver
