// FLAGS: -std=c++20 -I%stubs
// PKG: libmariadb
#include <mysql.h>
#include <nostall_test/task.h>

bool run(MYSQL* mysql, const char* query) { return mysql_query(mysql, query) == 0; }

task<> connects(MYSQL* mysql) {
  mysql_init(mysql);                                                      // ok: memory
  mysql_options(mysql, MYSQL_OPT_NONBLOCK, nullptr);                      // ok: memory
  mysql_real_connect(mysql, "db", "me", "secret", "test", 0, nullptr, 0); // expect: blocking-call [mysql-connect]
  mysql_change_user(mysql, "you", "secret", "test");                      // expect: blocking-call [mysql-connect]
  mariadb_connect(mysql, "host=db");                                      // expect: blocking-call [mysql-connect]
  mariadb_reconnect(mysql);                                               // expect: blocking-call [mysql-connect]
  mysql_close(mysql);                                                     // expect: blocking-call [mysql-close]
  co_return;
}

task<> runs(MYSQL* mysql) {
  mysql_query(mysql, "select 1");         // expect: blocking-call [mysql-query]
  mysql_real_query(mysql, "select 1", 8); // expect: blocking-call [mysql-query]
  mysql_send_query(mysql, "select 1", 8); // expect: blocking-call [mysql-query]
  mysql_read_query_result(mysql);         // expect: blocking-call [mysql-query]
  run(mysql, "select 1");                 // expect: blocking-call [mysql-query] via run
  mysql_commit(mysql);                    // expect: blocking-call [mysql-transaction]
  mysql_rollback(mysql);                  // expect: blocking-call [mysql-transaction]
  mysql_autocommit(mysql, 1);             // expect: blocking-call [mysql-transaction]
  mysql_affected_rows(mysql);             // ok: memory
  mysql_errno(mysql);                     // ok: memory
  co_return;
}

task<> session(MYSQL* mysql) {
  mysql_ping(mysql);                                                // expect: blocking-call [mysql-session]
  mysql_select_db(mysql, "test");                                   // expect: blocking-call [mysql-session]
  mysql_set_character_set(mysql, "utf8mb4");                        // expect: blocking-call [mysql-session]
  mysql_set_server_option(mysql, MYSQL_OPTION_MULTI_STATEMENTS_ON); // expect: blocking-call [mysql-session]
  mysql_reset_connection(mysql);                                    // expect: blocking-call [mysql-session]
  mysql_character_set_name(mysql);                                  // ok: memory
  char escaped[9];
  mysql_real_escape_string(mysql, escaped, "it's", 4); // ok: memory
  co_return;
}

task<> administers(MYSQL* mysql) {
  mysql_stat(mysql);                       // expect: blocking-call [mysql-admin]
  mysql_kill(mysql, 1);                    // expect: blocking-call [mysql-admin]
  mysql_refresh(mysql, REFRESH_LOG);       // expect: blocking-call [mysql-admin]
  mysql_reload(mysql);                     // expect: blocking-call [mysql-admin]
  mysql_shutdown(mysql, SHUTDOWN_DEFAULT); // expect: blocking-call [mysql-admin]
  mysql_dump_debug_info(mysql);            // expect: blocking-call [mysql-admin]
  mysql_list_dbs(mysql, nullptr);          // expect: blocking-call [mysql-admin]
  mysql_list_tables(mysql, nullptr);       // expect: blocking-call [mysql-admin]
  mysql_list_fields(mysql, "t", nullptr);  // expect: blocking-call [mysql-admin]
  mysql_list_processes(mysql);             // expect: blocking-call [mysql-admin]
  co_return;
}

task<int> inSteps(MYSQL* mysql) {
  int error = 0;
  int events = mysql_real_query_start(&error, mysql, "select 1", 8); // ok: only starts
  while (events) {
    co_await readable(mysql_get_socket(mysql));
    events = mysql_real_query_cont(&error, mysql, events); // ok: never waits
  }
  co_return error;
}

task<> elsewhere(pool& threads, MYSQL* mysql) {
  co_await offload(threads, [&] { mysql_query(mysql, "select 1"); }); // ok: runs on the pool
}
