// FLAGS: -std=c++20 -I%stubs -isystem %stubs/nanodbc
#include <nanodbc/nanodbc.h>
#include <nostall_test/task.h>

#include <utility>

task<> statements(nanodbc::connection& connection) {
  auto rows = nanodbc::execute(connection, "select 1");     // expect: blocking-call [nanodbc-execute]
  rows.next();                                              // expect: blocking-call [nanodbc-fetch]
  rows.next_result();                                       // expect: blocking-call [nanodbc-fetch]
  (void)rows.get<int>(0);                                   // ok: reads the buffer
  nanodbc::just_execute(connection, "delete from x");       // expect: blocking-call [nanodbc-execute]
  nanodbc::statement empty(connection);                     // ok: a handle
  nanodbc::statement statement(connection, "select ?");     // expect: blocking-call [nanodbc-prepare]
  int value = 7;
  statement.bind(0, &value);                                // ok: memory
  statement.execute();                                      // expect: blocking-call [nanodbc-execute]
  statement.prepare(connection, "select 1");                // expect: blocking-call [nanodbc-prepare]
  nanodbc::prepare(statement, "select 1");                  // expect: blocking-call [nanodbc-prepare]
  nanodbc::catalog(connection).find_tables();               // expect: blocking-call [nanodbc-catalog]
  co_return;
}

task<> connects() {
  nanodbc::connection later;                       // ok: connects when told to
  later.connect("DSN=x");                          // expect: blocking-call [nanodbc-connect]
  nanodbc::connection now("DSN=x");                // expect: blocking-call [nanodbc-connect]
  nanodbc::connection moved(std::move(now));       // ok: an open connection
  (void)moved.connected();                         // ok: memory
  moved.disconnect();                              // expect: blocking-call [nanodbc-connect]
  co_return;
}

task<> transactions(nanodbc::connection& connection) {
  nanodbc::transaction transaction(connection); // expect: blocking-call [nanodbc-transaction]
  transaction.commit();                         // expect: blocking-call [nanodbc-transaction]
  co_return;
}
