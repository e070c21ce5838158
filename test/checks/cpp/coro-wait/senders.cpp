// FLAGS: -std=c++20 -isystem %stubs/stdexec -isystem %stubs/libunifex
#include <exec/task.hpp>
#include <unifex/unifex.hpp>

exec::task<void> waits() {
  stdexec::sync_wait(stdexec::just()); // expect: blocking-wait [sender-sync-wait]
  co_await stdexec::just();            // ok: awaited
}

unifex::task<int> work();
unifex::task<void> waitsUnifex() {
  unifex::sync_wait(work()); // expect: blocking-wait [sender-sync-wait]
  co_await work();           // ok: awaited
}
