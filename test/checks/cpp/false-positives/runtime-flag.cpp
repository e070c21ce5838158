// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// One function that blocks or does not, as a flag says.
#include <libpq-fe.h>
#include <nostall_test/task.h>

task<> flagOfTheLibrary(PGconn* c) {
  char* row = nullptr;
  PQgetCopyData(c, &row, 1); // ok: asked not to wait
  PQgetCopyData(c, &row, 0); // expect: blocking-call [libpq]
  co_return;
}

void run(PGconn* c, bool wait) {
  if (wait)
    PQexec(c, "select 1");
  else
    PQsendQuery(c, "select 1");
}

task<> flagOfOurOwn(PGconn* c) {
  run(c, true);  // expect: blocking-call [libpq]
  run(c, false); // todo-ok: blocking-call [libpq]
  co_return;
}
