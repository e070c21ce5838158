// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// Threads of other makers inside a coroutine.
#include <libpq-fe.h>
#include <nostall_test/task.h>

#include <boost/thread/thread.hpp>
#include <pthread.h>
#include <threads.h>

void* work(void* connection) {
  PQexec(static_cast<PGconn*>(connection), "select 1"); // ok: only threads run it
  return nullptr;
}
int workC11(void* connection) {
  PQexec(static_cast<PGconn*>(connection), "select 1"); // ok: only threads run it
  return 0;
}

task<> start(PGconn* c) {
  pthread_t posix;
  pthread_create(&posix, nullptr, work, c);
  thrd_t c11;
  thrd_create(&c11, workC11, c);
  boost::thread([c] { PQexec(c, "select 1"); }).detach(); // ok: a thread of its own
  co_return;
}

task<> calls(PGconn* c) {
  work(c); // expect: blocking-call [libpq]
  co_return;
}
