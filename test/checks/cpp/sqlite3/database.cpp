// FLAGS: -std=c++20 -I%stubs
// PKG: sqlite3
#include <nostall_test/task.h>
#include <sqlite3.h>

task<> opens(sqlite3** database, const char* path) {
  sqlite3_open("ledger.db", database);                                 // expect: blocking-call [sqlite-open]
  sqlite3_open(path, database);                                        // expect: blocking-call [sqlite-open]
  sqlite3_open16(u"ledger.db", database);                              // expect: blocking-call [sqlite-open]
  sqlite3_open_v2(path, database, SQLITE_OPEN_READONLY, nullptr);      // expect: blocking-call [sqlite-open]
  sqlite3_open(":memory:", database);                                  // expect: blocking-call [sqlite-open-memory]
  sqlite3_open_v2("file::memory:?cache=shared", database, 0, nullptr); // expect: blocking-call [sqlite-open-memory]
  sqlite3_open_v2("file:x?mode=memory", database, 0, nullptr);         // expect: blocking-call [sqlite-open-memory]
  sqlite3_close(*database);                                            // expect: blocking-call [sqlite-close]
  sqlite3_close_v2(*database);                                         // expect: blocking-call [sqlite-close]
  co_return;
}

task<> maintains(sqlite3* database, sqlite3_backup* backup) {
  sqlite3_wal_checkpoint(database, nullptr);                                                               // expect: blocking-call [sqlite-checkpoint]
  sqlite3_wal_checkpoint_v2(database, nullptr, 0, nullptr, nullptr);                                       // expect: blocking-call [sqlite-checkpoint]
  sqlite3_db_cacheflush(database);                                                                         // expect: blocking-call [sqlite-checkpoint]
  sqlite3_backup_step(backup, -1);                                                                         // expect: blocking-call [sqlite-backup]
  sqlite3_backup_remaining(backup);                                                                        // ok: memory
  sqlite3_load_extension(database, "spatial", nullptr, nullptr);                                           // expect: blocking-call [sqlite-load-extension]
  sqlite3_table_column_metadata(database, nullptr, "t", "c", nullptr, nullptr, nullptr, nullptr, nullptr); // expect: blocking-call [sqlite-schema]
  sqlite3_serialize(database, "main", nullptr, 0);                                                         // expect: blocking-call [sqlite-serialize]
  sqlite3_serialize(database, "main", nullptr, SQLITE_SERIALIZE_NOCOPY);                                   // ok: hands out the pages themselves
  sqlite3_deserialize(database, "main", nullptr, 0, 0, 0);                                                 // expect: blocking-call [sqlite-serialize]
  sqlite3_busy_timeout(database, 100);                                                                     // ok: only sets what later calls do
  sqlite3_sleep(10);                                                                                       // expect: blocking-wait [sqlite-sleep]
  co_return;
}
