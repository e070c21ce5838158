// Python modules, one at a time: which files a run is about, and the facts of each, stored or made from its
// text. Whoever keeps modules between edits uses the same functions as a run of the command line.
//
// The key of a module's facts is everything that decides them: its text, its path and its name. So a module
// that is moved or renamed is parsed again, and one that is merely touched is not.
#pragma once

#include "Driver/Driver.h"
#include "Driver/PythonFiles.h"
#include "Driver/PythonNames.h"
#include "Facts/Packs.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nostall::driver {

struct PythonModule {
  std::string file;
  std::string hash; ///< of the content; empty when it was not read
  python::ModuleFile module;
  bool done = false;
  bool fromCache = false;
  bool changed = false; ///< between being hashed and being analysed
  facts::UnitStatus status = facts::UnitStatus::Complete;
  std::string message;
  std::vector<std::string> notes;
  std::shared_ptr<const facts::Shard> shard; ///< null: no facts
};

/// Files with more bytes than any module that a person wrote are not read.
inline constexpr std::uint64_t MostModuleBytes = 64 << 20;

/// The files that a run with these options is about.
PythonFiles findPythonFiles(const RunOptions& options);

/// What the file on disk says of where modules are; nothing when it cannot be read.
Imports importsOf(const PythonFile& file);

/// Makes facts of modules. Thread-safe but for save().
class PythonAnalyser {
public:
  /// `tool` stands for the program that analyses (UnitKey.h).
  PythonAnalyser(std::string tool, std::chrono::milliseconds timeLimit)
      : tool(std::move(tool)), timeLimit(timeLimit) {}
  /// Looks for facts in the store, and adds to it what was made.
  void use(const facts::Store& store, std::string project) { packs.emplace(store, std::move(project)); }

  /// From the store or the file. `hash` and `module` of it are set.
  void analyse(PythonModule& module);
  /// From a text that is not on disk.
  void analyse(PythonModule& module, llvm::StringRef text) const;
  /// Writes what was made, and has done with the store.
  llvm::Error save();

private:
  bool lookUp(PythonModule& module, const std::string& key);
  facts::Unit parse(PythonModule& module, llvm::StringRef text) const;

  std::string tool;
  std::chrono::milliseconds timeLimit;
  std::optional<facts::Packs> packs;
};

} // namespace nostall::driver
