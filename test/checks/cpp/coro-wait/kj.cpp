// FLAGS: -std=c++20 -isystem %stubs/kj
#include <kj/async.h>

kj::Promise<int> work();

kj::Promise<void> waits(kj::WaitScope& scope) {
  work().wait(scope); // expect: blocking-wait [kj-promise-wait]
  co_await work();    // ok: awaited
}

void run(kj::WaitScope& scope) { work().wait(scope); } // ok: turns the loop itself
