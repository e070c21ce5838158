// FLAGS: -std=c++20 -fPIC
// PKG: libpq Qt6Widgets
//
// A worker object in a thread of its own: where its slots run is decided at run time.
#include <QPushButton>
#include <QThread>
#include <QWidget>
#include <libpq-fe.h>

class Worker : public QObject {
  Q_OBJECT
public:
  void work() {
    PQexec(connection, "select 1"); // unsure: blocking-call [libpq]
  }
  PGconn* connection = nullptr;
};

class Window : public QWidget {
  Q_OBJECT
public:
  Window() {
    worker.moveToThread(&thread);
    connect(&button, &QPushButton::clicked, &worker, &Worker::work, Qt::QueuedConnection);
    thread.start();
  }

private:
  QThread thread;
  Worker worker;
  QPushButton button;
};
