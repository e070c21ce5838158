// FLAGS: -std=c++20 -isystem %stubs/seastar
#include <seastar/core/seastar.hh>

seastar::future<int> work();

seastar::future<> waits() {
  work().get();    // expect: blocking-wait [seastar-future-wait]
  co_await work(); // ok: awaited
}

seastar::future<> ready(seastar::future<int> done) {
  if (done.available())
    done.get(); // ok: there is nothing to wait for
  co_return;
}

seastar::future<> thread() {
  co_await seastar::async([] {
    work().get(); // ok: suspends the Seastar thread
  });
}
