#include "Facts/Programs.h"

#include "Facts/Archive.h"

#include <llvm/ADT/STLExtras.h>

#include <map>
#include <tuple>

namespace nostall::facts {

static void fields(auto& io, Is<Dependency> auto& it) { io(it.path, it.hash); }
static void fields(auto& io, Is<ProgramUnit> auto& it) { io(it.mainFile, it.target, it.shardHashes); }
static void fields(auto& io, Is<Program> auto& it) { io(it.database, it.units, it.files); }

static constexpr llvm::StringLiteral Magic = "nostallP";
static constexpr const char* Kind = "programs";

static std::optional<Program> decodeProgram(const std::optional<std::string>& bytes) {
  if (!bytes) return std::nullopt;
  llvm::Expected<Program> program = decodeAs<Program>(Magic, *bytes);
  if (program) return std::move(*program);
  llvm::consumeError(program.takeError());
  return std::nullopt;
}

/// Adds what `known` has and `program` does not.
static void complete(Program& program, const Program& known) {
  using Key = std::tuple<std::string, std::string>;
  std::map<Key, ProgramUnit> units;
  for (const Program* each : {&known, static_cast<const Program*>(&program)})
    for (const ProgramUnit& unit : each->units)
      units[{unit.mainFile, unit.target}] = unit;
  program.units.clear();
  for (auto& [key, unit] : units)
    program.units.push_back(std::move(unit));
  std::map<std::string, std::string> files;
  for (const Program* each : {&known, static_cast<const Program*>(&program)})
    for (const Dependency& file : each->files)
      files[file.path] = file.hash;
  program.files.clear();
  for (auto& [path, hash] : files)
    program.files.push_back({path, hash});
}

llvm::Error writeProgram(const Store& store, Program program, bool whole) {
  const std::string key = hashBytes(program.database);
  const std::optional<Program> known = decodeProgram(store.read(Kind, key));
  if (known && !whole) complete(program, *known);
  if (known && *known == program) return llvm::Error::success();
  return store.write(Kind, key, encodeAs(Magic, program));
}

std::vector<Program> programsWith(const Store& store, llvm::StringRef file) {
  std::vector<Program> result;
  for (const std::string& key : store.keys(Kind))
    if (std::optional<Program> program = decodeProgram(store.read(Kind, key)))
      if (llvm::any_of(program->units, [&](const ProgramUnit& unit) { return unit.mainFile == file; }) ||
          llvm::any_of(program->files, [&](const Dependency& each) { return each.path == file; }))
        result.push_back(std::move(*program));
  llvm::sort(result, [](const Program& a, const Program& b) { return a.database < b.database; });
  return result;
}

} // namespace nostall::facts
