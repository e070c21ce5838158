// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
#include <libpq-fe.h>
#include <nostall_test/task.h>

task<PGresult*> waits(PGconn* connection) {
  PQsendQuery(connection, "select 1");
  co_return PQgetResult(connection); // expect: blocking-call [libpq-result]
}

task<PGresult*> asksFirst(PGconn* connection) {
  PQsendQuery(connection, "select 1");
  co_await readable(PQsocket(connection));
  PQconsumeInput(connection);
  if (!PQisBusy(connection)) co_return PQgetResult(connection); // ok: the result has arrived
  co_return nullptr;
}

task<PGresult*> leavesEarly(PGconn* connection) {
  if (PQisBusy(connection)) co_return nullptr;
  co_return PQgetResult(connection); // ok: the result has arrived
}

task<PGresult*> comparesWithZero(PGconn* connection) {
  if (PQisBusy(connection) == 0) co_return PQgetResult(connection); // ok: the result has arrived
  co_return nullptr;
}

task<PGresult*> asksInALoop(PGconn* connection) {
  while (PQisBusy(connection)) {
    co_await readable(PQsocket(connection));
    if (!PQconsumeInput(connection)) co_return nullptr;
  }
  co_return PQgetResult(connection); // ok: the loop ended since the result has arrived
}

task<PGresult*> asksTheWrongWay(PGconn* connection) {
  if (PQisBusy(connection)) co_return PQgetResult(connection); // expect: blocking-call [libpq-result]
  co_return nullptr;
}

task<PGresult*> asksAnotherConnection(PGconn* connection, PGconn* other) {
  if (!PQisBusy(other)) co_return PQgetResult(connection); // expect: blocking-call [libpq-result]
  co_return nullptr;
}
