// FLAGS: -std=c++20 -isystem %stubs/libcoro
// PKG: libpq
//
// libcoro: the thread pool takes a coroutine off the loop, the scheduler is the loop.
#include <coro/coro.hpp>
#include <libpq-fe.h>

void load(PGconn* c) { PQexec(c, "select 1"); }

coro::task<int> direct(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return 0;
}

coro::task<> moves(PGconn* c, std::unique_ptr<coro::thread_pool>& pool, std::unique_ptr<coro::scheduler>& scheduler) {
  load(c); // expect: blocking-call [libpq]
  co_await pool->schedule();
  load(c); // ok: on the pool
  co_await scheduler->yield_for(std::chrono::milliseconds(1));
  load(c); // expect: blocking-call [libpq]
}

coro::task<> reschedules(PGconn* c, coro::scheduler& scheduler) {
  co_await scheduler.schedule();
  load(c); // expect: fake-offload [libpq]
  co_await scheduler.yield();
  load(c); // expect: fake-offload [libpq]
}

coro::task<> hands(PGconn* c, coro::thread_pool& pool) {
  co_await pool.schedule([](PGconn* connection) -> coro::task<> {
    load(connection); // ok: runs on the pool
    co_return;
  }(c));
  pool.spawn_detached([](PGconn* connection) -> coro::task<> {
    load(connection); // ok: runs on the pool
    co_return;
  }(c));
}

coro::task<> joins(PGconn* c, coro::thread_pool& pool) {
  auto joinable = pool.spawn_joinable([](PGconn* connection) -> coro::task<> {
    load(connection); // ok: runs on the pool
    co_return;
  }(c));
  co_await joinable;
}

coro::task<> handsToTheLoop(PGconn* c, coro::scheduler& scheduler) {
  scheduler.spawn_detached([](PGconn* connection) -> coro::task<> {
    load(connection); // expect: fake-offload [libpq]
    co_return;
  }(c));
  co_return;
}
