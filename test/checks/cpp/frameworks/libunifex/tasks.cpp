// FLAGS: -std=c++20 -isystem %stubs/libunifex
// PKG: libpq
//
// libunifex: awaiting schedule() of another context moves a task there for good.
#include <libpq-fe.h>
#include <unifex/unifex.hpp>

void load(PGconn* c) { PQexec(c, "select 1"); }

unifex::task<int> direct(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return 0;
}

unifex::task<void> other();

unifex::task<void> moves(PGconn* c, unifex::static_thread_pool& pool, unifex::timed_single_thread_context& timer) {
  load(c); // expect: blocking-call [libpq]
  co_await unifex::schedule(pool.get_scheduler());
  load(c); // ok: on the pool
  co_await other();
  load(c); // ok: a task comes back to its scheduler
  co_await unifex::schedule(timer.get_scheduler());
  load(c); // expect: fake-offload [libpq]
}

unifex::task<void> on(PGconn* c, unifex::static_thread_pool& pool, unifex::timed_single_thread_context& timer) {
  co_await unifex::on(pool.get_scheduler(), [](PGconn* connection) -> unifex::task<void> {
    load(connection); // ok: runs on the pool
    co_return;
  }(c));
  co_await unifex::on(timer.get_scheduler(), [](PGconn* connection) -> unifex::task<void> {
    load(connection); // expect: fake-offload [libpq]
    co_return;
  }(c));
}

unifex::task<void> ownThreads(PGconn* c, unifex::new_thread_context& threads) {
  co_await unifex::on(threads.get_scheduler(), [](PGconn* connection) -> unifex::task<void> {
    load(connection); // ok: each task has a thread of its own
    co_return;
  }(c));
}

unifex::task<void> continuation(PGconn* c, unifex::static_thread_pool& pool) {
  co_await unifex::then(unifex::schedule(pool.get_scheduler()), [c] {
    load(c); // unsure: blocking-call [libpq]
  });
}

unifex::task<void> movesToATimer(PGconn* c, unifex::timed_single_thread_context& timer) {
  co_await unifex::schedule(timer.get_scheduler());
  load(c); // expect: fake-offload [libpq]
}
