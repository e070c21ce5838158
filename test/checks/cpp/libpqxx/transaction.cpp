// FLAGS: -std=c++20 -I%stubs
// PKG: libpqxx
#include <nostall_test/task.h>
#include <pqxx/pqxx>

task<int> queries(pqxx::work& transaction) {
  pqxx::result rows = transaction.exec("select 1"); // expect: blocking-call [libpqxx-exec]
  transaction.exec0("delete from t");               // expect: blocking-call [libpqxx-exec]
  pqxx::row row = transaction.exec1("select 1");    // expect: blocking-call [libpqxx-exec]
  transaction.exec_n(2, "select 1");                // expect: blocking-call [libpqxx-exec]
  transaction.exec_params("select $1", 1);          // expect: blocking-call [libpqxx-exec]
  transaction.exec_params1("select $1", 1);         // expect: blocking-call [libpqxx-exec]
  transaction.exec_prepared("q", 1);                // expect: blocking-call [libpqxx-exec]
  transaction.exec_prepared1("q", 1);               // expect: blocking-call [libpqxx-exec]
  transaction.prepared("q")(1).exec();              // expect: blocking-call [libpqxx-exec]
  transaction.parameterized("select $1")(1).exec(); // expect: blocking-call [libpqxx-exec]
  int sum = 0;
  for (const auto& each : rows)
    sum += each[0].as<int>();                              // ok: the rows have arrived
  co_return sum + row[0].as<int>() + rows.affected_rows(); // ok: the rows have arrived
}

int count(pqxx::transaction_base& transaction) { return transaction.exec1("select count(*) from t")[0].as<int>(); }

task<int> counts(pqxx::connection& connection) {
  pqxx::nontransaction transaction(connection); // ok: sends nothing
  co_return count(transaction);                 // expect: blocking-call [libpqxx-exec] via count
}

task<> commits(pqxx::connection& connection) {
  pqxx::work transaction(connection); // expect: blocking-call [libpqxx-transaction]
  transaction.exec("select 1");       // expect: blocking-call [libpqxx-exec]
  transaction.commit();               // expect: blocking-call [libpqxx-commit]
  co_return;                          // ok: the destructor has nothing to do
}

task<> readsOnly(pqxx::connection& connection) {
  // expect+1: blocking-call [libpqxx-rollback]
  pqxx::read_transaction transaction(connection); // expect: blocking-call [libpqxx-transaction]
  transaction.exec("select 1");                   // expect: blocking-call [libpqxx-exec]
  co_return;
}

task<> nests(pqxx::work& transaction) {
  // expect+1: blocking-call [libpqxx-rollback]
  pqxx::subtransaction inner(transaction); // expect: blocking-call [libpqxx-transaction]
  co_return;
}

task<> robust(pqxx::connection& connection) {
  pqxx::robusttransaction<> transaction(connection); // expect: blocking-call [libpqxx-transaction]
  transaction.abort();                               // expect: blocking-call [libpqxx-commit]
  co_return;
}

task<> nothingToCommit(pqxx::nontransaction& transaction) {
  transaction.commit(); // ok: a nontransaction has nothing to commit
  co_return;
}

task<> elsewhere(pool& threads, pqxx::connection& connection) {
  co_await offload(threads, [&] {
    pqxx::work transaction(connection); // ok: runs on the pool
    transaction.exec("select 1");       // ok: runs on the pool
    transaction.commit();               // ok: runs on the pool
  });
}

task<> retries(pqxx::connection& connection) {
  pqxx::perform([&] { // expect: blocking-call [libpqxx-exec]
    pqxx::nontransaction transaction(connection);
    transaction.exec("select 1"); // ok: found where perform() is called
  });
  co_return;
}
