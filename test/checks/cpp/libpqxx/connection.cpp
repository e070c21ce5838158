// FLAGS: -std=c++20 -I%stubs
// PKG: libpqxx
#include <nostall_test/task.h>
#include <pqxx/pqxx>

#include <memory>

task<> connects(const std::string& options) {
  pqxx::connection byDefault;                                // expect: blocking-call [libpqxx-connect]
  pqxx::connection connection("dbname=test");                // expect: blocking-call [libpqxx-connect]
  auto shared = std::make_unique<pqxx::connection>(options); // expect: blocking-call [libpqxx-connect]
  co_return;
}

task<> connectsLater() {
  pqxx::lazyconnection connection("dbname=test"); // todo-ok: connects when it is first used
  co_return;
}

task<> sets(pqxx::connection& connection) {
  connection.set_client_encoding("UTF8");         // expect: blocking-call [libpqxx-session]
  connection.set_variable("search_path", "mine"); // expect: blocking-call [libpqxx-session]
  connection.get_variable("search_path");         // expect: blocking-call [libpqxx-session]
  connection.prepare("q", "select 1");            // ok: this release only notes the statement
  connection.prepare_now("q");                    // expect: blocking-call [libpqxx-prepare]
  connection.unprepare("q");                      // expect: blocking-call [libpqxx-prepare]
  connection.cancel_query();                      // expect: blocking-call [libpqxx-cancel]
  connection.esc("it's");                         // ok: memory
  connection.sock();                              // ok: memory
  co_return;
}

task<int> waits(pqxx::connection& connection) {
  connection.await_notification();     // expect: blocking-call [libpqxx-notification]
  connection.await_notification(1, 0); // expect: blocking-call [libpqxx-notification]
  co_await readable(connection.sock());
  co_return connection.get_notifs(); // ok: takes what has arrived
}

task<> elsewhere(pool& threads) {
  co_await offload(threads, [] { pqxx::connection connection("dbname=test"); }); // ok: runs on the pool
}
