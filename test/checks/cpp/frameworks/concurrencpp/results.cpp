// FLAGS: -std=c++20 -isystem %stubs/concurrencpp
// PKG: libpq
//
// concurrencpp: the background executor is for blocking calls, the thread pool executor is not.
#include <concurrencpp/concurrencpp.h>
#include <libpq-fe.h>

using concurrencpp::result;

void load(PGconn* c) { PQexec(c, "select 1"); }

result<int> direct(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return 0;
}

concurrencpp::lazy_result<int> lazy(PGconn* c) {
  load(c); // expect: blocking-call [libpq]
  co_return 0;
}

result<void> submits(PGconn* c, concurrencpp::runtime& runtime) {
  co_await runtime.background_executor()->submit([c] { load(c); });  // ok: meant for blocking calls
  co_await runtime.thread_executor()->submit([c] { load(c); });      // ok: a thread of its own
  co_await runtime.thread_pool_executor()->submit([c] { load(c); }); // expect: fake-offload [libpq]
}

result<void> submitsToWorker(PGconn* c, std::shared_ptr<concurrencpp::worker_thread_executor> worker) {
  co_await worker->submit([c] { load(c); }); // ok: a thread of its own
}

result<void> submitsToSomePool(PGconn* c, std::shared_ptr<concurrencpp::thread_pool_executor> pool) {
  co_await pool->submit([c] { load(c); }); // unsure: blocking-call [libpq]
}

result<void> resumes(PGconn* c, concurrencpp::runtime& runtime) {
  co_await concurrencpp::resume_on(runtime.background_executor());
  load(c); // ok: on the background executor
  co_await concurrencpp::resume_on(runtime.thread_pool_executor());
  load(c); // expect: fake-offload [libpq]
}

result<void> resumesOnTheComputingPool(PGconn* c, concurrencpp::runtime& runtime) {
  co_await concurrencpp::resume_on(runtime.thread_pool_executor());
  load(c); // expect: fake-offload [libpq]
}
