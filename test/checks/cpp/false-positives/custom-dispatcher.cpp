// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// Executors that nobody described: where they run what they are given is not known, so it is not asserted.
#include <libpq-fe.h>
#include <nostall_test/task.h>

#include <functional>

class Dispatcher {
public:
  virtual ~Dispatcher();
  virtual void post(std::function<void()> job) = 0;
};
void runSomewhere(std::function<void()> job);

task<> hands(PGconn* c, Dispatcher& dispatcher) {
  dispatcher.post([c] { PQexec(c, "select 1"); }); // unsure: blocking-call [libpq]
  runSomewhere([c] { PQexec(c, "select 1"); });    // unsure: blocking-call [libpq]
  co_return;
}
