// FLAGS: -std=c++20 -isystem %stubs/concurrencpp
#include <concurrencpp/concurrencpp.h>

concurrencpp::result<int> work();

concurrencpp::result<void> waits() {
  work().get(); // expect: blocking-wait [concurrencpp-result-wait]
  auto later = work();
  later.wait();    // expect: blocking-wait [concurrencpp-result-wait]
  co_await work(); // ok: awaited
}
