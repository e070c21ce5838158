// FLAGS: -std=c++20
// PKG: libpq
//
// libuv: callbacks on the loop, uv_queue_work off it.
#include <libpq-fe.h>
#include <uv.h>

static PGconn* connection;

static void work(uv_work_t*) { PQexec(connection, "select 1"); } // ok: runs on libuv's thread pool
static void afterWork(uv_work_t*, int) {
  PQexec(connection, "select 1"); // expect: blocking-call [libpq]
}
static void onTimer(uv_timer_t*) {
  PQexec(connection, "select 1"); // expect: blocking-call [libpq]
}
static void onAsync(uv_async_t* handle) {
  PQexec(static_cast<PGconn*>(handle->data), "select 1"); // expect: blocking-call [libpq]
}
static void load() { PQexec(connection, "select 1"); }
static void onRead(uv_stream_t*, ssize_t, const uv_buf_t*) {
  load(); // expect: blocking-call [libpq]
}
static void allocate(uv_handle_t*, size_t, uv_buf_t*) {}
static void onIdle(uv_idle_t*) {
  load(); // expect: blocking-call [libpq]
}
static void onStat(uv_fs_t*) {
  load(); // expect: blocking-call [libpq]
}
static void thread(void*) { load(); } // ok: a thread of its own
static void onPoll(uv_poll_t*, int, int) {
  PQconsumeInput(connection); // ok: reads what has arrived
}

int main() {
  connection = PQconnectdb(""); // ok: before the loop runs
  uv_loop_t* loop = uv_default_loop();
  uv_work_t request;
  uv_queue_work(loop, &request, work, afterWork);
  uv_timer_t timer;
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, onTimer, 0, 1000);
  uv_async_t async;
  uv_async_init(loop, &async, onAsync);
  uv_tcp_t socket;
  uv_tcp_init(loop, &socket);
  uv_read_start(reinterpret_cast<uv_stream_t*>(&socket), allocate, onRead);
  uv_idle_t idle;
  uv_idle_init(loop, &idle);
  uv_idle_start(&idle, onIdle);
  uv_fs_t stat;
  uv_fs_stat(loop, &stat, "/", onStat);
  uv_poll_t poll;
  uv_poll_init(loop, &poll, PQsocket(connection));
  uv_poll_start(&poll, UV_READABLE, onPoll);
  uv_thread_t id;
  uv_thread_create(&id, thread, nullptr);
  uv_signal_t signal;
  uv_signal_init(loop, &signal);
  uv_signal_start(&signal, [](uv_signal_t*, int) { load(); }, 2); // expect: blocking-call [libpq]
  return uv_run(loop, UV_RUN_DEFAULT);
}
