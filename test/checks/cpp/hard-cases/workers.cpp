// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// Work that leaves the loop in a roundabout way.
#include <libpq-fe.h>
#include <nostall_test/task.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

class Worker {
public:
  Worker() : thread([this] { run(); }) {}
  void add(std::function<void()> job) {
    std::lock_guard lock(mutex);
    jobs.push_back(std::move(job));
  }

private:
  void run() {
    for (;;) {
      std::unique_lock lock(mutex);
      if (jobs.empty())
        continue;
      auto job = std::move(jobs.front());
      jobs.pop_front();
      lock.unlock();
      job();
    }
  }
  std::mutex mutex;
  std::deque<std::function<void()>> jobs;
  std::thread thread;
};

task<> hands(PGconn* c, Worker& worker) {
  worker.add([c] { PQexec(c, "select 1"); }); // ok: the worker's thread runs it
  co_return;
}

std::function<void()> job(PGconn* c) {
  return [c] { PQexec(c, "select 1"); }; // ok: returned, and run by a worker
}
task<> handsMade(PGconn* c, Worker& worker) {
  worker.add(job(c)); // ok: the worker's thread runs it
  co_return;
}

// An awaiter of one's own that resumes in another thread.
struct ToThread {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    std::thread([handle] { handle.resume(); }).detach();
  }
  void await_resume() {}
};
task<> switches(PGconn* c) {
  co_await ToThread();
  PQexec(c, "select 1"); // ok: the awaiter resumes in another thread
}
