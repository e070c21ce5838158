// The driver's side: as many workers as jobs, each with one unit at a time, watched from one poll loop. A
// worker that dies, hangs or talks nonsense costs the unit it had and is replaced.
#pragma once

#include "Driver/Wire.h"

#include <llvm/Support/Error.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace nostall::driver {

struct PoolOptions {
  std::string program; ///< started with `--worker`
  unsigned jobs = 1;
  std::chrono::milliseconds unitTimeout{120000};
  std::atomic<bool>* stop = nullptr;
};

/// Has every request answered, in order of their numbers as far as workers are free. `done` gets each answer
/// as it comes; a unit that was lost has a status and a message, and no shards. Returns early when stopped.
/// An error when no worker can be started at all.
llvm::Error runUnits(const PoolOptions& options, const std::vector<Request>& requests,
                     const std::function<void(std::size_t request, Answer answer)>& done);

} // namespace nostall::driver
