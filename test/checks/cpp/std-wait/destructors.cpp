// FLAGS: -std=c++20 -I%stubs
#include <future>
#include <nostall_test/task.h>
#include <thread>

int work();

task<> asyncEnds() {
  // expect+1: blocking-wait [std-async-end]
  auto answer = std::async(std::launch::async, work);
  co_return;
}

task<> otherFuturesDoNotWait(std::promise<int> promise) {
  auto answer = promise.get_future(); // ok: not from std::async
  co_return;
}

task<> threadEnds() {
  // expect+1: blocking-wait [std-jthread-end]
  std::jthread other(work);
  co_return;
}

task<> threadIsDetached() {
  std::jthread other(work);
  other.detach(); // ok: nobody waits for it
  co_return;
}
