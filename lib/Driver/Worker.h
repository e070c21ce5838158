// The worker's side. A worker process only waits: for each unit it forks a child that analyses the unit,
// answers and ends. So a unit starts with fresh memory and a loaded Clang, nothing has to be freed, and the
// peak of a child is the peak of its unit. A child that does not end well takes the worker with it, whose
// exit code says why.
#pragma once

#include "Driver/Wire.h"
#include "Facts/Facts.h"

#include <functional>

namespace nostall::driver {

/// Exit codes of a worker; 128 + n: its child was killed by signal n; any other one is its child's.
enum WorkerExit : int {
  WorkerDone = 0,
  WorkerBadRequest = 120,
  WorkerOutOfMemory = 121,
  WorkerCannotFork = 122
};

/// Serves requests from standard input until its end, running `analyse` in a child for each.
int serve(const std::function<facts::Unit(const Request&)>& analyse);

} // namespace nostall::driver
