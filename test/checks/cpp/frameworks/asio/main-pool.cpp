// FLAGS: -std=c++20 -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE
// PKG: libpq
//
// A pool that a program runs its coroutines on from the start is its loop, not an offload.
#include <asio.hpp>
#include <libpq-fe.h>

asio::awaitable<void> serve(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return;
}

int main() {
  asio::thread_pool pool(4);
  PGconn* c = PQconnectdb(""); // ok: before the loop runs
  asio::co_spawn(pool, serve(c), asio::detached);
  asio::co_spawn(
      pool,
      [c]() -> asio::awaitable<void> {
        PQexec(c, "select 1"); // expect: blocking-call [libpq]
        co_return;
      },
      asio::detached);
  pool.join();
}
