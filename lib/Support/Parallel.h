// Work spread over threads by index. Each index writes to its own place, so results do not depend on the
// number of threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace nostall::support {

/// Calls `work(0)` … `work(count - 1)`, each once, on up to `jobs` threads, and waits for all; 0 jobs: as
/// many as there are processors.
template <typename Work>
void forEachIndex(unsigned jobs, std::size_t count, Work work) {
  std::atomic<std::size_t> next = 0;
  auto run = [&] {
    for (std::size_t index = next++; index < count; index = next++)
      work(index);
  };
  if (jobs == 0) jobs = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::jthread> helpers;
  for (std::size_t helper = 1; helper < std::min<std::size_t>(jobs, count); ++helper)
    helpers.emplace_back(run);
  run();
}

} // namespace nostall::support
