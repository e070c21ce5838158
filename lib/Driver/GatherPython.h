// The Python modules of a run. Their front end cannot crash on what it reads and needs little memory, so it
// runs on threads of this process.
#pragma once

#include "Driver/Gather.h"
#include "Driver/PythonModules.h"

#include <future>
#include <mutex>

namespace nostall::driver {

class PythonUnits {
public:
  explicit PythonUnits(Gathering& gathering) : run(gathering) {}
  ~PythonUnits() { llvm::consumeError(std::move(unwritten)); }

  void select();
  bool empty() const { return found.files.empty() && found.problems.empty(); }
  /// `; left out: 3 files or folders as tests` and the like, for who finds nothing.
  std::string leftOut() const;
  /// Hashes the files.
  void prepare();
  /// Everything that decides their facts.
  void describe(std::vector<std::string>& parts) const;
  /// Whether another run would fare the same.
  bool lasting() const;
  /// What a run of the same modules need not find out again.
  void describe(Result& result) const;
  /// Takes that over.
  void finishKnown(const Result& result);
  /// Loads what is known, analyses the rest, and resolves all of it together.
  void gather(std::vector<HashedShard>& into);

private:
  void finish(const PythonModule& module);

  Gathering& run;
  PythonFiles found;
  std::string tool;
  std::vector<PythonModule> modules; ///< by path
  std::mutex mutex;                  ///< for progress
  llvm::Error unwritten = llvm::Error::success();
  std::future<void> unneeded; ///< is being freed
};

} // namespace nostall::driver
