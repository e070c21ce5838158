// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// A lambda or local function inside a coroutine belongs to where it runs, not to where it is written.
#include <libpq-fe.h>
#include <nostall_test/task.h>

#include <functional>
#include <thread>
#include <vector>

task<> onlyWritten(PGconn* c) {
  auto later = [c] { PQexec(c, "select 1"); }; // ok: never called
  (void)later;
  struct Local {
    static void run(PGconn* connection) { PQexec(connection, "select 1"); } // ok: never called
  };
  co_return;
}

task<> runElsewhere(PGconn* c, pool& threads) {
  auto job = [c] { PQexec(c, "select 1"); }; // ok: runs on the pool
  co_await offload(threads, job);
  auto nested = [c] {
    auto inner = [c] { PQexec(c, "select 1"); }; // ok: its caller runs in a thread
    inner();
  };
  std::thread(nested).detach();
}

std::function<void()> makeJob(PGconn* c) {
  return [c] { PQexec(c, "select 1"); }; // ok: only made here
}

task<> keepsJob(PGconn* c, std::vector<std::function<void()>>& jobs) {
  jobs.push_back(makeJob(c)); // ok: only kept here
  co_return;
}

task<> runsHere(PGconn* c) {
  auto now = [c] { PQexec(c, "select 1"); };
  now(); // expect: blocking-call [libpq]
  co_return;
}
