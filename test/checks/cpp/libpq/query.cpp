// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
#include <libpq-fe.h>
#include <nostall_test/task.h>

PGresult* load(PGconn* connection) {
  return PQexecParams(connection, "select 1", 0, nullptr, nullptr, nullptr, nullptr, 0);
}

task<int> queries(PGconn* connection) {
  PQclear(PQexec(connection, "select 1"));                                               // expect: blocking-call [libpq-query]
  PGresult* prepared = PQexecPrepared(connection, "q", 0, nullptr, nullptr, nullptr, 0); // expect: blocking-call [libpq-query]
  PQclear(prepared);
  PQclear(load(connection)); // expect: blocking-call [libpq-query] via load
  int length = 0;
  PQfn(connection, 1, nullptr, &length, 1, nullptr, 0); // expect: blocking-call [libpq-query]
  co_return length;
}

task<> statements(PGconn* connection) {
  PQprepare(connection, "q", "select 1", 0, nullptr); // expect: blocking-call [libpq-prepare]
  PQdescribePrepared(connection, "q");                // expect: blocking-call [libpq-prepare]
  PQdescribePortal(connection, "p");                  // expect: blocking-call [libpq-prepare]
  co_return;
}

task<> session(PGconn* connection, const char* algorithm) {
  PQsetClientEncoding(connection, "UTF8");                            // expect: blocking-call [libpq-session]
  PQencryptPasswordConn(connection, "secret", "me", nullptr);         // expect: blocking-call [libpq-session]
  PQencryptPasswordConn(connection, "secret", "me", "scram-sha-256"); // ok: nobody has to be asked
  PQencryptPasswordConn(connection, "secret", "me", algorithm);       // ok: nothing says that it is null
  co_return;
}

task<> objects(PGconn* connection, Oid object) {
  int descriptor = lo_open(connection, object, 1); // expect: blocking-call [libpq-large-object]
  char buffer[16];
  lo_read(connection, descriptor, buffer, sizeof buffer); // expect: blocking-call [libpq-large-object]
  lo_close(connection, descriptor);                       // expect: blocking-call [libpq-large-object]
  lo_export(connection, object, "object.bin");           // expect: blocking-call [libpq-large-object]
  co_return;
}

task<> sends(PGconn* connection) {
  PQsendQuery(connection, "select 1"); // ok: only sends
  PQflush(connection);                 // ok: never waits
  PQconsumeInput(connection);          // ok: takes what has arrived
  PQstatus(connection);                // ok: memory
  co_return;
}

task<> elsewhere(pool& threads, PGconn* connection) {
  co_await offload(threads, [&] { PQclear(PQexec(connection, "select 1")); }); // ok: runs on the pool
}

int main() {
  PGconn* connection = PQconnectdb("dbname=test"); // ok: nothing asynchronous here
  PQclear(PQexec(connection, "select 1"));         // ok: nothing asynchronous here
  PQfinish(connection);
}
