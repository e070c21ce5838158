// FLAGS: -std=c++20 -isystem %stubs/boost-mysql
#include <boost/mysql.hpp>

namespace asio = boost::asio;
namespace mysql = boost::mysql;

asio::awaitable<void> queries(mysql::tcp_connection& conn, int endpoint, mysql::results& result) {
  conn.connect(endpoint, mysql::handshake_params()); // expect: blocking-call [boost-mysql-connection]
  conn.handshake(mysql::handshake_params());         // expect: blocking-call [boost-mysql-connection]
  conn.execute("SELECT 1", result);                  // expect: blocking-call [boost-mysql-connection]
  conn.ping();                                       // expect: blocking-call [boost-mysql-connection-without-arguments]
  conn.quit();                                       // expect: blocking-call [boost-mysql-connection-without-arguments]
  mysql::error_code error;
  mysql::diagnostics diagnostics;
  conn.ping(error, diagnostics);                                 // expect: blocking-call [boost-mysql-connection-error-code-0]
  conn.handshake(mysql::handshake_params(), error, diagnostics); // expect: blocking-call [boost-mysql-connection-error-code-1]
  conn.execute("SELECT 1", result, error, diagnostics); // expect: blocking-call [boost-mysql-connection-error-code-2]
  co_await conn.async_execute("SELECT 1", result, asio::use_awaitable); // ok: awaited
}
