// FLAGS: -std=c++20 -I%stubs
// PKG: sqlite3
#include <nostall_test/task.h>
#include <sqlite3.h>

int next(sqlite3_stmt* statement) { return sqlite3_step(statement); }

task<int> queries(sqlite3* database) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, "select 1", -1, &statement, nullptr);    // expect: blocking-call [sqlite-prepare]
  sqlite3_prepare_v3(database, "select 1", -1, 0, &statement, nullptr); // expect: blocking-call [sqlite-prepare]
  sqlite3_prepare16(database, u"select 1", -1, &statement, nullptr);    // expect: blocking-call [sqlite-prepare]
  sqlite3_bind_int(statement, 1, 2);                                    // ok: memory
  int sum = 0;
  while (sqlite3_step(statement) == SQLITE_ROW) // expect: blocking-call [sqlite-step]
    sum += sqlite3_column_int(statement, 0);    // ok: memory
  next(statement);                              // expect: blocking-call [sqlite-step] via next
  sqlite3_reset(statement);                     // expect: blocking-call [sqlite-finish]
  sqlite3_finalize(statement);                  // expect: blocking-call [sqlite-finish]
  co_return sum;
}

task<> runs(sqlite3* database) {
  sqlite3_exec(database, "vacuum", nullptr, nullptr, nullptr);                 // expect: blocking-call [sqlite-exec]
  sqlite3_get_table(database, "select 1", nullptr, nullptr, nullptr, nullptr); // expect: blocking-call [sqlite-exec]
  sqlite3_changes(database);                                                   // ok: memory
  sqlite3_errmsg(database);                                                    // ok: memory
  co_return;
}

task<> blobs(sqlite3* database, char (&buffer)[16]) {
  sqlite3_blob* blob = nullptr;
  sqlite3_blob_open(database, "main", "t", "c", 1, 1, &blob); // expect: blocking-call [sqlite-blob]
  sqlite3_blob_read(blob, buffer, sizeof buffer, 0);          // expect: blocking-call [sqlite-blob]
  sqlite3_blob_write(blob, buffer, sizeof buffer, 0);         // expect: blocking-call [sqlite-blob]
  sqlite3_blob_reopen(blob, 2);                               // expect: blocking-call [sqlite-blob]
  sqlite3_blob_bytes(blob);                                   // ok: memory
  sqlite3_blob_close(blob);                                   // expect: blocking-call [sqlite-blob]
  co_return;
}

task<int> elsewhere(pool& threads, sqlite3_stmt* statement) {
  co_return co_await offload(threads, [&] { return sqlite3_step(statement); }); // ok: runs on the pool
}
