// FLAGS: -std=c++20 -fPIC
// PKG: libpq Qt6Widgets Qt6Concurrent
//
// Qt's GUI thread: event handlers, slots and functors on the loop, threads and pools beside it.
#include <QAbstractListModel>
#include <QApplication>
#include <QPushButton>
#include <QRunnable>
#include <QThread>
#include <QThreadPool>
#include <QTimer>
#include <QWidget>
#include <QtConcurrent>
#include <libpq-fe.h>

void load(PGconn* c) { PQexec(c, "select 1"); }

class Window : public QWidget {
  Q_OBJECT
public:
  explicit Window(PGconn* c) : connection(c) {
    connect(&button, &QPushButton::clicked, this, &Window::refresh);
    connect(&button, &QPushButton::clicked, [this] {
      PQexec(connection, "select 1"); // expect: blocking-call [libpq]
    });
    connect(&button, &QPushButton::clicked, this, [this] {
      load(connection); // expect: blocking-call [libpq]
    });
  }

public Q_SLOTS:
  void refresh() {
    PQexec(connection, "select 1"); // expect: blocking-call [libpq]
  }

protected:
  void closeEvent(QCloseEvent*) override {
    load(connection); // expect: blocking-call [libpq]
  }
  void paintEvent(QPaintEvent*) override {
    PQexec(connection, "select 1"); // expect: blocking-call [libpq]
  }
  bool event(QEvent*) override {
    PQexec(connection, "select 1"); // expect: blocking-call [libpq]
    return true;
  }

private:
  PGconn* connection;
  QPushButton button;
};

class Rows : public QAbstractListModel {
public:
  int rowCount(const QModelIndex&) const override {
    PQexec(connection, "select count(*)"); // expect: blocking-call [libpq]
    return 0;
  }
  QVariant data(const QModelIndex&, int) const override {
    load(connection); // expect: blocking-call [libpq]
    return {};
  }
  PGconn* connection = nullptr;
};

class Worker : public QThread {
protected:
  void run() override { PQexec(nullptr, "select 1"); } // ok: a thread of its own
};

class Job : public QRunnable {
public:
  void run() override { load(nullptr); } // ok: runs on a thread pool
};

class PanelWithOffloads : public QWidget {
protected:
  void mousePressEvent(QMouseEvent*) override {
    (void)QtConcurrent::run([this] { PQexec(connection, "select 1"); });        // ok: runs on the global pool
    (void)QtConcurrent::run(&pool, [this] { PQexec(connection, "select 1"); }); // ok: runs on a pool
    (void)QtConcurrent::run(load, connection);                                  // ok: runs on the global pool
    pool.start([this] { load(connection); });                                   // ok: runs on a pool
    pool.start(new Job);
    QThread::create([this] { load(connection); })->start();            // ok: a thread of its own
    QTimer::singleShot(0, this, [this] { load(connection); });         // expect: fake-offload [libpq]
    QTimer::singleShot(1000, this, [this] { load(connection); });      // expect: blocking-call [libpq]
    QMetaObject::invokeMethod(
        this, [this] { load(connection); }, Qt::QueuedConnection); // expect: fake-offload [libpq]
  }

private:
  QThreadPool pool;
  PGconn* connection = nullptr;
};
