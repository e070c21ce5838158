// FLAGS: -std=c++20
// PKG: libpq
//
// Asio without coroutines: completion handlers, posted functions, bound executors.
#include <asio.hpp>
#include <libpq-fe.h>

#include <functional>
#include <memory>

void posted(PGconn* c, asio::io_context& io, asio::thread_pool& pool, asio::any_io_executor any) {
  asio::post(pool, [c] { PQexec(c, "select 1"); });                // ok: runs on the pool
  asio::dispatch(pool, [c] { PQexec(c, "select 1"); });            // ok: runs on the pool
  asio::defer(pool.get_executor(), [c] { PQexec(c, "select 1"); }); // ok: runs on the pool
  asio::post([c] { PQexec(c, "select 1"); });                      // ok: the system executor has threads of its own
  asio::post(asio::system_executor(), [c] { PQexec(c, "x"); });    // ok: the system executor has threads of its own
  asio::post(io, [c] { PQexec(c, "select 1"); });                  // expect: fake-offload [libpq]
  asio::defer(io.get_executor(), [c] { PQexec(c, "select 1"); });  // expect: fake-offload [libpq]
  asio::dispatch(io, [c] { PQexec(c, "select 1"); });              // expect: blocking-call [libpq]
  asio::post(any, [c] { PQexec(c, "select 1"); });                 // unsure: blocking-call [libpq]
}

void strands(PGconn* c, asio::io_context& io, asio::thread_pool& pool) {
  auto onLoop = asio::make_strand(io);
  auto onPool = asio::make_strand(pool);
  asio::post(onLoop, [c] { PQexec(c, "select 1"); }); // expect: fake-offload [libpq]
  asio::post(onPool, [c] { PQexec(c, "select 1"); }); // ok: a strand of the pool
}

void bound(PGconn* c, asio::io_context& io, asio::thread_pool& pool, asio::steady_timer& timer) {
  timer.async_wait([c](std::error_code) { PQexec(c, "x"); });                                 // expect: blocking-call [libpq]
  timer.async_wait(asio::bind_executor(pool, [c](std::error_code) { PQexec(c, "x"); }));      // ok: bound to the pool
  timer.async_wait(asio::bind_executor(io, [c](std::error_code) { PQexec(c, "x"); }));        // expect: blocking-call [libpq]
  asio::post(io, asio::bind_executor(pool, [c] { PQexec(c, "x"); }));                         // ok: the binding decides
}

void handlers(PGconn* c, asio::ip::tcp::socket& socket, asio::ip::tcp::acceptor& acceptor, asio::signal_set& signals) {
  static char data[64];
  socket.async_read_some(asio::buffer(data), [c](std::error_code, std::size_t) {
    PQexec(c, "select 1"); // expect: blocking-call [libpq]
  });
  asio::async_read(socket, asio::buffer(data), [c](std::error_code, std::size_t) {
    PQexec(c, "select 1"); // expect: blocking-call [libpq]
  });
  acceptor.async_accept([c](std::error_code, asio::ip::tcp::socket) {
    PQexec(c, "select 1"); // expect: blocking-call [libpq]
  });
  signals.async_wait([c](std::error_code, int) {
    PQfinish(c); // ok: closing does not wait for an answer
  });
}

struct Session : std::enable_shared_from_this<Session> {
  explicit Session(asio::ip::tcp::socket s) : socket(std::move(s)) {}
  void read() {
    socket.async_read_some(asio::buffer(data), std::bind(&Session::onRead, shared_from_this(), std::placeholders::_1,
                                                         std::placeholders::_2));
  }
  void onRead(std::error_code, std::size_t) {
    PQexec(connection, "select 1"); // expect: blocking-call [libpq]
    read();
  }
  asio::ip::tcp::socket socket;
  PGconn* connection = nullptr;
  char data[64];
};

void byName(std::error_code) {
  PQexec(nullptr, "select 1"); // expect: blocking-call [libpq]
}
void tick(asio::steady_timer& timer) { timer.async_wait(byName); }

// Nothing asynchronous calls this.
void notHandedOver(PGconn* c) { PQexec(c, "select 1"); } // ok: no loop runs it
