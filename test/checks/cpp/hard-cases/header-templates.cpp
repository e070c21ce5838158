// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
#include "header-templates/statement.h"

#include <nostall_test/task.h>

struct User {};

task<> queries(PGconn* c) {
  Statement<User> statement(c);
  statement.one();            // expect: blocking-call [libpq]
  statement.each([](User) {}); // expect: blocking-call [libpq]
  (void)statement.columns();  // ok: memory
  co_return;
}

template <class Row>
task<Row> generic(PGconn* c) {
  co_return Statement<Row>(c).one(); // expect: blocking-call [libpq]
}

task<> instantiates(PGconn* c) { co_await generic<User>(c); }
