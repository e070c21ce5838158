// FLAGS: -std=c++20 -I%stubs
#include <cppconn/connection.h>
#include <cppconn/driver.h>
#include <cppconn/metadata.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>
#include <memory>
#include <mysql_driver.h>
#include <nostall_test/task.h>

void run(sql::Statement& statement) { statement.execute("select 1"); }

task<> connects(sql::Driver* driver) {
  driver->connect("tcp://db", "me", "secret");                                   // expect: blocking-call [mysql-connector-connect]
  sql::mysql::MySQL_Driver* own = sql::mysql::get_mysql_driver_instance();       // ok: memory
  std::unique_ptr<sql::Connection> connection(own->connect("tcp://db", "", "")); // expect: blocking-call [mysql-connector-connect]
  connection->isValid();                                                         // expect: blocking-call [mysql-connector-connect]
  connection->reconnect();                                                       // expect: blocking-call [mysql-connector-connect]
  connection->isClosed();                                                        // ok: memory
  co_return;
}

task<int> queries(sql::Connection& connection) {
  std::unique_ptr<sql::Statement> statement(connection.createStatement());   // ok: memory
  statement->execute("select 1");                                            // expect: blocking-call [mysql-connector-query]
  std::unique_ptr<sql::ResultSet> rows(statement->executeQuery("select 1")); // expect: blocking-call [mysql-connector-query]
  statement->executeUpdate("delete from t");                                 // expect: blocking-call [mysql-connector-query]
  int sum = 0;
  while (rows->next())         // ok: the rows are in memory
    sum += rows->getInt(1);    // ok: memory
  statement->getMoreResults(); // expect: blocking-call [mysql-connector-result]
  statement->getResultSet();   // expect: blocking-call [mysql-connector-result]
  run(*statement);             // expect: blocking-call [mysql-connector-query] via run
  co_return sum;
}

task<> prepared(sql::Connection& connection) {
  std::unique_ptr<sql::PreparedStatement> statement(connection.prepareStatement("select ?")); // expect: blocking-call [mysql-connector-prepare]
  statement->setInt(1, 2);                                                                    // ok: memory
  statement->execute();                                                                       // expect: blocking-call [mysql-connector-query]
  statement->executeQuery();                                                                  // expect: blocking-call [mysql-connector-query]
  statement->executeUpdate();                                                                 // expect: blocking-call [mysql-connector-query]
  co_return;
}

task<> forwardOnly(sql::Statement& statement) {
  statement.setResultSetType(sql::ResultSet::TYPE_FORWARD_ONLY);            // ok: memory
  std::unique_ptr<sql::ResultSet> rows(statement.executeQuery("select 1")); // expect: blocking-call [mysql-connector-query]
  while (rows->next())                                                      // expect: blocking-call [mysql-connector-fetch]
    rows->getInt(1);                                                        // ok: memory
  co_return;
}

task<> transactions(sql::Connection& connection) {
  connection.setAutoCommit(false);           // expect: blocking-call [mysql-connector-transaction]
  connection.commit();                       // expect: blocking-call [mysql-connector-transaction]
  connection.rollback();                     // expect: blocking-call [mysql-connector-transaction]
  connection.setSchema("test");              // expect: blocking-call [mysql-connector-session]
  connection.getSchema();                    // expect: blocking-call [mysql-connector-session]
  connection.getMetaData()->getSchemas();    // expect: blocking-call [mysql-connector-session]
  connection.getMetaData()->getDriverName(); // ok: memory
  co_return;
}

task<> elsewhere(pool& threads, sql::Statement& statement) {
  co_await offload(threads, [&] { statement.execute("select 1"); }); // ok: runs on the pool
}
