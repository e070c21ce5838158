#include "Driver/PythonModules.h"

#include "Driver/Wire.h"
#include "Support/Files.h"

#include <fmt/format.h>

namespace nostall::driver {

PythonFiles findPythonFiles(const RunOptions& options) {
  PythonSearch search;
  search.include = options.config.include;
  search.skip = options.config.skip;
  for (const std::string& path : options.paths)
    search.paths.push_back(support::absolutePath(path));
  if (search.paths.empty()) search.paths.push_back(support::absolutePath("."));
  return findPythonFiles(search);
}

Imports importsOf(const PythonFile& file) {
  if (file.stat.size > MostModuleBytes) return {};
  llvm::Expected<std::string> text = support::readFile(file.path);
  if (text) return scanImports(*text);
  llvm::consumeError(text.takeError()); // It is a problem when it is analysed.
  return {};
}

llvm::Error PythonAnalyser::save() {
  if (!packs) return llvm::Error::success();
  llvm::Error error = packs->save();
  packs.reset();
  return error;
}

bool PythonAnalyser::lookUp(PythonModule& module, const std::string& key) {
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

/// The unit; its shard is the module's as well.
facts::Unit PythonAnalyser::parse(PythonModule& module, llvm::StringRef text) const {
  facts::Unit unit = python::analyseModule(module.module, text, timeLimit);
  module.status = unit.status;
  module.message = unit.message;
  module.notes = unit.notes;
  module.shard =
      unit.shards.empty() ? nullptr : std::make_shared<const facts::Shard>(std::move(unit.shards.front()));
  unit.shards.clear();
  return unit;
}

void PythonAnalyser::analyse(PythonModule& module, llvm::StringRef text) const {
  module.hash = facts::hashBytes(text);
  module.fromCache = false;
  parse(module, text);
}

void PythonAnalyser::analyse(PythonModule& module) {
  auto keyOf = [&] {
    return facts::hashBytes(pack({"python", tool, module.hash, module.file, module.module.name,
                                  module.module.root, module.module.package ? "package" : ""}));
  };
  module.fromCache = false;
  if (!module.hash.empty() && packs && lookUp(module, keyOf())) return;
  llvm::Expected<std::string> text = support::readFile(module.file);
  if (!text || text->size() > MostModuleBytes) {
    module.status = facts::UnitStatus::Failed;
    module.message = text ? fmt::format("{} MiB are more than is read of one file", text->size() >> 20)
                          : llvm::toString(text.takeError());
    module.changed = !module.hash.empty();
    module.shard = nullptr;
    return;
  }
  std::string hash = facts::hashBytes(*text);
  module.changed = hash != module.hash;
  module.hash = std::move(hash);
  facts::Unit unit = parse(module, *text);
  if (packs && module.status != facts::UnitStatus::TimedOut)
    packs->add(module.file, keyOf(), facts::encode(facts::UnitRecord{std::move(unit), {}}),
               module.shard ? facts::encode(*module.shard) : std::string());
}

} // namespace nostall::driver
