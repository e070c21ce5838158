// FLAGS: -std=c++20 -I%stubs
// PKG: libmariadb
#include <mysql.h>
#include <nostall_test/task.h>

task<int> stores(MYSQL* mysql) {
  MYSQL_RES* result = mysql_store_result(mysql); // expect: blocking-call [mysql-result]
  int sum = 0;
  while (MYSQL_ROW row = mysql_fetch_row(result)) // ok: the rows are in memory
    sum += row[0][0];
  mysql_num_rows(result);    // ok: memory
  mysql_free_result(result); // ok: memory
  mysql_next_result(mysql);  // expect: blocking-call [mysql-result]
  mysql_more_results(mysql); // ok: memory
  co_return sum;
}

task<int> uses(MYSQL* mysql) {
  MYSQL_RES* result = mysql_use_result(mysql); // ok: reads nothing
  int sum = 0;
  while (MYSQL_ROW row = mysql_fetch_row(result)) // expect: blocking-call [mysql-fetch]
    sum += row[0][0];
  mysql_free_result(result); // expect: blocking-call [mysql-fetch]
  co_return sum;
}

task<> isHandedAResult(MYSQL_RES* result) {
  mysql_fetch_row(result); // ok: nothing says where the rows are
  co_return;
}

task<> statements(MYSQL* mysql, MYSQL_BIND* values) {
  MYSQL_STMT* statement = mysql_stmt_init(mysql);     // ok: memory
  mysql_stmt_prepare(statement, "select ?", 8);       // expect: blocking-call [mysql-statement]
  mysql_stmt_bind_param(statement, values);           // ok: memory
  mysql_stmt_send_long_data(statement, 0, "long", 4); // expect: blocking-call [mysql-statement]
  mysql_stmt_execute(statement);                      // expect: blocking-call [mysql-statement]
  while (mysql_stmt_fetch(statement) == 0)            // expect: blocking-call [mysql-statement-fetch]
    co_await readable(0);
  mysql_stmt_free_result(statement);                     // expect: blocking-call [mysql-statement-fetch]
  mysql_stmt_next_result(statement);                     // expect: blocking-call [mysql-statement]
  mysql_stmt_reset(statement);                           // expect: blocking-call [mysql-statement]
  mysql_stmt_close(statement);                           // expect: blocking-call [mysql-close]
  mariadb_stmt_execute_direct(statement, "select 1", 8); // expect: blocking-call [mysql-statement]
  co_return;
}

task<> storesStatement(MYSQL_STMT* statement) {
  mysql_stmt_store_result(statement); // expect: blocking-call [mysql-statement]
  mysql_stmt_fetch(statement);        // ok: the rows are in memory
  mysql_stmt_free_result(statement);  // ok: memory
  co_return;
}
