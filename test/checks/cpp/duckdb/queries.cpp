// FLAGS: -std=c++20 -I%stubs -isystem %stubs/duckdb
#include <duckdb.hpp>
#include <nostall_test/task.h>

task<> c(duckdb_connection connection) {
  duckdb_database database;
  duckdb_result result;
  duckdb_open("x.db", &database);                // expect: blocking-call [duckdb-c-open]
  duckdb_query(connection, "select 1", &result); // expect: blocking-call [duckdb-c]
  duckdb_column_count(&result);                  // ok: memory
  co_return;
}

task<> cpp() {
  duckdb::DuckDB database("x.db");                       // expect: blocking-call [duckdb-open]
  duckdb::Connection connection(database);               // ok: memory
  connection.Query("select 1");                          // expect: blocking-call [duckdb-query]
  connection.BeginTransaction();                         // expect: blocking-call [duckdb-query]
  connection.Commit();                                   // expect: blocking-call [duckdb-query]
  auto pending = connection.PendingQuery("select 1");    // ok: executed in slices
  pending->ExecuteTask();                                // ok: one slice
  co_return;
}
