// What a run leaves for whoever looks at one unit later and wants the rest of its program (clang-tidy,
// editors): the units of a compile database, where their facts are, and what the files held that these are
// about. One entry for each database, so looking a program up costs one small file.
#pragma once

#include "Facts/Store.h"

#include <string>
#include <vector>

namespace nostall::facts {

struct ProgramUnit {
  std::string mainFile;
  std::string target; ///< Unit::target
  std::vector<std::string> shardHashes;
  friend bool operator==(const ProgramUnit&, const ProgramUnit&) = default;
};

struct Program {
  std::string database;           ///< the compile database's file
  std::vector<ProgramUnit> units; ///< sorted by main file, then target
  std::vector<Dependency> files;  ///< that the shards are about, with their hashes then; sorted
  friend bool operator==(const Program&, const Program&) = default;
};

/// Keeps what is known of a program. Units of an entry for the same database stay unless `whole` says that
/// these are all.
llvm::Error writeProgram(const Store& store, Program program, bool whole);
/// The programs of which `file` is a unit or which have facts about it, sorted by database; damaged entries
/// are none.
std::vector<Program> programsWith(const Store& store, llvm::StringRef file);

} // namespace nostall::facts
