// FLAGS: -std=c++20 -isystem %stubs/uwebsockets
// PKG: libpq
//
// µWebSockets: every handler runs on the loop, and deferring changes nothing.
#include <libpq-fe.h>
#include <uwebsockets/App.h>

#include <thread>

static PGconn* connection;
struct Client {};

static void load() { PQexec(connection, "select 1"); }

int main() {
  connection = PQconnectdb(""); // ok: before the loop runs
  uWS::App()
      .get("/", [](auto* res, auto*) {
        load(); // expect: blocking-call [libpq]
        res->end("hello");
      })
      .post("/", [](uWS::HttpResponse<false>* res, uWS::HttpRequest*) {
        PQexec(connection, "select 1"); // expect: blocking-call [libpq]
        res->onData([](std::string_view, bool) {
          load(); // expect: blocking-call [libpq]
        });
      })
      .get("/later", [](uWS::HttpResponse<false>*, uWS::HttpRequest*) {
        uWS::Loop::get()->defer([] { load(); });  // expect: fake-offload [libpq]
        std::thread([] { load(); }).detach();     // ok: a thread of its own
      })
      .ws<Client>("/*", {.open = [](uWS::WebSocket<false, true, Client>*) {
                           load(); // expect: blocking-call [libpq]
                         },
                         .message = [](uWS::WebSocket<false, true, Client>*, std::string_view, uWS::OpCode) {
                           load(); // expect: blocking-call [libpq]
                         }})
      .run();
}
