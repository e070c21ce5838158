// FLAGS: -std=c++20 -I%stubs
// PKG: libmariadb
#include <mysql.h>

#include <mariadb_rpl.h>
#include <nostall_test/task.h>

task<> replicates(MARIADB_RPL* replica) {
  mariadb_rpl_open(replica);                                      // expect: blocking-call [mysql-binlog]
  MARIADB_RPL_EVENT* event = mariadb_rpl_fetch(replica, nullptr); // expect: blocking-call [mysql-binlog]
  mariadb_free_rpl_event(event);                                  // ok: memory
  co_return;
}
