// FLAGS: -std=c++20 -isystem %stubs/nghttp2-asio
// PKG: libpq
//
// libnghttp2_asio: request handlers, data callbacks and generators run on its I/O services.
#include <libpq-fe.h>
#include <nghttp2/asio_http2_server.h>

using namespace nghttp2::asio_http2;

static void load(PGconn* c) { PQexec(c, "select 1"); }

void prepare(PGconn* c) { load(c); } // ok: before the server runs

void serve(server::http2& server, PGconn* c) {
  server.handle("/", [c](const server::request& request, const server::response& response) {
    load(c); // expect: blocking-call [libpq]
    request.on_data([c](const uint8_t*, std::size_t) {
      load(c); // expect: blocking-call [libpq]
    });
    response.on_close([c](uint32_t) {
      load(c); // expect: blocking-call [libpq]
    });
    response.end([c](uint8_t*, std::size_t, uint32_t*) -> ssize_t {
      load(c); // expect: blocking-call [libpq]
      return 0;
    });
  });
}
