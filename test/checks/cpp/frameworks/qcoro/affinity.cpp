// FLAGS: -std=c++20 -fPIC -I/usr/include/qcoro6
// PKG: Qt6Concurrent Qt6Sql
//
// A QSqlDatabase may only be used in the thread that opened it: another thread is the wrong place for its queries.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QtConcurrent>
#include <qcoro/qcorofuture.h>
#include <qcoro/qcorotask.h>

QCoro::Task<> withTheDatabaseOfThisThread(QSqlDatabase database) {
  co_await QtConcurrent::run([database] {
    QSqlQuery query(database); // ok: only prepares the object
    query.exec("select 1");    // todo-expect: fake-offload
  });
}

QCoro::Task<> withADatabaseOfItsOwn(QString name) {
  co_await QtConcurrent::run([name] {
    QSqlDatabase own = QSqlDatabase::cloneDatabase("main", name); // ok: opened in the thread that uses it
    own.open();                                                   // ok: runs on the pool
    QSqlQuery(own).exec("select 1");                              // ok: runs on the pool
  });
}
