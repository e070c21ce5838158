// FLAGS: -std=c++20 -isystem %stubs/folly
#include <folly/coro/Task.h>

using folly::coro::Task;

Task<int> work();
folly::SemiFuture<int> future();

Task<> waits() {
  folly::coro::blockingWait(work());                 // expect: blocking-wait [sync-wait]
  folly::coro::blocking_wait(work());                // expect: blocking-wait [sync-wait]
  future().get();                                    // expect: blocking-wait [folly-future-wait]
  future().get(std::chrono::milliseconds(10));       // expect: blocking-wait [folly-future-wait]
  co_await work();                                   // ok: awaited
}

Task<> polls(folly::Future<int> ready) {
  if (ready.isReady())
    ready.wait(); // ok: there is nothing to wait for
  co_return;
}
