// FLAGS: -std=c++20 -fPIC
// PKG: libpq Qt6Core
//
// An object that is no widget may live in any thread: what its slots do may or may not stop a loop that matters.
#include <QMetaObject>
#include <QObject>
#include <QTimer>
#include <libpq-fe.h>

class Repository : public QObject {
  Q_OBJECT
public Q_SLOTS:
  void load() {
    PQexec(connection, "select 1"); // unsure: blocking-call [libpq]
  }

public:
  void later() {
    QMetaObject::invokeMethod(
        this, [this] { PQexec(connection, "select 1"); }, // unsure: blocking-call [libpq]
        Qt::QueuedConnection);
  }
  PGconn* connection = nullptr;
};
