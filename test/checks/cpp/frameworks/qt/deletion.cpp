// FLAGS: -std=c++20 -fPIC
// PKG: libpq Qt6Core
//
// What `delete` destroys: the class is known where the object was just made; behind a `QObject*` any class of the program
// may be, which is no reason to report one of them.
#include <QObject>
#include <QTimer>
#include <libpq-fe.h>

class Connection : public QObject {
public:
  ~Connection() override { PQexec(handle, "discard all"); }
  PGconn* handle = nullptr;
};

void start(QObject* guard) {
  auto* context = new QObject;
  QTimer::singleShot(200, context, [context] { delete context; }); // ok: a QObject
  QTimer::singleShot(200, guard, [guard] { delete guard; });       // ok: its class is not known
  auto* connection = new Connection;
  QTimer::singleShot(200, guard, [connection] {
    delete connection; // expect: blocking-call [libpq]
  });
}
