// FLAGS: -std=c++20 -fPIC -I%stubs
// PKG: Qt5Core Qt5Sql
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSqlTableModel>
#include <QVariant>
#include <nostall_test/task.h>

task<int> queries(QSqlDatabase database, QSqlTableModel& model) {
  QSqlQuery runs("select 1"); // expect: blocking-call [qt-sql-query]
  QSqlQuery query(database);  // ok: nothing to run
  query.exec("select 1");     // expect: blocking-call [qt-sql-query]
  while (query.next())        // expect: blocking-call [qt-sql-fetch]
    query.value(0);           // ok: memory
  database.open();            // expect: blocking-call [qt-sql-open]
  database.commit();          // expect: blocking-call [qt-sql-transaction]
  model.select();             // expect: blocking-call [qt-sql-model]
  co_return 0;
}
