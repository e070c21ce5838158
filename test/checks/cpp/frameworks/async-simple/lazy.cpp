// FLAGS: -std=c++20 -isystem %stubs/async-simple
// PKG: libpq
//
// async_simple: a Lazy stays on its executor unless `via` or `dispatch` choose another one.
#include <async_simple/coro/Lazy.h>
#include <libpq-fe.h>

using async_simple::coro::Lazy;

void load(PGconn* c) { PQexec(c, "select 1"); }

Lazy<int> direct(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return 0;
}

Lazy<> moves(PGconn* c, async_simple::executors::SimpleExecutor* pool) {
  load(c); // expect: blocking-call [libpq]
  co_await async_simple::coro::dispatch(pool);
  load(c); // ok: on the pool
}

Lazy<> movesSomewhere(PGconn* c, async_simple::Executor* executor) {
  co_await async_simple::coro::dispatch(executor);
  load(c); // unsure: blocking-call [libpq]
}

Lazy<> via(PGconn* c, async_simple::executors::SimpleExecutor* pool) {
  co_await [](PGconn* connection) -> Lazy<> {
    load(connection); // ok: runs on the pool
    co_return;
  }(c).via(pool);
  load(c); // expect: blocking-call [libpq]
}

Lazy<> setEx(PGconn* c, async_simple::executors::SimpleExecutor* pool) {
  co_await [](PGconn* connection) -> Lazy<> {
    load(connection); // ok: runs on the pool
    co_return;
  }(c).setEx(pool);
}

Lazy<> schedules(PGconn* c, async_simple::executors::SimpleExecutor& pool) {
  pool.schedule([c] { load(c); }); // ok: runs on the pool
  co_return;
}
