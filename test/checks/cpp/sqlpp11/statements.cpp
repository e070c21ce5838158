// FLAGS: -std=c++20 -I%stubs -isystem %stubs/sqlpp11
#include <nostall_test/task.h>
#include <sqlpp11/sqlpp11.h>

namespace postgresql = sqlpp::postgresql;

task<> statements(postgresql::connection& db) {
  auto rows = db(sqlpp::select(1));      // expect: blocking-call [sqlpp11-run]
  db(sqlpp::insert_into(1));             // expect: blocking-call [sqlpp11-run]
  db.execute("create table x (y int)");  // expect: blocking-call [sqlpp11-run]
  auto p = db.prepare(sqlpp::select(1)); // expect: blocking-call [sqlpp11-run]
  auto s = sqlpp::select(1);             // ok: memory
  (void)db.escape("it's");               // ok: memory
  for (const auto& row : rows)           // expect: blocking-call [sqlpp11-result]
    (void)row;
  co_return;
}

task<> transactions(postgresql::connection& db) {
  auto transaction = sqlpp::start_transaction(db); // expect: blocking-call [sqlpp11-transaction]
  transaction.commit();                            // expect: blocking-call [sqlpp11-transaction]
  sqlpp::transaction_t<postgresql::connection> scoped(db, true); // expect: blocking-call [sqlpp11-transaction-scope]
  db.start_transaction();                          // expect: blocking-call [sqlpp11-transaction]
  co_return;
}

task<> connects(std::shared_ptr<postgresql::connection_config> config) {
  postgresql::connection later;         // ok: connects when told to
  later.connectUsing(config);          // expect: blocking-call [sqlpp11-connect]
  postgresql::connection now(config);   // expect: blocking-call [sqlpp11-connect]
  co_return;
}
