// FLAGS: -std=c++20 -I%stubs
#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <future>
#include <latch>
#include <mutex>
#include <nostall_test/task.h>
#include <semaphore>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

int work();

int fetch(std::future<int>& future) { return future.get(); }

task<int> futures(std::future<int>& future, std::shared_future<int> shared, std::future<void>& nothing) {
  future.wait();                                            // expect: blocking-wait [std-future]
  future.wait_for(1s);                                      // expect: blocking-wait [std-future]
  future.wait_until(std::chrono::steady_clock::now() + 1s); // expect: blocking-wait [std-future]
  nothing.get();                                            // expect: blocking-wait [std-future]
  int sum = future.get();                                   // expect: blocking-wait [std-future]
  sum += shared.get();                                      // expect: blocking-wait [std-future]
  co_return sum + fetch(future);                            // expect: blocking-wait [std-future] via fetch
}

task<int> asksFirst(std::future<int>& future) {
  if (future.wait_for(0s) == std::future_status::ready) co_return future.get();           // ok: it is ready
  if (future.wait_for(std::chrono::seconds(0)) != std::future_status::ready) co_return 0; // ok: does not wait
  co_return future.get();                                                                 // ok: it is ready
}

task<> polls(std::future<int>& future) {
  future.wait_for(std::chrono::milliseconds(0));      // ok: does not wait
  future.wait_for(std::chrono::milliseconds{0});      // ok: does not wait
  future.wait_for(std::chrono::milliseconds::zero()); // ok: does not wait
  future.wait_for(0ms);                               // ok: does not wait
  future.valid();                                     // ok: memory
  co_return;
}

task<> drops() {
  std::async(std::launch::async, work); // expect: blocking-wait [std-async]
  std::async(work);                     // expect: blocking-wait [std-async]
  co_return;
}

task<int> keeps() {
  auto answer = std::async(std::launch::async, work); // ok: goes on at once
  co_return answer.get();                             // expect: blocking-wait [std-future]
}

task<std::future<int>> handsOn() {
  auto answer = std::async(std::launch::async, work); // ok: what was moved from has nothing to wait for
  co_return std::move(answer);                        // ok: somebody else keeps it
}

task<> threads(std::thread& other, std::jthread& another) {
  other.join();     // expect: blocking-wait [std-thread]
  another.join();   // expect: blocking-wait [std-thread]
  other.detach();   // ok: does not wait
  other.joinable(); // ok: memory
  co_return;
}

task<> sleeps() {
  std::this_thread::sleep_for(1s);                                      // expect: blocking-wait [std-sleep]
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1s); // expect: blocking-wait [std-sleep]
  std::this_thread::yield();                                            // ok: does not wait
  co_return;
}

task<> conditions(std::condition_variable& condition, std::condition_variable_any& any, std::mutex& mutex) {
  std::unique_lock lock(mutex);              // ok: mutexes are not reported
  condition.wait(lock);                      // expect: blocking-wait [std-condition-variable]
  condition.wait(lock, [] { return true; }); // expect: blocking-wait [std-condition-variable]
  condition.wait_for(lock, 1s);              // expect: blocking-wait [std-condition-variable]
  any.wait(lock);                            // expect: blocking-wait [std-condition-variable]
  condition.notify_all();                    // ok: does not wait
  co_return;
}

task<> counts(std::counting_semaphore<4>& four, std::binary_semaphore& one) {
  four.acquire();          // expect: blocking-wait [std-semaphore]
  one.acquire();           // expect: blocking-wait [std-semaphore]
  one.try_acquire_for(1s); // expect: blocking-wait [std-semaphore]
  one.try_acquire();       // ok: does not wait
  one.release();           // ok: does not wait
  co_return;
}

task<> arrivals(std::latch& latch, std::barrier<>& barrier) {
  latch.wait();              // expect: blocking-wait [std-latch]
  latch.arrive_and_wait();   // expect: blocking-wait [std-latch]
  barrier.arrive_and_wait(); // expect: blocking-wait [std-latch]
  latch.count_down();        // ok: does not wait
  latch.try_wait();          // ok: does not wait
  co_return;
}

task<> atomics(std::atomic<int>& number, std::atomic<int*>& pointer, std::atomic<bool>& truth, std::atomic_flag& flag, std::atomic<double>& real) {
  number.wait(1);               // expect: blocking-wait [std-atomic-wait]
  pointer.wait(nullptr);        // expect: blocking-wait [std-atomic-wait]
  truth.wait(false);            // expect: blocking-wait [std-atomic-wait]
  flag.wait(false);             // expect: blocking-wait [std-atomic-wait]
  real.wait(1.0);               // expect: blocking-wait [std-atomic-wait]
  std::atomic_wait(&number, 1); // expect: blocking-wait [std-atomic-wait]
  number.load();                // ok: does not wait
  number.notify_all();          // ok: does not wait
  co_return;
}

task<int> elsewhere(pool& threads, std::future<int>& future) {
  co_return co_await offload(threads, [&] { return future.get(); }); // ok: runs on the pool
}

int main() {
  std::thread other(work);
  other.join();                    // ok: nothing asynchronous here
  std::this_thread::sleep_for(1s); // ok: nothing asynchronous here
}
