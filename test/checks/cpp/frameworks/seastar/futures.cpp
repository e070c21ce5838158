// FLAGS: -std=c++20 -isystem %stubs/seastar
// PKG: libpq
//
// Seastar: everything runs on a reactor, also what it calls a thread.
#include <libpq-fe.h>
#include <seastar/core/seastar.hh>

#include <thread>

void load(PGconn* c) { PQexec(c, "select 1"); }

seastar::future<int> coroutine(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return 0;
}

seastar::future<int> noCoroutine(PGconn* c) {
  load(c); // expect: blocking-call [libpq]
  return seastar::make_ready_future<int>();
}

seastar::future<> continuation(PGconn* c) {
  return seastar::make_ready_future<>().then([c] {
    load(c); // expect: blocking-call [libpq]
    return seastar::make_ready_future<>();
  });
}

seastar::future<> seastarThread(PGconn* c) {
  co_await seastar::async([c] {
    load(c); // expect: fake-offload [libpq]
  });
}

seastar::future<> seastarThreadObject(PGconn* c) {
  seastar::thread worker([c] {
    load(c); // expect: fake-offload [libpq]
  });
  co_await worker.join();
}

seastar::future<> otherShard(PGconn* c) {
  co_await seastar::smp::submit_to(1, [c] {
    load(c); // expect: fake-offload [libpq]
  });
}

void systemThread(PGconn* c, seastar::alien::instance& instance) {
  std::thread([c, &instance] {
    load(c); // ok: a thread outside the reactors
    seastar::alien::run_on(instance, 0, [c]() noexcept {
      load(c); // expect: blocking-call [libpq]
    });
  }).detach();
}
