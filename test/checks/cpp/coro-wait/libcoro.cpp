// FLAGS: -std=c++20 -isystem %stubs/libcoro
#include <coro/coro.hpp>

coro::task<int> work();

coro::task<> waits() {
  coro::sync_wait(work()); // expect: blocking-wait [sync-wait]
  co_await work();         // ok: awaited
}
