// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// Coroutines whose whole body is a try block: Clang gives these bodies no place in the source.
#include <libpq-fe.h>
#include <nostall_test/task.h>

#include <exception>

task<int> wholeBody(PGconn* c) try {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return 0;
} catch (const std::exception&) {
  throw;
}

task<> inTheHandler(PGconn* c) try {
  co_await readable(PQsocket(c));
} catch (...) {
  PQexec(c, "rollback"); // expect: blocking-call [libpq]
}

struct Session {
  task<> run() try {
    PQreset(connection); // expect: blocking-call [libpq]
    co_return;
  } catch (...) {
  }
  PGconn* connection = nullptr;
};
