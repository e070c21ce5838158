// FLAGS: -std=c++20 -isystem %stubs/folly
// PKG: libpq
//
// folly: executors of one's own may block, the global ones may not.
#include <folly/coro/Task.h>
#include <libpq-fe.h>

using folly::coro::Task;

void load(PGconn* c) { PQexec(c, "select 1"); }

Task<int> direct(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return 0;
}

Task<> onOwnPool(PGconn* c, folly::CPUThreadPoolExecutor& pool) {
  co_await folly::coro::co_withExecutor(&pool, folly::coro::co_invoke([c]() -> Task<> {
                                          load(c); // todo-ok: runs on the pool
                                          co_return;
                                        }));
  load(c); // expect: blocking-call [libpq]
}

Task<> viaOwnPool(PGconn* c, folly::CPUThreadPoolExecutor& pool) {
  co_await folly::coro::co_viaIfAsync(&pool, folly::coro::co_invoke([c]() -> Task<> {
                                        load(c); // todo-ok: runs on the pool
                                        co_return;
                                      }));
}

Task<> onTheGlobalPool(PGconn* c) {
  co_await folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), folly::coro::co_invoke([c]() -> Task<> {
                                          load(c); // expect: fake-offload [libpq]
                                          co_return;
                                        }));
}

Task<> futures(PGconn* c, folly::CPUThreadPoolExecutor& pool) {
  folly::via(&pool, [c] {
    load(c); // todo-ok: runs on the pool
    return 0;
  });
  folly::via(folly::getGlobalCPUExecutor(), [c] {
    load(c); // expect: fake-offload [libpq]
    return 0;
  });
  folly::via(folly::getGlobalIOExecutor(), [c] {
    load(c); // unsure: blocking-call [libpq]; todo-expect: fake-offload [libpq]
    return 0;
  });
  pool.add([c] { load(c); }); // ok: runs on the pool
  co_return;
}

Task<> somewhere(PGconn* c, folly::Executor::KeepAlive<> executor) {
  folly::via(executor, [c] {
    load(c); // unsure: blocking-call [libpq]
    return 0;
  });
  co_return;
}

void eventBase(PGconn* c, folly::EventBase& base) {
  base.runInEventBaseThread([c] { load(c); }); // expect: blocking-call [libpq]
  base.runAfterDelay([c] { load(c); }, 10);    // expect: blocking-call [libpq]
}
