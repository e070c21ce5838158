#include "Editor/PythonProgram.h"

#include "Driver/Problems.h"
#include "Driver/UnitKey.h"
#include "Support/Files.h"
#include "Support/Locations.h"
#include "Support/Parallel.h"

#include <llvm/ADT/STLExtras.h>

#include <tuple>

namespace nostall::editor {
namespace {

std::string toolOf(const driver::RunOptions& options) {
  facts::FileHashes files;
  return driver::toolIdentity(options.workerProgram, files);
}

bool same(const driver::Imports& a, const driver::Imports& b) {
  return std::tie(a.modules, a.levels) == std::tie(b.modules, b.levels);
}

bool same(const python::ModuleFile& a, const python::ModuleFile& b) {
  return std::tie(a.path, a.name, a.package, a.root) == std::tie(b.path, b.name, b.package, b.root);
}

} // namespace

PythonProgram::PythonProgram(const driver::RunOptions& options)
    : options(options), analyser(toolOf(options), options.unitTimeout) {
  if (!options.useCache) return;
  llvm::Expected<facts::Store> opened = facts::Store::open(
      options.cacheDirectory.empty() ? support::defaultCacheDirectory() : options.cacheDirectory);
  if (!opened) { // Everything is parsed then, which is no worse than the first time.
    llvm::consumeError(opened.takeError());
    return;
  }
  store = std::move(*opened);
}

void PythonProgram::findFiles() {
  driver::PythonFiles found = driver::findPythonFiles(options);
  std::set<std::string> there;
  for (const driver::PythonFile& file : found.files) {
    there.insert(file.path);
    modules[file.path].module.file = file.path;
  }
  std::erase_if(modules, [&](const auto& entry) { return !there.contains(entry.first); });
  unnamed = true;
  bases = std::move(found.bases);
  unreadable = std::move(found.problems);
}

void PythonProgram::read(Held& held, const Buffers& buffers) const {
  auto take = [&](llvm::StringRef text) {
    std::string hash = facts::hashBytes(text);
    held.unread = false;
    if (hash == held.module.hash) return;
    held.module.hash = std::move(hash);
    held.imports = driver::scanImports(text);
    held.stale = true;
  };
  if (auto buffer = buffers.find(held.module.file); buffer != buffers.end()) return take(*buffer->second);
  if (llvm::Expected<std::string> text = support::readFile(held.module.file))
    return take(*text);
  else // It is a problem when it is analysed.
    llvm::consumeError(text.takeError());
  held.unread = false;
  held.stale = true;
  held.module.hash.clear();
  held.imports = {};
}

void PythonProgram::nameAll() {
  std::vector<std::string> files;
  std::vector<driver::Imports> imports;
  for (const auto& [file, held] : modules) {
    files.push_back(file);
    imports.push_back(held.imports);
  }
  std::vector<python::ModuleFile> named =
      driver::nameModules(files, imports, bases, options.config.pythonRoots);
  for (auto&& [entry, module] : llvm::zip_equal(modules, named)) {
    Held& held = entry.second;
    if (same(held.module.module, module)) continue;
    held.module.module = std::move(module);
    held.stale = true;
  }
  unnamed = false;
}

void PythonProgram::analyse(Held& held, const Buffers& buffers) {
  if (auto buffer = buffers.find(held.module.file); buffer != buffers.end())
    analyser.analyse(held.module, *buffer->second);
  else
    analyser.analyse(held.module);
  held.stale = false;
}

bool PythonProgram::update(const Buffers& buffers, const std::set<std::string>& touched, bool rescan,
                           const Stop& stop) {
  if (rescan) findFiles();
  for (const std::string& file : touched)
    if (auto held = modules.find(file); held != modules.end()) held->second.unread = true;

  auto select = [&](auto wanted) {
    std::vector<Held*> selected;
    for (auto& [file, held] : modules)
      if (wanted(held)) selected.push_back(&held);
    return selected;
  };
  auto work = [&](const std::vector<Held*>& list, auto each) {
    auto one = [&](std::size_t i) {
      if (!stop()) each(*list[i]);
    };
    support::forEachIndex(options.jobs, list.size(), one);
    return !stop();
  };

  std::vector<Held*> unread = select([](const Held& held) { return held.unread; });
  std::vector<driver::Imports> before;
  for (const Held* held : unread)
    before.push_back(held->imports);
  const bool allRead = work(unread, [&](Held& held) { read(held, buffers); });
  for (const auto& [held, imports] : llvm::zip_equal(unread, before))
    unnamed |= !same(held->imports, imports);
  if (!allRead) return false;
  if (unnamed) nameAll();

  const std::vector<Held*> stale = select([](const Held& held) { return held.stale; });
  if (stale.empty()) return true;
  // One file that was saved is not worth a look into the store.
  if (store && rescan)
    analyser.use(*store, facts::hashBytes(driver::rootFor(options.paths, options.paths.front())));
  const bool all = work(stale, [&](Held& held) { analyse(held, buffers); });
  llvm::consumeError(analyser.save());
  return all;
}

std::vector<ModuleFacts> PythonProgram::facts() const {
  std::vector<ModuleFacts> all;
  for (const auto& [file, held] : modules)
    if (held.module.shard) all.push_back({file, held.module.module.root, held.module.shard});
  return all;
}

std::vector<report::UnitProblem> PythonProgram::problems() const {
  std::vector<report::UnitProblem> all = unreadable;
  for (const auto& [file, held] : modules)
    if (auto problem = driver::problemOf(file, held.module.status, held.module.message))
      all.push_back(std::move(*problem));
  return all;
}

} // namespace nostall::editor
