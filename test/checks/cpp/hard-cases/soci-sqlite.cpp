// FLAGS: -std=c++20 -I%stubs -I/usr/include/soci
//
// SOCI includes <sqlite3.h> inside a namespace; its functions are the same all the same.
#include <nostall_test/task.h>
#include <soci/sqlite3/soci-sqlite3.h>

task<> steps(sqlite_api::sqlite3_stmt* statement) {
  sqlite_api::sqlite3_step(statement);              // expect: blocking-call [sqlite3]
  (void)sqlite_api::sqlite3_column_count(statement); // ok: memory
  co_return;
}
