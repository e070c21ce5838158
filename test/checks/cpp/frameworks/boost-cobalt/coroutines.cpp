// FLAGS: -std=c++20 -Wno-enum-constexpr-conversion -isystem %stubs/boost-cobalt
// PKG: libpq
//
// Boost.Cobalt: one executor for each coroutine, a pool by spawning on one.
#include <boost/cobalt.hpp>
#include <libpq-fe.h>

namespace cobalt = boost::cobalt;

void load(PGconn* c) { PQexec(c, "select 1"); }

cobalt::promise<int> direct(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return 0;
}
cobalt::task<int> lazily(PGconn* c) {
  load(c); // expect: blocking-call [libpq]
  co_return 0;
}
cobalt::generator<int> values(PGconn* c) {
  load(c); // expect: blocking-call [libpq]
  co_yield 1;
}
cobalt::detached forgets(PGconn* c) {
  load(c); // expect: blocking-call [libpq]
  co_return;
}
cobalt::thread ownThread(PGconn* c) {
  load(c); // ok: a thread of its own
  co_return;
}
cobalt::main co_main(int, char**) {
  load(nullptr); // expect: blocking-call [libpq]
  co_return 0;
}

cobalt::task<void> spawns(PGconn* c, boost::asio::thread_pool& pool, boost::asio::io_context& io) {
  co_await cobalt::spawn(
      pool,
      [](PGconn* connection) -> cobalt::task<void> {
        load(connection); // ok: runs on the pool
        co_return;
      }(c),
      cobalt::use_op);
  co_await cobalt::spawn(
      io,
      [](PGconn* connection) -> cobalt::task<void> {
        load(connection); // expect: fake-offload [libpq]
        co_return;
      }(c),
      cobalt::use_op);
}
