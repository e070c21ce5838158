// FLAGS: -std=c++20 -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE
#include <asio.hpp>

asio::awaitable<void> runs(asio::io_context& inner) {
  inner.run();                            // expect: blocking-wait [asio-run]
  inner.run_one();                        // expect: blocking-wait [asio-run]
  inner.run_for(std::chrono::seconds(1)); // expect: blocking-wait [asio-run]
  inner.poll();                           // ok: does not wait
  inner.stop();                           // ok: does not wait
  co_return;
}

asio::awaitable<void> joins(asio::thread_pool& threads) {
  threads.join(); // expect: blocking-wait [asio-pool-join]
  threads.wait(); // expect: blocking-wait [asio-pool-join]
  threads.stop(); // ok: does not wait
  co_return;
}

asio::awaitable<void> pools() {
  // expect+1: blocking-wait [asio-pool-join]
  asio::thread_pool threads(1);
  co_return;
}

asio::awaitable<void> timers() {
  asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::seconds(1));
  timer.wait();                                   // expect: blocking-wait [asio-timer-wait]
  std::error_code error;
  timer.wait(error); // expect: blocking-wait [asio-timer-wait-error]
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error)); // ok: suspends
  co_await timer.async_wait(asio::use_awaitable); // ok: suspends
}

asio::awaitable<int> futures(asio::io_context& context, asio::steady_timer& timer) {
  auto done = timer.async_wait(asio::use_future);
  done.get(); // expect: blocking-wait [std-future]
  co_return 0;
}

int main() {
  asio::io_context context;
  asio::thread_pool threads(1);
  context.run();  // ok: nothing asynchronous here
  threads.join(); // ok: nothing asynchronous here
}
