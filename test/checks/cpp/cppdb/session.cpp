// FLAGS: -std=c++20 -I%stubs
#include <cppdb/frontend.h>
#include <nostall_test/task.h>
#include <string>

int count(cppdb::statement& statement) { return statement.query().cols(); }

task<int> queries(cppdb::session& sql) {
  sql << "insert into t values (?)" << 1 << cppdb::exec; // expect: blocking-call [cppdb-prepare]; blocking-call [cppdb-execute]
  cppdb::result one = sql << "select 1" << cppdb::row;   // expect: blocking-call [cppdb-prepare]; blocking-call [cppdb-execute]
  cppdb::statement statement = sql.prepare("select ?");  // expect: blocking-call [cppdb-prepare]
  statement.bind(1, 2);                                  // ok: memory
  statement.exec();                                      // expect: blocking-call [cppdb-execute]
  cppdb::result rows = statement.query();                // expect: blocking-call [cppdb-execute]
  int sum = 0;
  while (rows.next())                  // expect: blocking-call [cppdb-fetch]
    sum += rows.get<int>(0);           // ok: memory
  cppdb::result converted = statement; // expect: blocking-call [cppdb-execute]
  statement.last_insert_id();          // expect: blocking-call [cppdb-execute]
  statement.affected();                // ok: memory
  co_return sum + count(statement);    // expect: blocking-call [cppdb-execute] via count
}

task<> connects() {
  cppdb::session unconnected;                   // ok: connects to nothing
  cppdb::session sql("postgresql:dbname=test"); // expect: blocking-call [cppdb-connect]
  cppdb::session copied(sql);                   // ok: shares the connection
  unconnected.open("sqlite3:db=ledger.db");     // expect: blocking-call [cppdb-connect]
  sql.is_open();                                // ok: memory
  co_return;
}

task<> transactions(cppdb::session& sql) {
  cppdb::transaction transaction(sql); // expect: blocking-call [cppdb-transaction]
  transaction.commit();                // expect: blocking-call [cppdb-transaction]
  sql.begin();                         // expect: blocking-call [cppdb-transaction]
  sql.rollback();                      // expect: blocking-call [cppdb-transaction]
  co_return;
}

task<> forgetsToCommit(cppdb::session& sql) {
  // expect+1: blocking-call [cppdb-rollback]
  cppdb::transaction transaction(sql); // expect: blocking-call [cppdb-transaction]
  co_return;
}

task<> elsewhere(pool& threads, cppdb::session& sql) {
  co_await offload(threads, [&] { sql << "delete from t" << cppdb::exec; }); // ok: runs on the pool
}
