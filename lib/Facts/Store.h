// The store of facts on disk, content-addressed: shards by the hash of their bytes, units by a key over
// everything that went into them. Entries are written to a temporary file in the same folder and renamed, so
// two runs may share a store and a kill -9 leaves either the whole entry or none. A damaged entry counts as
// absent.
#pragma once

#include "Facts/Facts.h"
#include "Facts/Serialize.h"

#include <llvm/Support/Error.h>

#include <memory>
#include <optional>
#include <string>

namespace nostall::facts {

/// XXH3-128 in hexadecimal.
std::string hashBytes(llvm::StringRef bytes);

/// Content hashes of files, computed once per path and run. Thread-safe, but for remember() and save().
///
/// A later run may take the hash of a file from an earlier one's when nothing speaks for a change:
/// docs/design/unchanged-runs.md.
class FileHashes {
public:
  FileHashes();
  ~FileHashes();
  /// Empty when the file cannot be read.
  std::string hash(const std::string& path);
  /// Takes over what save() gave; damaged bytes are none.
  void remember(llvm::StringRef bytes);
  /// What is to be remembered of the files asked for; empty when that is what is remembered already.
  std::string save() const;

private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation;
};

class Store {
public:
  /// Opens or creates the store in `directory`.
  static llvm::Expected<Store> open(const std::string& directory);

  /// The unit stored under `key` (a hash of normalised arguments, resource directory, tool version, matcher
  /// rules) if every file that it read still has the content it had; shards are filled in.
  std::optional<Unit> lookup(const std::string& key, FileHashes& files) const;
  /// As lookup, without the shards: only their hashes, for callers that link each shard once.
  std::optional<UnitRecord> lookupRecord(const std::string& key, FileHashes& files) const;
  /// As lookupRecord, whatever its files hold by now.
  std::optional<UnitRecord> storedRecord(const std::string& key) const;
  std::optional<std::string> shardBytes(const std::string& hash) const;
  /// Stores a unit and its shards. `key` is a hash as hashBytes makes them.
  llvm::Error insert(const std::string& key, const Unit& unit);
  /// As above, for shards that are encoded already: one for each of `record.shardHashes`.
  llvm::Error insert(const std::string& key, const UnitRecord& record,
                     const std::vector<std::string>& shards);
  /// Entries of other kinds, a folder each; `key` as above. What they hold tells whether it is whole.
  std::optional<std::string> read(const char* kind, const std::string& key) const;
  llvm::Error write(const char* kind, const std::string& key, llvm::StringRef bytes) const;
  void remove(const char* kind, const std::string& key) const;
  /// The keys of all entries of a kind, sorted.
  std::vector<std::string> keys(const char* kind) const;
  /// Removes what no run has used for 30 days, and temporary files that a kill left behind, of every format
  /// version in the folder. Looks at most once a day. What a run that goes on meanwhile misses, it computes.
  void prune() const;
  /// Every unit's record, for tools that start from facts alone (editors, `nostall path`). Sorted by main
  /// file.
  std::vector<UnitRecord> allUnits() const;

  const std::string& directory() const { return root; }

private:
  std::string root;
};

} // namespace nostall::facts
