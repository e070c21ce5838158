// FLAGS: -std=c++20 -I%stubs -isystem %stubs/cassandra
#include <cassandra.h>
#include <nostall_test/task.h>

task<> waits(CassSession* session, const CassStatement* statement) {
  CassFuture* future = cass_session_execute(session, statement); // ok: asynchronous
  cass_future_wait(future);                                      // expect: blocking-call [cassandra-future-wait]
  cass_future_get_result(future);                                // ok: complete after the wait
  cass_future_free(future);                                      // ok: memory
  co_return;
}

task<> results(CassSession* session, const CassStatement* statement) {
  CassFuture* future = cass_session_execute(session, statement);
  cass_future_error_code(future);                                 // expect: blocking-call [cassandra-future-result]
  CassFuture* preparing = cass_session_prepare(session, "select");
  cass_future_get_prepared(preparing);                            // expect: blocking-call [cassandra-future-result]
  cass_future_wait_timed(preparing, 1000);                        // expect: blocking-call [cassandra-future-wait]
  cass_session_free(session);                                     // expect: blocking-call [cassandra-session-free]
  co_return;
}

task<> polls(CassFuture* future) {
  if (cass_future_ready(future)) {
    cass_future_get_result(future); // ok: complete
    cass_future_error_code(future); // ok: complete
  }
  co_return;
}

void onResult(CassFuture* future, void* data) {
  cass_future_get_result(future); // ok: in its own callback a future is complete
  CassFuture* next = cass_session_execute(static_cast<CassSession*>(data), nullptr);
  cass_future_set_callback(next, onResult, data);
}

void onResultThatWaits(CassFuture*, void* data) {
  CassFuture* next = cass_session_execute(static_cast<CassSession*>(data), nullptr);
  cass_future_wait(next); // expect: certain-deadlock [cassandra-future-in-callback]
}

task<> callbacks(CassSession* session, const CassStatement* statement) {
  CassFuture* future = cass_session_execute(session, statement);
  cass_future_set_callback(future, onResult, session);          // ok: a callback
  cass_future_set_callback(future, onResultThatWaits, session); // ok: the callback is what waits
  co_return;
}
