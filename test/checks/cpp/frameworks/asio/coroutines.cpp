// FLAGS: -std=c++20 -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE
// PKG: libpq
//
// Asio coroutines: what runs on the loop, what a pool takes over, and what only seems to.
#include <asio.hpp>
#include <libpq-fe.h>

using asio::awaitable;
using asio::use_awaitable;

void load(PGconn* c) { PQexec(c, "select 1"); }

awaitable<int> direct(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  load(c);               // expect: blocking-call [libpq]
  co_return 0;
}

// An awaitable that is no coroutine itself still promises not to block.
awaitable<int> forwards(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  return direct(c);
}

awaitable<int> spawnsOnThePool(PGconn* c, asio::thread_pool& pool) {
  co_await asio::co_spawn(
      pool,
      [&]() -> awaitable<int> {
        PQexec(c, "select 1"); // ok: the body runs on the pool
        load(c);               // ok: so does what it calls
        co_return 0;
      },
      use_awaitable);
  PQexec(c, "select 2"); // expect: blocking-call [libpq]
  co_return 0;
}

awaitable<int> spawnsOnThePoolsExecutor(PGconn* c, asio::thread_pool& pool) {
  co_return co_await asio::co_spawn(
      pool.get_executor(),
      [&]() -> awaitable<int> {
        PQexec(c, "select 1"); // ok: the body runs on the pool
        co_return 0;
      },
      use_awaitable);
}

awaitable<void> spawnsOnTheLoop(PGconn* c) {
  auto executor = co_await asio::this_coro::executor;
  asio::co_spawn(
      executor,
      [c]() -> awaitable<void> {
        PQexec(c, "select 1"); // expect: blocking-call [libpq]
        co_return;
      },
      asio::detached);
}

awaitable<int> movesToThePool(PGconn* c, asio::thread_pool& pool) {
  PQexec(c, "select 0"); // expect: blocking-call [libpq]
  co_await asio::post(asio::bind_executor(pool, use_awaitable));
  PQexec(c, "select 1"); // ok: continues on the pool until the next await
  load(c);               // ok: still there
  co_await asio::post(use_awaitable);
  PQexec(c, "select 2"); // expect: blocking-call [libpq]
  co_return 0;
}

awaitable<int> onlySeemsToMove(PGconn* c, asio::thread_pool& pool) {
  co_await asio::post(pool.get_executor(), use_awaitable);
  PQexec(c, "select 1"); // expect: fake-offload [libpq]
  load(c);               // expect: fake-offload [libpq]
  co_return 0;
}

awaitable<int> onlySeemsToMoveWithTheContext(PGconn* c, asio::thread_pool& pool) {
  co_await asio::post(pool, use_awaitable);
  PQexec(c, "select 1"); // expect: fake-offload [libpq]
  co_return 0;
}

awaitable<int> movesOnOneBranch(PGconn* c, asio::thread_pool& pool, bool big) {
  if (big)
    co_await asio::post(asio::bind_executor(pool, use_awaitable));
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return 0;
}

awaitable<int> movesOnBothBranches(PGconn* c, asio::thread_pool& one, asio::thread_pool& two, bool big) {
  if (big)
    co_await asio::post(asio::bind_executor(one, use_awaitable));
  else
    co_await asio::post(asio::bind_executor(two, use_awaitable));
  PQexec(c, "select 1"); // ok: both ways lead to a pool
  co_return 0;
}

awaitable<int> movesInALoop(PGconn* c, asio::thread_pool& pool, asio::steady_timer& timer) {
  for (int i = 0; i < 3; ++i) {
    PQexec(c, "select 1"); // expect: blocking-call [libpq]
    co_await asio::post(asio::bind_executor(pool, use_awaitable));
    PQexec(c, "select 2"); // ok: on the pool
    co_await timer.async_wait(use_awaitable);
  }
  co_return 0;
}

awaitable<int> throughAStrand(PGconn* c, asio::strand<asio::thread_pool::executor_type> onPool,
                              asio::strand<asio::io_context::executor_type> onLoop) {
  co_await asio::post(asio::bind_executor(onPool, use_awaitable));
  PQexec(c, "select 1"); // ok: a strand of the pool
  co_await asio::post(asio::bind_executor(onLoop, use_awaitable));
  PQexec(c, "select 2"); // expect: blocking-call [libpq]
  co_return 0;
}

awaitable<int> anyExecutor(PGconn* c, asio::any_io_executor executor) {
  co_await asio::post(asio::bind_executor(executor, use_awaitable));
  PQexec(c, "select 1"); // unsure: blocking-call [libpq]
  co_return 0;
}

awaitable<int> boundTimer(PGconn* c, asio::thread_pool& pool, asio::steady_timer& timer) {
  co_await timer.async_wait(asio::bind_executor(pool, use_awaitable));
  PQexec(c, "select 1"); // ok: the completion was bound to the pool
  co_return 0;
}
