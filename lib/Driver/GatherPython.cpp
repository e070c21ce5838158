// The key of a module's facts is everything that decides them: its text, its path and its name. So a module
// that is moved or renamed is parsed again, and one that is merely touched is not.
#include "Driver/GatherPython.h"

#include "Driver/Problems.h"
#include "Driver/UnitKey.h"
#include "Driver/Wire.h"
#include "Python/Resolve.h"
#include "Support/Files.h"
#include "Support/Parallel.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/Program.h>

#include <fmt/format.h>

namespace nostall::driver {
namespace {

/// More than any module that a person wrote.
constexpr std::uint64_t MostBytes = 64 << 20;

PythonFiles find(const RunOptions& options) {
  PythonSearch search;
  search.include = options.config.include;
  search.skip = options.config.skip;
  for (const std::string& path : options.paths)
    search.paths.push_back(support::absolutePath(path));
  if (search.paths.empty()) search.paths.push_back(support::absolutePath("."));
  return findPythonFiles(search);
}

std::vector<python::ModuleFile> name(const RunOptions& options, const PythonFiles& found) {
  std::vector<std::string> files;
  for (const PythonFile& file : found.files)
    files.push_back(file.path);
  std::vector<Imports> imports(files.size());
  support::forEachIndex(options.jobs, files.size(), [&](std::size_t i) {
    if (found.files[i].stat.size > MostBytes) return;
    if (llvm::Expected<std::string> text = support::readFile(files[i]))
      imports[i] = scanImports(*text);
    else // It is a problem when it is analysed.
      llvm::consumeError(text.takeError());
  });
  return nameModules(files, imports, found.bases, options.config.pythonRoots);
}

/// Stands for the content of a file that cannot be read, or is too large to be.
std::string unread(const support::FileStat& stat) {
  return fmt::format("{} {} {} {} {}", stat.device, stat.inode, stat.size, stat.modified, stat.changed);
}

} // namespace

PythonProject findPython(const RunOptions& options) {
  PythonFiles found = find(options);
  PythonProject project;
  project.files = found.files.size();
  for (const python::ModuleFile& module : name(options, found))
    ++project.roots[module.root];
  project.leftOut = std::move(found.leftOut);
  project.problems = std::move(found.problems);
  return project;
}

void PythonUnits::select() { found = find(run.options); }

std::string PythonUnits::leftOut() const {
  std::string text;
  for (const auto& [reason, count] : found.leftOut)
    text += fmt::format("{} {} {} as {}", text.empty() ? "; left out:" : ",", count,
                        count == 1 ? "file or folder" : "files or folders", reason);
  return text.empty() ? text : text + "; name them, or `include` them in the configuration";
}

void PythonUnits::prepare() {
  if (empty()) return;
  llvm::append_range(run.facts.problems, found.problems);
  tool = toolIdentity(run.options.workerProgram, run.files);
  modules.resize(found.files.size());
  support::forEachIndex(run.options.jobs, modules.size(), [&](std::size_t i) {
    modules[i].file = found.files[i].path;
    if (found.files[i].stat.size <= MostBytes) modules[i].hash = run.files.hash(modules[i].file);
  });
  std::size_t units = modules.size() + found.problems.size();
  run.facts.units += units;
  run.done += found.problems.size();
  run.facts.languages[facts::Language::Python].units = units;
}

void PythonUnits::describe(std::vector<std::string>& parts) const {
  if (modules.empty()) return;
  parts.push_back(tool);
  llvm::append_range(parts, found.bases);
  llvm::append_range(parts, run.options.config.pythonRoots);
  for (auto&& [module, file] : llvm::zip_equal(modules, found.files)) {
    parts.push_back(module.file);
    parts.push_back(module.hash.empty() ? unread(file.stat) : module.hash);
  }
}

bool PythonUnits::lasting() const {
  return llvm::none_of(modules, [](const Module& module) {
    return module.status == facts::UnitStatus::TimedOut || module.changed;
  });
}

void PythonUnits::describe(Result& result) const {
  for (const Module& module : modules)
    if (module.status != facts::UnitStatus::Complete || !module.notes.empty())
      result.modules.push_back(
          {module.file, static_cast<std::uint32_t>(module.status), module.message, module.notes});
}

void PythonUnits::finishKnown(const Result& result) {
  auto outcome = result.modules.begin();
  for (Module& module : modules) {
    module.done = module.fromCache = true;
    if (outcome != result.modules.end() && outcome->file == module.file) {
      module.status = static_cast<facts::UnitStatus>(outcome->status);
      module.message = outcome->message;
      module.notes = outcome->notes;
      ++outcome;
    }
    finish(module);
    run.advance(module.file);
  }
}

bool PythonUnits::lookUp(Module& module, const std::string& key) {
  std::optional<facts::Packs::Entry> entry = packs->find(module.file, key);
  if (!entry) return false;
  llvm::Expected<facts::UnitRecord> record = facts::decodeUnit(entry->record);
  if (!record) {
    llvm::consumeError(record.takeError());
    return false;
  }
  if (!entry->shard.empty()) {
    llvm::Expected<facts::Shard> shard = facts::decodeShard(entry->shard);
    if (!shard) {
      llvm::consumeError(shard.takeError());
      return false;
    }
    module.shard = std::make_shared<const facts::Shard>(std::move(*shard));
  }
  module.status = record->unit.status;
  module.message = record->unit.message;
  module.notes = std::move(record->unit.notes);
  return module.fromCache = true;
}

void PythonUnits::analyse(Module& module) {
  auto keyOf = [&] {
    return facts::hashBytes(pack({"python", tool, module.hash, module.file, module.module.name,
                                  module.module.root, module.module.package ? "package" : ""}));
  };
  if (!module.hash.empty() && packs && lookUp(module, keyOf())) return;
  llvm::Expected<std::string> text = support::readFile(module.file);
  if (!text || text->size() > MostBytes) {
    module.status = facts::UnitStatus::Failed;
    module.message = text ? fmt::format("{} MiB are more than is read of one file", text->size() >> 20)
                          : llvm::toString(text.takeError());
    module.changed = !module.hash.empty();
    return;
  }
  std::string hash = facts::hashBytes(*text);
  module.changed = hash != module.hash;
  module.hash = std::move(hash);
  facts::Unit unit = python::analyseModule(module.module, *text, run.options.unitTimeout);
  module.status = unit.status;
  module.message = unit.message;
  module.notes = unit.notes;
  std::string shard;
  if (!unit.shards.empty()) {
    if (packs) shard = facts::encode(unit.shards.front());
    module.shard = std::make_shared<const facts::Shard>(std::move(unit.shards.front()));
    unit.shards.clear();
  }
  if (packs && module.status != facts::UnitStatus::TimedOut)
    packs->add(module.file, keyOf(), facts::encode(facts::UnitRecord{std::move(unit), {}}), std::move(shard));
}

void PythonUnits::gather(std::vector<HashedShard>& into) {
  if (modules.empty()) return;
  // One for a repository, whatever parts of it a run is about.
  if (run.store) packs.emplace(*run.store, facts::hashBytes(rootFor(run.options.paths)));
  for (auto&& [module, named] : llvm::zip_equal(modules, name(run.options, found)))
    module.module = std::move(named);
  support::forEachIndex(run.options.jobs, modules.size(), [&](std::size_t i) {
    if (run.stopped()) return;
    analyse(modules[i]);
    std::lock_guard lock(mutex);
    modules[i].done = true;
    run.advance(modules[i].file);
  });
  // Written, and what is not needed any more freed, while the modules are resolved.
  std::future<void> saved = std::async(std::launch::async, [&] {
    if (packs) unwritten = llvm::joinErrors(std::move(unwritten), packs->save());
  });

  std::vector<std::shared_ptr<const facts::Shard>> shards;
  std::vector<const Module*> owners;
  for (Module& module : modules) {
    finish(module);
    if (!module.shard) continue;
    shards.push_back(std::move(module.shard));
    owners.push_back(&module);
  }
  static const rules::Catalogue none;
  const rules::Catalogue& catalogue = run.options.catalogue ? *run.options.catalogue : none;
  if (run.options.resolve) {
    auto resolved = python::resolve(shards, catalogue, run.options.jobs);
    saved.wait();
    shards.swap(resolved);
    unneeded = std::async(std::launch::async, [old = std::move(resolved)]() mutable { old.clear(); });
  }
  saved.wait();
  if (unwritten) run.giveUpStore(std::move(unwritten));
  for (const auto& [shard, owner] : llvm::zip_equal(shards, owners))
    into.push_back({owner->hash, {shard, {owner->module.root}}});
}

void PythonUnits::finish(const Module& module) {
  if (!module.done) return;
  LanguageUnits& units = run.facts.languages[facts::Language::Python];
  bool analysed = isAnalysed(module.status);
  run.facts.analysed += analysed;
  units.analysed += analysed;
  run.facts.fromCache += module.fromCache && analysed;
  units.fromCache += module.fromCache && analysed;
  for (const std::string& note : module.notes)
    run.notes.add(note, "`" + module.file + "`");
  if (std::optional<report::UnitProblem> problem = problemOf(module.file, module.status, module.message))
    run.facts.problems.push_back(std::move(*problem));
}

} // namespace nostall::driver
