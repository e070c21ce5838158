// FLAGS: -std=c++20 -I%stubs
#include <Poco/Data/RecordSet.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/SessionPool.h>
#include <Poco/Data/Statement.h>
#include <Poco/Data/Transaction.h>
#include <nostall_test/task.h>
#include <string>

using namespace Poco::Data::Keywords;

int count(Poco::Data::Session& session) {
  int rows = 0;
  session << "select count(*) from t", into(rows), now;
  return rows;
}

task<int> queries(Poco::Data::Session& session) {
  int number = 0;
  session << "select 1", into(number), now;        // expect: blocking-call [poco-data-execute]
  Poco::Data::Statement statement(session);        // ok: memory
  statement << "select 1", into(number);           // ok: not run yet
  statement.execute();                             // expect: blocking-call [poco-data-execute]
  Poco::Data::RecordSet rows(session, "select 1"); // expect: blocking-call [poco-data-execute]
  rows.rowCount();                                 // ok: memory
  co_return number + count(session);               // expect: blocking-call [poco-data-execute] via count
}

task<> asynchronously(Poco::Data::Session& session) {
  int number = 0;
  Poco::Data::Statement statement = (session << "select 1", into(number), async); // ok: not run yet
  statement.execute();                                                            // ok: runs on the thread pool
  statement.wait();                                                               // expect: blocking-wait [poco-data-wait]
  co_return;
}

task<> laterAsynchronous(Poco::Data::Statement& statement) {
  auto result = statement.executeAsync(); // ok: runs on the thread pool
  result.wait();                          // expect: blocking-wait [poco-data-wait]
  co_return;
}

task<> connects(Poco::Data::SessionPool& sessions) {
  Poco::Data::Session session("SQLite", "ledger.db"); // expect: blocking-call [poco-data-connect]
  Poco::Data::Session byUri("sqlite:///ledger.db");   // expect: blocking-call [poco-data-connect]
  Poco::Data::Session copied(session);                // ok: shares the connection
  Poco::Data::Session pooled(sessions.get());         // expect: blocking-call [poco-data-connect]
  session.reconnect();                                // expect: blocking-call [poco-data-connect]
  session.isGood();                                   // expect: blocking-call [poco-data-ping]
  session.isConnected();                              // ok: memory
  session.setLoginTimeout(1);                         // ok: memory
  co_return;
}

task<> transactions(Poco::Data::Session& session) {
  session.begin();                              // expect: blocking-call [poco-data-transaction]
  session.commit();                             // expect: blocking-call [poco-data-transaction]
  Poco::Data::Transaction transaction(session); // expect: blocking-call [poco-data-transaction]
  transaction.execute("delete from t", false);  // expect: blocking-call [poco-data-transaction]
  transaction.commit();                         // expect: blocking-call [poco-data-transaction]
  co_return;
}

task<> forgetsToCommit(Poco::Data::Session& session) {
  // expect+1: blocking-call [poco-data-rollback]
  Poco::Data::Transaction transaction(session); // expect: blocking-call [poco-data-transaction]
  co_return;
}

task<> elsewhere(pool& threads, Poco::Data::Session& session) {
  co_await offload(threads, [&] { session << "delete from t", now; }); // ok: runs on the pool
}
