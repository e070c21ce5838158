// A run up to link, step by step. Each language finds its units and looks up what the store knows of them;
// when that is all of them, the facts need not be read at all if what link made of them was kept. Otherwise
// they are loaded, and the rest analysed.
#pragma once

#include "Driver/Driver.h"
#include "Driver/Notes.h"
#include "Driver/Results.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nostall::driver {

/// What the languages of a run share.
struct Gathering {
  explicit Gathering(const RunOptions& options) : options(options) {}

  const RunOptions& options;
  std::optional<facts::Store> store;
  mutable facts::FileHashes files;
  Facts facts;
  Notes notes;
  std::size_t done = 0; ///< units that have been dealt with, of `facts.units`

  bool stopped() const { return options.stop && *options.stop; }
  unsigned jobs() const;
  /// Facts are not written any more, and the user is told why.
  void giveUpStore(llvm::Error why);
  /// One more unit is done.
  void advance(const std::string& unit);
};

struct HashedShard {
  std::string hash;
  LinkShard shard;
};

/// The shard of that hash; null when it is damaged or gone.
std::shared_ptr<const facts::Shard> loadShard(const facts::Store& store, const std::string& hash);

/// What paths are shown relative to: the repository that the first path lies in, else the current folder, or
/// without paths the analysed one. `current` stands for the current folder.
std::string rootFor(const std::vector<std::string>& paths, llvm::StringRef current = ".");

class CxxUnits;
class PythonUnits;

class Gatherer {
public:
  explicit Gatherer(const RunOptions& options);
  ~Gatherer();

  /// Finds the units and what the store knows of them.
  llvm::Error begin();
  /// Everything that findings follow from, when the store has it all: `gather` would analyse nothing. Only
  /// while a store is used and the catalogue's files are known.
  std::optional<std::string> resultKey() const;
  /// Facts without shards, for whoever has the result of linking them.
  Facts skip(const Result& result);
  /// Loads what is known, analyses the rest.
  llvm::Expected<Facts> gather();
  /// A result, to be filled with what link makes of what was gathered, if that will be the same the next
  /// time.
  std::optional<Result> lasting() const;
  /// The store, while it is in use; where this project's result is kept in it.
  std::optional<facts::Store>& store() { return run.store; }
  const std::string& project() const { return projectKey; }

private:
  llvm::Error select();
  void openStore();
  Facts take();

  Gathering run;
  std::unique_ptr<CxxUnits> cxx;
  std::unique_ptr<PythonUnits> python;
  std::string projectKey;
  bool interrupted = false;
};

} // namespace nostall::driver
