// FLAGS: -std=c++20 -isystem %stubs/async-simple
#include <async_simple/coro/Lazy.h>

using namespace async_simple::coro;

Lazy<int> work();

Lazy<> waits(async_simple::Executor* executor) {
  syncAwait(work(), executor); // expect: blocking-wait [sync-wait-on-executor]
  syncAwait(work()); // expect: blocking-wait [sync-wait]
  co_await work();   // ok: awaited
}
