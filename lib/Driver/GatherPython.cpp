#include "Driver/GatherPython.h"

#include "Driver/Problems.h"
#include "Driver/UnitKey.h"
#include "Python/Resolve.h"
#include "Support/Parallel.h"

#include <llvm/ADT/STLExtras.h>

#include <fmt/format.h>

namespace nostall::driver {
namespace {

std::vector<python::ModuleFile> name(const RunOptions& options, const PythonFiles& found) {
  std::vector<std::string> files;
  for (const PythonFile& file : found.files)
    files.push_back(file.path);
  std::vector<Imports> imports(files.size());
  support::forEachIndex(options.jobs, files.size(),
                        [&](std::size_t i) { imports[i] = importsOf(found.files[i]); });
  return nameModules(files, imports, found.bases, options.config.pythonRoots);
}

/// Stands for the content of a file that cannot be read, or is too large to be.
std::string unread(const support::FileStat& stat) {
  return fmt::format("{} {} {} {} {}", stat.device, stat.inode, stat.size, stat.modified, stat.changed);
}

} // namespace

PythonProject findPython(const RunOptions& options) {
  PythonFiles found = findPythonFiles(options);
  PythonProject project;
  project.files = found.files.size();
  for (const python::ModuleFile& module : name(options, found))
    ++project.roots[module.root];
  project.leftOut = std::move(found.leftOut);
  project.problems = std::move(found.problems);
  return project;
}

void PythonUnits::select() { found = findPythonFiles(run.options); }

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
    if (found.files[i].stat.size <= MostModuleBytes) modules[i].hash = run.files.hash(modules[i].file);
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
  return llvm::none_of(modules, [](const PythonModule& module) {
    return module.status == facts::UnitStatus::TimedOut || module.changed;
  });
}

void PythonUnits::describe(Result& result) const {
  for (const PythonModule& module : modules)
    if (module.status != facts::UnitStatus::Complete || !module.notes.empty())
      result.modules.push_back(
          {module.file, static_cast<std::uint32_t>(module.status), module.message, module.notes});
}

void PythonUnits::finishKnown(const Result& result) {
  auto outcome = result.modules.begin();
  for (PythonModule& module : modules) {
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

void PythonUnits::gather(std::vector<HashedShard>& into) {
  if (modules.empty()) return;
  PythonAnalyser analyser(tool, run.options.unitTimeout);
  // One for a repository, whatever parts of it a run is about.
  if (run.store) analyser.use(*run.store, facts::hashBytes(rootFor(run.options.paths)));
  for (auto&& [module, named] : llvm::zip_equal(modules, name(run.options, found)))
    module.module = std::move(named);
  support::forEachIndex(run.options.jobs, modules.size(), [&](std::size_t i) {
    if (run.stopped()) return;
    analyser.analyse(modules[i]);
    std::lock_guard lock(mutex);
    modules[i].done = true;
    run.advance(modules[i].file);
  });
  // Written, and what is not needed any more freed, while the modules are resolved.
  std::future<void> saved = std::async(
      std::launch::async, [&] { unwritten = llvm::joinErrors(std::move(unwritten), analyser.save()); });

  std::vector<std::shared_ptr<const facts::Shard>> shards;
  std::vector<const PythonModule*> owners;
  for (PythonModule& module : modules) {
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

void PythonUnits::finish(const PythonModule& module) {
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
