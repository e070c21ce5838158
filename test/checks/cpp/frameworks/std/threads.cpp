// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// Threads of the standard library inside a coroutine: the callable is off the loop, waiting for it is not.
#include <libpq-fe.h>
#include <nostall_test/task.h>

#include <algorithm>
#include <functional>
#include <future>
#include <memory>
#include <ranges>
#include <thread>
#include <vector>

void load(PGconn* c) { PQexec(c, "select 1"); }

task<> threads(PGconn* c) {
  std::thread([c] { PQexec(c, "select 1"); }).detach(); // ok: a thread of its own
  std::thread byName(load, c);                          // ok: a thread of its own
  byName.detach();
  std::jthread joined([c](std::stop_token) {
    PQexec(c, "select 1"); // ok: a thread of its own
  });
  joined.detach();
  std::vector<std::thread> workers;
  workers.emplace_back([c] { load(c); });                               // ok: a thread made in place
  auto owned = std::make_unique<std::thread>([c] { load(c); });         // ok: a thread made in place
  owned->detach();
  co_return;
}

task<> asynchronously(PGconn* c, std::vector<std::future<void>>& kept) {
  kept.push_back(std::async(std::launch::async, [c] { PQexec(c, "x"); }));    // ok: runs in another thread, and the future is kept
  kept.push_back(std::async([c] { PQexec(c, "x"); }));                        // ok: by default in another thread, and the future is kept
  kept.push_back(std::async(std::launch::deferred, [c] { PQexec(c, "x"); })); // expect: fake-offload [libpq]
  co_return;
}

// What runs at once is reported where the coroutine hands it over.
task<> atOnce(PGconn* c, std::vector<int> ids) {
  std::for_each(ids.begin(), ids.end(), [&](int) { // expect: blocking-call [libpq]
    PQexec(c, "select 1");
  });
  std::ranges::for_each(ids, [&](int) { // expect: blocking-call [libpq]
    PQexec(c, "select 1");
  });
  std::invoke([&] { // expect: blocking-call [libpq]
    PQexec(c, "select 1");
  });
  std::invoke(load, c); // expect: blocking-call [libpq]
  [&] { // expect: blocking-call [libpq]
    PQexec(c, "select 1");
  }();
  co_return;
}

// Awaiting what an immediately invoked lambda returns does not move the lambda.
task<> awaitsALambda(PGconn* c) {
  co_await [](PGconn* connection) -> task<> {
    PQexec(connection, "select 1"); // expect: fake-offload [libpq]
    co_return;
  }(c);
}

task<> kept(PGconn* c) {
  std::function<void()> once = [c] { PQexec(c, "select 1"); }; // ok: only stored here
  auto bound = std::bind(load, c);                             // ok: only stored here
  (void)once;
  (void)bound;
  co_return;
}

task<> keptAndCalled(PGconn* c) {
  std::function<void()> once = [c] { load(c); };
  once(); // expect: blocking-call [libpq]
  auto bound = std::bind(load, c);
  bound(); // expect: blocking-call [libpq]
  co_return;
}

task<> keptAndOffloaded(PGconn* c) {
  std::function<void()> once = [c] { load(c); }; // ok: called in another thread
  std::thread(once).detach();
  auto lambda = [c] { load(c); }; // ok: called in another thread
  std::thread(std::move(lambda)).detach();
  co_return;
}
