// FLAGS: -std=c++20 -isystem %stubs/boost-mysql
#include <boost/mysql.hpp>

namespace asio = boost::asio;
namespace mysql = boost::mysql;

asio::awaitable<void> throwing(mysql::any_connection& conn, mysql::connect_params params, mysql::results& result) {
  conn.connect(params);                                   // expect: blocking-call [boost-mysql-any-connection]
  conn.execute("SELECT 1", result);                       // expect: blocking-call [boost-mysql-any-connection]
  auto prepared = conn.prepare_statement("SELECT ?");     // expect: blocking-call [boost-mysql-any-connection]
  conn.ping();                                            // expect: blocking-call [boost-mysql-any-connection]
  conn.reset_connection();                                // expect: blocking-call [boost-mysql-any-connection]
  conn.close();                                           // expect: blocking-call [boost-mysql-any-connection]
  (void)conn.uses_ssl();                                  // ok: memory
  co_return;
}

asio::awaitable<void> withErrorCodes(mysql::any_connection& conn, mysql::results& result) {
  mysql::error_code error;
  mysql::diagnostics diagnostics;
  conn.ping(error, diagnostics);                                    // expect: blocking-call [boost-mysql-any-connection-error-code-0]
  conn.connect(mysql::connect_params(), error, diagnostics);        // expect: blocking-call [boost-mysql-any-connection-error-code-1]
  conn.prepare_statement("SELECT ?", error, diagnostics);           // expect: blocking-call [boost-mysql-any-connection-error-code-1]
  conn.execute("SELECT 1", result, error, diagnostics);             // expect: blocking-call [boost-mysql-any-connection-error-code-2]
  co_return;
}

asio::awaitable<void> awaits(mysql::any_connection& conn, mysql::connection_pool& pool, mysql::results& result) {
  co_await conn.async_connect(mysql::connect_params());         // ok: awaited
  co_await conn.async_execute("SELECT 1", result);              // ok: awaited
  auto other = co_await pool.async_get_connection();            // ok: awaited
  other->execute("SELECT 1", result);                           // expect: blocking-call [boost-mysql-any-connection]
  co_await other->async_execute("SELECT 1", result, asio::use_awaitable); // ok: awaited
}

void script(mysql::any_connection& conn) { conn.ping(); } // ok: nothing asynchronous calls it
