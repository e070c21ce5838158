// FLAGS: -std=c++20 -isystem %stubs/cppcoro
// PKG: libpq
//
// cppcoro: a coroutine goes on where what it awaited was completed.
#include <cppcoro/cppcoro.h>
#include <libpq-fe.h>

void load(PGconn* c) { PQexec(c, "select 1"); }

cppcoro::task<int> direct(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return 0;
}

cppcoro::shared_task<int> shared(PGconn* c) {
  load(c); // expect: blocking-call [libpq]
  co_return 0;
}

cppcoro::task<> moves(PGconn* c, cppcoro::static_thread_pool& pool, cppcoro::io_service& io) {
  load(c); // expect: blocking-call [libpq]
  co_await pool.schedule();
  load(c);               // ok: on the pool
  PQexec(c, "select 1"); // ok: on the pool
  co_await io.schedule();
  load(c); // expect: fake-offload [libpq]
}

cppcoro::task<> asksTheLoop(PGconn* c, cppcoro::io_service& io) {
  co_await io.schedule();
  load(c); // expect: fake-offload [libpq]
}

cppcoro::task<> staysInline(PGconn* c, cppcoro::inline_scheduler& here) {
  co_await here.schedule();
  load(c); // expect: fake-offload [libpq]
}

cppcoro::task<> schedulesOn(PGconn* c, cppcoro::static_thread_pool& pool) {
  co_await cppcoro::schedule_on(pool, [](PGconn* connection) -> cppcoro::task<> {
    load(connection); // ok: runs on the pool
    co_return;
  }(c));
}

cppcoro::task<> other();
cppcoro::task<> resumesOn(PGconn* c, cppcoro::static_thread_pool& pool) {
  co_await cppcoro::resume_on(pool, other());
  load(c); // ok: resumed on the pool
}

cppcoro::generator<int> rows(PGconn* c) {
  load(c); // ok: runs in whoever pulls the next value
  co_yield 1;
}
