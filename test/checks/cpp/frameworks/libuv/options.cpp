// FLAGS: -std=c++20
// PKG: libpq
//
// libuv takes the exit callback of a process in a structure.
#include <libpq-fe.h>
#include <uv.h>

static PGconn* connection;

static void onExit(uv_process_t*, int64_t, int) {
  PQexec(connection, "select 1"); // expect: blocking-call [libpq]
}

void spawn(uv_loop_t* loop, uv_process_t* process) {
  uv_process_options_t options{};
  options.exit_cb = onExit;
  uv_spawn(loop, process, &options);
}
