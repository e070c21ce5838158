// FLAGS: -std=c++20 -I%stubs -DBOOST_THREAD_VERSION=4
#include <boost/chrono.hpp>
#include <boost/interprocess/sync/interprocess_semaphore.hpp>
#include <boost/thread.hpp>
#include <boost/thread/barrier.hpp>
#include <boost/thread/future.hpp>
#include <boost/thread/latch.hpp>
#include <nostall_test/task.h>

task<int> futures(boost::future<int>& future, boost::shared_future<int> shared) {
  future.wait();                                                     // expect: blocking-wait [boost-future]
  future.wait_for(boost::chrono::seconds(1));                        // expect: blocking-wait [boost-future]
  future.wait_for(boost::chrono::seconds(0));                        // ok: does not wait
  if (future.is_ready()) co_return future.get();                     // ok: it is ready
  future.then([](boost::future<int> ready) { return ready.get(); }); // ok: is handed a future that is ready
  co_return future.get() + shared.get();                             // expect: blocking-wait [boost-future]; blocking-wait [boost-future]
}

task<> waits(boost::thread& thread, boost::condition_variable& condition, boost::mutex& mutex) {
  thread.join();                                            // expect: blocking-wait [boost-thread]
  thread.try_join_for(boost::chrono::seconds(1));           // expect: blocking-wait [boost-thread]
  boost::this_thread::sleep_for(boost::chrono::seconds(1)); // expect: blocking-wait [boost-sleep]
  boost::unique_lock<boost::mutex> lock(mutex);             // ok: mutexes are not reported
  condition.wait(lock);                                     // expect: blocking-wait [boost-condition-variable]
  co_return;
}

task<> arrivals(boost::barrier& barrier, boost::latch& latch, boost::interprocess::interprocess_semaphore& semaphore) {
  barrier.wait();     // expect: blocking-wait [boost-latch]
  latch.wait();       // expect: blocking-wait [boost-latch]
  semaphore.wait();   // expect: blocking-wait [boost-latch]
  semaphore.post();   // ok: does not wait
  latch.count_down(); // ok: does not wait
  co_return;
}
