// FLAGS: -std=c++20 -I%stubs
#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Savepoint.h>
#include <nostall_test/task.h>
#include <string>

int count(SQLite::Database& database) { return database.execAndGet("select count(*) from t").getInt(); }

task<> opens(const std::string& path) {
  SQLite::Database database("ledger.db");            // expect: blocking-call [sqlitecpp-open]
  SQLite::Database other(path, SQLite::OPEN_CREATE); // expect: blocking-call [sqlitecpp-open]
  SQLite::Database memory(":memory:");               // expect: blocking-call [sqlitecpp-open-memory]
  SQLite::Database moved(std::move(memory));         // ok: open already
  database.setBusyTimeout(100);                      // ok: memory
  co_return;
}

task<int> queries(SQLite::Database& database) {
  database.exec("delete from t");                    // expect: blocking-call [sqlitecpp-exec]
  database.tryExec("delete from t");                 // expect: blocking-call [sqlitecpp-exec]
  database.tableExists("t");                         // expect: blocking-call [sqlitecpp-prepare]
  SQLite::Statement statement(database, "select ?"); // expect: blocking-call [sqlitecpp-prepare]
  statement.bind(1, 2);                              // ok: memory
  int sum = 0;
  while (statement.executeStep())           // expect: blocking-call [sqlitecpp-step]
    sum += statement.getColumn(0).getInt(); // ok: memory
  statement.reset();                        // expect: blocking-call [sqlitecpp-reset]
  statement.exec();                         // expect: blocking-call [sqlitecpp-step]
  co_return sum + count(database);          // expect: blocking-call [sqlitecpp-exec] via count
}

task<> commits(SQLite::Database& database) {
  SQLite::Transaction transaction(database); // expect: blocking-call [sqlitecpp-transaction]
  transaction.commit();                      // expect: blocking-call [sqlitecpp-transaction]
  co_return;
}

task<> forgetsToCommit(SQLite::Database& database) {
  // expect+1: blocking-call [sqlitecpp-rollback]
  SQLite::Transaction transaction(database); // expect: blocking-call [sqlitecpp-transaction]
  co_return;
}

task<> savepoints(SQLite::Database& database) {
  SQLite::Savepoint savepoint(database, "s"); // expect: blocking-call [sqlitecpp-transaction]
  savepoint.release();                        // expect: blocking-call [sqlitecpp-transaction]
  co_return;
}

task<> files(SQLite::Database& database, SQLite::Backup& backup) {
  database.backup("copy.db", SQLite::Database::Save); // expect: blocking-call [sqlitecpp-backup]
  backup.executeStep();                               // expect: blocking-call [sqlitecpp-backup]
  backup.getRemainingPageCount();                     // ok: memory
  database.getHeaderInfo();                           // expect: blocking-call [sqlitecpp-file]
  database.loadExtension("spatial", nullptr);         // expect: blocking-call [sqlitecpp-file]
  co_return;
}

task<> elsewhere(pool& threads, SQLite::Database& database) {
  co_await offload(threads, [&] { database.exec("vacuum"); }); // ok: runs on the pool
}
