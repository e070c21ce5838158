// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
#include <libpq-fe.h>
#include <nostall_test/task.h>

task<> copiesOut(PGconn* connection, int async) {
  char* row = nullptr;
  PQgetCopyData(connection, &row, 0);     // expect: blocking-call [libpq-copy-out]
  PQgetCopyData(connection, &row, false); // expect: blocking-call [libpq-copy-out]
  PQgetCopyData(connection, &row, 1);     // ok: asynchronous
  PQgetCopyData(connection, &row, true);  // ok: asynchronous
  PQgetCopyData(connection, &row, async); // ok: nothing says that it is 0
  co_return;
}

task<> copiesIn(PGconn* connection) {
  PQputCopyData(connection, "1\n", 2); // expect: blocking-call [libpq-copy-in]
  PQputCopyEnd(connection, nullptr);   // expect: blocking-call [libpq-copy-in]
  co_return;
}

task<> copiesInWithoutWaiting(PGconn* connection, PGconn* other) {
  PQsetnonblocking(connection, 1);
  while (PQputCopyData(connection, "1\n", 2) == 0)
    co_await writable(PQsocket(connection)); // ok: non-blocking mode
  PQputCopyEnd(connection, nullptr);         // ok: non-blocking mode
  PQputCopyData(other, "1\n", 2);            // expect: blocking-call [libpq-copy-in]
}

task<> mayHaveSaidSo(PGconn* connection, bool fast) {
  if (fast) PQsetnonblocking(connection, 1);
  PQputCopyData(connection, "1\n", 2); // expect: blocking-call [libpq-copy-in]
  co_return;
}

task<> turnsItOff(PGconn* connection) {
  PQsetnonblocking(connection, 0);
  PQputCopyData(connection, "1\n", 2); // expect: blocking-call [libpq-copy-in]
  co_return;
}

task<> asks(PGconn* connection) {
  if (PQisnonblocking(connection)) PQputCopyData(connection, "1\n", 2); // ok: non-blocking mode
  co_return;
}

task<> obsolete(PGconn* connection) {
  char line[80];
  PQgetline(connection, line, sizeof line);      // expect: blocking-call [libpq-copy-obsolete]
  PQputline(connection, "1\n");                  // expect: blocking-call [libpq-copy-obsolete]
  PQputnbytes(connection, "1\n", 2);             // expect: blocking-call [libpq-copy-obsolete]
  PQendcopy(connection);                         // expect: blocking-call [libpq-copy-obsolete]
  PQgetlineAsync(connection, line, sizeof line); // ok: takes what has arrived
  co_return;
}
