// FLAGS: -std=c++20 -isystem %stubs/stdexec
// PKG: libpq
//
// stdexec: tasks keep to their scheduler, so awaiting schedule() leaves nothing elsewhere.
#include <exec/task.hpp>
#include <libpq-fe.h>

void load(PGconn* c) { PQexec(c, "select 1"); }

exec::task<int> direct(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return 0;
}

exec::task<void> reschedules(PGconn* c, exec::static_thread_pool& pool) {
  load(c); // expect: blocking-call [libpq]
  co_await exec::reschedule_coroutine_on(pool.get_scheduler());
  load(c); // ok: on the pool
}

exec::task<void> schedules(PGconn* c, exec::static_thread_pool& pool) {
  co_await stdexec::schedule(pool.get_scheduler());
  load(c); // expect: fake-offload [libpq]
}

exec::task<void> startsOn(PGconn* c, exec::static_thread_pool& pool, stdexec::run_loop& loop) {
  co_await stdexec::starts_on(pool.get_scheduler(), [](PGconn* connection) -> exec::task<void> {
    load(connection); // ok: runs on the pool
    co_return;
  }(c));
  co_await stdexec::starts_on(loop.get_scheduler(), [](PGconn* connection) -> exec::task<void> {
    load(connection); // expect: fake-offload [libpq]
    co_return;
  }(c));
  co_await stdexec::starts_on(stdexec::get_parallel_scheduler(), [](PGconn* connection) -> exec::task<void> {
    load(connection); // expect: fake-offload [libpq]
    co_return;
  }(c));
}

exec::task<void> startsInline(PGconn* c) {
  co_await stdexec::starts_on(stdexec::inline_scheduler(), [](PGconn* connection) -> exec::task<void> {
    load(connection); // expect: fake-offload [libpq]
    co_return;
  }(c));
}

exec::task<void> on(PGconn* c, exec::static_thread_pool& pool) {
  co_await stdexec::on(pool.get_scheduler(), stdexec::then(stdexec::just(), [c] {
                         load(c); // ok: the sender starts on the pool
                       }));
}

exec::task<void> continuation(PGconn* c, exec::static_thread_pool& pool) {
  co_await stdexec::then(stdexec::schedule(pool.get_scheduler()), [c] {
    load(c); // unsure: blocking-call [libpq]
  });
}

exec::task<void> pipeline(PGconn* c, exec::static_thread_pool& pool) {
  co_await stdexec::starts_on(pool.get_scheduler(), stdexec::just() | stdexec::then([c] {
                                                      load(c); // ok: the whole pipeline runs on the pool
                                                    }));
}
