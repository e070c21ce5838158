// FLAGS: -std=c++20 -I%stubs -I%stubs/mariadb-connector-cpp
// The names are those of MySQL's connector; only the headers say that they are not its.
#include <mariadb/conncpp.hpp>
#include <nostall_test/task.h>

task<int> queries(sql::Driver* driver) {
  sql::Connection* connection = driver->connect("jdbc:mariadb://db", "me", "secret"); // expect: blocking-call [mariadb-connector-connect]
  connection->isValid();                                                              // expect: blocking-call [mariadb-connector-connect]
  sql::Statement* statement = connection->createStatement();                          // ok: memory
  statement->execute("select 1");                                                     // expect: blocking-call [mariadb-connector-query]
  sql::ResultSet* rows = statement->executeQuery("select 1");                         // expect: blocking-call [mariadb-connector-query]
  statement->executeUpdate("delete from t");                                          // expect: blocking-call [mariadb-connector-query]
  statement->executeBatch();                                                          // expect: blocking-call [mariadb-connector-query]
  statement->getMoreResults();                                                        // expect: blocking-call [mariadb-connector-result]
  int sum = 0;
  while (rows->next())      // ok: the rows are in memory
    sum += rows->getInt(1); // ok: memory
  co_return sum;
}

task<> prepared(sql::Connection& connection) {
  sql::PreparedStatement* statement = connection.prepareStatement("select ?"); // expect: blocking-call [mariadb-connector-prepare]
  statement->setInt(1, 2);                                                     // ok: memory
  statement->setFetchSize(10);                                                 // ok: memory
  sql::ResultSet* rows = statement->executeQuery();                            // expect: blocking-call [mariadb-connector-query]
  while (rows->next())                                                         // expect: blocking-call [mariadb-connector-fetch]
    rows->getInt(1);                                                           // ok: memory
  co_return;
}

task<> transactions(sql::Connection& connection) {
  connection.setAutoCommit(false);           // expect: blocking-call [mariadb-connector-transaction]
  connection.commit();                       // expect: blocking-call [mariadb-connector-transaction]
  connection.rollback();                     // expect: blocking-call [mariadb-connector-transaction]
  connection.setSchema("test");              // expect: blocking-call [mariadb-connector-session]
  connection.getMetaData()->getSchemas();    // expect: blocking-call [mariadb-connector-session]
  connection.getMetaData()->getDriverName(); // ok: memory
  co_return;
}

task<> elsewhere(pool& threads, sql::Statement& statement) {
  co_await offload(threads, [&] { statement.execute("select 1"); }); // ok: runs on the pool
}
