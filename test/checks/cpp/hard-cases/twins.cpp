// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// One name, synchronous and awaitable, in one class and in two.
#include <libpq-fe.h>
#include <nostall_test/task.h>

struct wait_t {};
struct await_t {};

class Client {
public:
  PGresult* run(const char* query, wait_t) { return PQexec(connection, query); }
  task<PGresult*> run(const char* query, await_t) {
    PQsendQuery(connection, query);
    co_await readable(PQsocket(connection));
    co_return nullptr;
  }

private:
  PGconn* connection = nullptr;
};

class BlockingTwin {
public:
  PGresult* fetch() { return PQexec(connection, "select 1"); }
  PGconn* connection = nullptr;
};
class AwaitableTwin {
public:
  task<PGresult*> fetch();
};

task<> calls(Client& client, BlockingTwin& blocking, AwaitableTwin& awaitable) {
  client.run("select 1", wait_t());           // expect: blocking-call [libpq]
  co_await client.run("select 1", await_t()); // ok: awaited
  blocking.fetch();                           // expect: blocking-call [libpq]
  co_await awaitable.fetch();                 // ok: awaited
}
