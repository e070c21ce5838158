// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// Calls in macro arguments and in macros, and coroutine lambdas in coroutines.
#include <libpq-fe.h>
#include <nostall_test/task.h>

#define CHECK(condition)                                                                                                \
  do {                                                                                                                 \
    if (!(condition))                                                                                                  \
      return_error();                                                                                                  \
  } while (false)
#define QUERY(c) PQexec(c, "select 1")
#define TRY(expression) (void)(expression)

void return_error();

task<> arguments(PGconn* c) {
  CHECK(PQexec(c, "select 1")); // expect: blocking-call [libpq]
  TRY(PQexec(c, "select 1"));   // expect: blocking-call [libpq]
  QUERY(c);                     // expect: blocking-call [libpq]
  CHECK(
      PQexec(c, "select 1")); // expect: blocking-call [libpq]
  co_return;
}

task<> nested(PGconn* c) {
  auto inner = [](PGconn* connection) -> task<> {
    PQexec(connection, "select 1"); // expect: blocking-call [libpq]
    auto innermost = [](PGconn* again) -> task<> {
      PQexec(again, "select 1"); // expect: blocking-call [libpq]
      co_return;
    };
    co_await innermost(connection);
  };
  co_await inner(c);
}
