// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
#include <libpq-fe.h>
#include <nostall_test/task.h>

task<PGconn*> connects(const char* const* keys, const char* const* values) {
  PGconn* connection = PQconnectdb("dbname=test");               // expect: blocking-call [libpq-connect]
  connection = PQconnectdbParams(keys, values, 0);               // expect: blocking-call [libpq-connect]
  connection = PQsetdb(nullptr, nullptr, nullptr, nullptr, "d"); // expect: blocking-call [libpq-connect]
  PQreset(connection);                                           // expect: blocking-call [libpq-reset]
  PQping("dbname=test");                                         // expect: blocking-call [libpq-ping]
  PQpingParams(keys, values, 0);                                 // expect: blocking-call [libpq-ping]
  co_return connection;
}

task<> cancels(PGconn* connection) {
  char error[256];
  PGcancel* cancel = PQgetCancel(connection); // ok: copies the address
  PQcancel(cancel, error, sizeof error);      // expect: blocking-call [libpq-cancel]
  PQrequestCancel(connection);                // expect: blocking-call [libpq-cancel]
  PQfreeCancel(cancel);
  co_return;
}

task<PGconn*> connectsInSteps() {
  PGconn* connection = PQconnectStart("hostaddr=127.0.0.1"); // ok: only starts
  for (;;) {
    PostgresPollingStatusType next = PQconnectPoll(connection); // ok: never waits
    if (next == PGRES_POLLING_READING)
      co_await readable(PQsocket(connection));
    else if (next == PGRES_POLLING_WRITING)
      co_await writable(PQsocket(connection));
    else
      break;
  }
  PQresetStart(connection); // ok: only starts
  PQresetPoll(connection);  // ok: never waits
  co_return connection;
}
