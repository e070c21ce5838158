// FLAGS: -std=c++20
// PKG: libpq
//
// libevent: every callback runs in the thread that dispatches the event base.
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/listener.h>
#include <libpq-fe.h>

static PGconn* connection;

static void load() { PQexec(connection, "select 1"); }
static void onEvent(evutil_socket_t, short, void*) {
  load(); // expect: blocking-call [libpq]
}
static void onTimer(evutil_socket_t, short, void* arg) {
  PQexec(static_cast<PGconn*>(arg), "select 1"); // expect: blocking-call [libpq]
}
static void onRead(bufferevent*, void*) {
  load(); // expect: blocking-call [libpq]
}
static void onRequest(evhttp_request* request, void*) {
  load(); // expect: blocking-call [libpq]
  evhttp_send_reply(request, 200, "OK", nullptr);
}
static void onAccept(evconnlistener*, evutil_socket_t, sockaddr*, int, void*) {
  load(); // expect: blocking-call [libpq]
}

int main() {
  connection = PQconnectdb(""); // ok: before the loop runs
  event_base* base = event_base_new();
  event* readable = event_new(base, PQsocket(connection), EV_READ | EV_PERSIST, onEvent, nullptr);
  event_add(readable, nullptr);
  event* timer = evtimer_new(base, onTimer, connection);
  event_add(timer, nullptr);
  bufferevent* buffer = bufferevent_socket_new(base, -1, 0);
  bufferevent_setcb(buffer, onRead, nullptr, nullptr, nullptr);
  evhttp* http = evhttp_new(base);
  evhttp_set_gencb(http, onRequest, nullptr);
  evhttp_set_cb(http, "/x", [](evhttp_request*, void*) { load(); }, nullptr); // expect: blocking-call [libpq]
  evconnlistener_new_bind(base, onAccept, nullptr, 0, -1, nullptr, 0);
  event_base_once(base, -1, EV_TIMEOUT, [](evutil_socket_t, short, void*) { load(); }, nullptr, // expect: blocking-call [libpq]
                  nullptr);
  return event_base_dispatch(base);
}
