// FLAGS: -std=c++20 -isystem %stubs/drogon
#include <drogon/drogon.h>

drogon::Task<int> work();

drogon::Task<> waits(trantor::SerialTaskQueue& queue) {
  drogon::sync_wait(work());    // expect: blocking-wait [sync-wait]
  queue.syncTaskInQueue([] {}); // expect: blocking-wait [trantor-sync-task]
  queue.runTaskInQueue([] {});  // ok: does not wait
  co_await work();              // ok: awaited
}
