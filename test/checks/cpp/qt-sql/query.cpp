// FLAGS: -std=c++20 -fPIC -I%stubs
// PKG: Qt6Core Qt6Sql
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlIndex>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QVariant>
#include <nostall_test/task.h>

int count(QSqlQuery& query) {
  query.exec("select count(*) from t");
  return query.value(0).toInt();
}

task<int> queries(QSqlDatabase database, const QString& text) {
  QSqlQuery runs("select 1");          // expect: blocking-call [qt-sql-query]
  QSqlQuery runsToo(text, database);   // expect: blocking-call [qt-sql-query]
  QSqlQuery query(database);           // ok: nothing to run
  QSqlQuery empty;                     // ok: nothing to run
  QSqlQuery none(QString(), database); // ok: nothing to run
  query.exec("select 1");              // expect: blocking-call [qt-sql-query]
  query.prepare("select ?");           // expect: blocking-call [qt-sql-prepare]
  query.addBindValue(1);               // ok: memory
  query.exec();                        // expect: blocking-call [qt-sql-query]
  query.execBatch();                   // expect: blocking-call [qt-sql-query]
  int sum = 0;
  while (query.next())             // expect: blocking-call [qt-sql-fetch]
    sum += query.value(0).toInt(); // ok: memory
  query.seek(0);                   // expect: blocking-call [qt-sql-fetch]
  query.first();                   // expect: blocking-call [qt-sql-fetch]
  query.nextResult();              // expect: blocking-call [qt-sql-query]
  co_return sum + count(query);    // expect: blocking-call [qt-sql-query] via count
}

task<> databases() {
  QSqlDatabase database = QSqlDatabase::addDatabase("QPSQL"); // ok: memory
  database.setHostName("db");                                 // ok: memory
  database.open();                                            // expect: blocking-call [qt-sql-open]
  database.open("me", "secret");                              // expect: blocking-call [qt-sql-open]
  database.isOpen();                                          // ok: memory
  database.transaction();                                     // expect: blocking-call [qt-sql-transaction]
  database.exec("select 1");                                  // expect: blocking-call [qt-sql-query]
  database.commit();                                          // expect: blocking-call [qt-sql-transaction]
  database.rollback();                                        // expect: blocking-call [qt-sql-transaction]
  database.tables();                                          // expect: blocking-call [qt-sql-schema]
  database.primaryIndex("t");                                 // expect: blocking-call [qt-sql-schema]
  database.record("t");                                       // expect: blocking-call [qt-sql-schema]
  database.close();                                           // expect: blocking-call [qt-sql-close]
  co_return;
}

task<> looksUp() {
  QSqlDatabase::database();                 // expect: blocking-call [qt-sql-database]
  QSqlDatabase::database("reports");        // expect: blocking-call [qt-sql-database]
  QSqlDatabase::database("reports", false); // ok: does not open it
  co_return;
}

task<> driver(QSqlDriver* driver) {
  driver->beginTransaction();              // expect: blocking-call [qt-sql-driver]
  driver->subscribeToNotification("news"); // expect: blocking-call [qt-sql-driver]
  driver->isOpen();                        // ok: memory
  co_return;
}

task<> elsewhere(pool& threads) {
  co_await offload(threads, [] {
    QSqlDatabase own = QSqlDatabase::cloneDatabase("reports", "worker"); // ok: memory
    QSqlQuery query("select 1", own);                                    // ok: runs on the pool
  });
}
