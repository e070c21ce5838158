// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// Code that runs before, after or without a loop.
#include <libpq-fe.h>
#include <nostall_test/task.h>

#define TEST(suite, name) void suite##_##name()

static PGconn* open() { return PQconnectdb(""); } // ok: only main calls it

struct Store {
  Store() : connection(open()) {} // ok: made before the loop runs
  ~Store() { PQfinish(connection); }
  PGconn* connection;
};

static Store store; // ok: made before main

task<> serve(Store& s) {
  co_await readable(PQsocket(s.connection));
}

TEST(StoreTest, Opens) {
  PQexec(open(), "select 1"); // ok: tests may wait
}

int main() {
  Store own;
  PQexec(own.connection, "create table x (y int)"); // ok: before the loop runs
  serve(own);
  PQexec(own.connection, "drop table x"); // ok: after it
}
