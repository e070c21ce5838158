// FLAGS: -std=c++17 -fPIC
// PKG: libpq Qt5Widgets
//
// The same with Qt 5, and without coroutines.
#include <QPushButton>
#include <QThreadPool>
#include <QTimer>
#include <QWidget>
#include <libpq-fe.h>

class Window : public QWidget {
  Q_OBJECT
private Q_SLOTS:
  void refresh() {
    PQexec(connection, "select 1"); // expect: blocking-call [libpq]
  }

protected:
  void showEvent(QShowEvent*) override {
    PQexec(connection, "select 1"); // expect: blocking-call [libpq]
    QThreadPool::globalInstance()->start([this] { PQexec(connection, "select 1"); }); // ok: runs on the pool
  }
  void timerEvent(QTimerEvent*) override {
    PQexec(connection, "select 1"); // expect: blocking-call [libpq]
  }

private:
  PGconn* connection = nullptr;
};
