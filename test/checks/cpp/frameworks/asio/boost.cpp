// FLAGS: -std=c++20 -Wno-enum-constexpr-conversion
// PKG: libpq
//
// Boost.Asio is Asio under another name.
#include <boost/asio.hpp>
#include <libpq-fe.h>

namespace net = boost::asio;

void run(PGconn* c, net::io_context& io, net::thread_pool& pool, net::steady_timer& timer) {
  net::post(pool, [c] { PQexec(c, "select 1"); });                              // ok: runs on the pool
  net::post(io, [c] { PQexec(c, "select 1"); });                                // expect: fake-offload [libpq]
  timer.async_wait([c](boost::system::error_code) { PQexec(c, "select 1"); });  // expect: blocking-call [libpq]
}
