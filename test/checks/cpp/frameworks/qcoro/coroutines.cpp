// FLAGS: -std=c++20 -fPIC -I/usr/include/qcoro6
// PKG: libpq Qt6Concurrent Qt6Widgets
//
// QCoro: coroutines on Qt's loop.
#include <QCoreApplication>
#include <QThread>
#include <QtConcurrent>
#include <libpq-fe.h>
#include <qcoro/qcorofuture.h>
#include <qcoro/qcorogenerator.h>
#include <qcoro/qcorotask.h>
#include <qcoro/qcorothread.h>
#include <qcoro/qcorotimer.h>

void load(PGconn* c) { PQexec(c, "select 1"); }

QCoro::Task<int> direct(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  load(c);               // expect: blocking-call [libpq]
  co_return 0;
}

QCoro::Task<> offloads(PGconn* c) {
  co_await QtConcurrent::run([c] { PQexec(c, "select 1"); }); // ok: runs on the global pool
  PQexec(c, "select 1");                                      // expect: blocking-call [libpq]
}

QCoro::Task<> movesToTheWorker(PGconn* c, QThread* worker) {
  co_await QCoro::moveToThread(worker);
  PQexec(c, "select 1"); // ok: continues in the worker thread
}

QCoro::Task<> movesBack(PGconn* c, QThread* worker) {
  co_await QCoro::moveToThread(worker);
  load(c); // ok: continues in the worker thread
  co_await QCoro::moveToThread(QCoreApplication::instance()->thread());
  load(c); // unsure: blocking-call [libpq]
}

QCoro::Task<> chains(PGconn* c) {
  co_await direct(c).then([c](int) {
    PQexec(c, "select 1"); // expect: blocking-call [libpq]
  });
}

QCoro::Generator<int> rows(PGconn* c) {
  PQexec(c, "select 1"); // ok: runs in whoever pulls the next value
  co_yield 1;
}
