// FLAGS: -std=c++20 -isystem %stubs/cppcoro
#include <cppcoro/cppcoro.h>

cppcoro::task<int> work();

cppcoro::task<> waits() {
  cppcoro::sync_wait(work()); // expect: blocking-wait [sync-wait]
  co_await work();            // ok: awaited
}

int main() { cppcoro::sync_wait(waits()); } // ok: no loop runs main
