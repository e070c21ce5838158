// The C++ units of a run: those of the compile database that lie in the paths given. They run in worker
// processes.
#pragma once

#include "Driver/Gather.h"
#include "Driver/Wire.h"

#include <map>
#include <set>

namespace nostall::driver {

class CxxUnits {
public:
  explicit CxxUnits(Gathering& gathering) : run(gathering) {}

  /// Finds the units. No database and nothing that lies in the paths is an error, which others may know
  /// better of. With Python at hand, a database above the current folder that has no unit in it is not ours.
  llvm::Error select(bool havePython);
  /// What the tool needs to analyse them.
  llvm::Error prepare();
  void lookUp();
  /// Whether the store has facts of all of them.
  bool known() const;
  /// Whether all were analysed: the store will know them the next time.
  bool lasting() const;
  /// Everything that their facts depend on, once they are known or gathered.
  void describe(std::vector<std::string>& parts) const;
  /// Counts units that are known without loading their facts.
  void finishKnown();
  /// Loads what is known and analyses the rest.
  llvm::Error gather(std::vector<HashedShard>& into);

private:
  struct Shared {
    std::shared_ptr<const facts::Shard> shard;
    std::set<std::string> targets;
  };

  void load();
  void noteContents();
  llvm::Error analyse();
  void accept(std::size_t unit, Answer answer);
  void finish(std::size_t unit);
  /// Leaves word of the program for whoever looks at one unit of it later.
  void describeProgram();

  Gathering& run;
  Database database;
  std::vector<Request> requests; ///< one for each unit
  std::vector<std::string> keys;
  std::vector<std::optional<facts::UnitRecord>> records;
  std::vector<bool> done;
  std::map<std::string, Shared> shards; ///< by hash, with the build namespaces that saw them
};

} // namespace nostall::driver
