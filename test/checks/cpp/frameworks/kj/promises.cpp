// FLAGS: -std=c++20 -isystem %stubs/kj
// PKG: libpq
//
// KJ: promises and their continuations run on the loop, also what is evaluated later.
#include <kj/async.h>
#include <libpq-fe.h>

static void load(PGconn* c) { PQexec(c, "select 1"); }

kj::Promise<int> coroutine(PGconn* c) {
  load(c); // expect: blocking-call [libpq]
  co_return 0;
}

kj::Promise<int> continuation(PGconn* c, kj::Promise<int> before) {
  return before.then([c](int) {
    load(c); // expect: blocking-call [libpq]
    return 0;
  });
}

kj::Promise<void> later(PGconn* c) {
  co_await kj::evalLater([c] {
    load(c); // expect: fake-offload [libpq]
  });
}

kj::Promise<void> elsewhere(PGconn* c, const kj::Executor& other) {
  co_await other.executeAsync([c] {
    load(c); // ok: runs on the thread of the other executor
  });
  kj::Thread thread([c] {
    load(c); // ok: a thread of its own
  });
}
