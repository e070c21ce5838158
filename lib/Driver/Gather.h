// A run up to link, step by step. Each language finds its units and looks up what the store knows of them;
// when that is all of them, the facts need not be read at all if what link made of them was kept. Otherwise
// they are loaded, and the rest analysed.
#pragma once

#include "Driver/Driver.h"
#include "Driver/Notes.h"

#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace nostall::driver {

/// What the languages of a run share.
struct Gathering {
  explicit Gathering(const RunOptions& options) : options(options) {}

  const RunOptions& options;
  std::optional<facts::Store> store;
  facts::FileHashes files;
  Facts facts;
  Notes notes;
  std::size_t done = 0; ///< units that have been dealt with, of `facts.units`

  bool stopped() const { return options.stop && *options.stop; }
  unsigned jobs() const;
  /// Opens the store, unless the options say otherwise.
  void openStore();
  /// Facts are not written any more, and the user is told why.
  void giveUpStore(llvm::Error why);
  /// One more unit is done.
  void advance(const std::string& unit);
};

/// Shards by file, then hash.
struct HashedShard {
  std::string hash;
  LinkShard shard;
};

/// Decodes the shards of these hashes; what is damaged or gone stays empty.
std::vector<std::shared_ptr<const facts::Shard>> loadShards(const Gathering& gathering,
                                                            const std::vector<std::string>& hashes);

} // namespace nostall::driver
