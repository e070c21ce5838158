// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// The asynchronous twin that wraps the synchronous call: it is the right place to call it.
#include <libpq-fe.h>
#include <nostall_test/task.h>

class Client {
public:
  PGresult* execute(const char* query) { return PQexec(connection, query); } // ok: the synchronous form itself
  task<PGresult*> asyncExecute(const char* query) {
    co_return co_await offload(threads, [this, query] { return execute(query); }); // ok: off the loop
  }

private:
  PGconn* connection = nullptr;
  pool threads;
};

task<> uses(Client& client) {
  co_await client.asyncExecute("select 1"); // ok: the asynchronous twin
}
