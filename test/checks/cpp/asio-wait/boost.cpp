// FLAGS: -std=c++20 -Wno-enum-constexpr-conversion -I%stubs
// Boost's Asio has the same names in another namespace.
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <nostall_test/task.h>

task<> waits(boost::asio::io_context& inner, boost::asio::thread_pool& threads, boost::asio::steady_timer& timer) {
  inner.run();    // expect: blocking-wait [asio-run]
  inner.poll();   // ok: does not wait
  threads.join(); // expect: blocking-wait [asio-pool-join]
  timer.wait();   // expect: blocking-wait [asio-timer-wait]
  timer.cancel(); // ok: does not wait
  co_return;
}
