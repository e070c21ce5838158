// Facts of units that are many and small, in a few files: creating a file costs as much as parsing a short
// module.
//
// A pack is one file of entries, written once and never changed; an index says which entry is where. What a
// run adds becomes one more pack, until there are many or more than half of their bytes are out of date: then
// what is of use is written into one. Of two runs that add at once the index of the last one counts, and the
// other's entries are made again. An entry's parts have checksums of their own.
#pragma once

#include "Facts/Store.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <memory>
#include <optional>
#include <string>

namespace nostall::facts {

class Packs {
public:
  /// The packs of a project. `project` is a hash as hashBytes makes them.
  Packs(const Store& store, std::string project);
  ~Packs();

  /// A unit as it was stored.
  struct Entry {
    llvm::StringRef record; ///< as encode(UnitRecord) gives it
    llvm::StringRef shard;  ///< as encode(Shard); empty when the unit has none
  };
  /// What was stored for the file last, if it was under that key. Thread-safe; the bytes live as long as
  /// this.
  std::optional<Entry> find(const std::string& file, const std::string& key);
  /// To be stored by save(), in place of what was stored for the file. Thread-safe.
  void add(const std::string& file, const std::string& key, std::string record, std::string shard);
  llvm::Error save();

private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation;
};

} // namespace nostall::facts
