// FLAGS: -std=c++20 -I%stubs -isystem %stubs/foundationdb
#include <foundationdb/fdb_c.h>
#include <nostall_test/task.h>

void onReady(FDBFuture* future, void*) {
  fdb_future_block_until_ready(future); // expect: certain-deadlock [foundationdb-wait-in-callback]
}

task<> waits(FDBTransaction* transaction) {
  FDBFuture* future = fdb_transaction_get(transaction, nullptr, 0, 0); // ok: asynchronous
  fdb_future_block_until_ready(future);                                // expect: blocking-call [foundationdb-wait]
  fdb_future_set_callback(future, onReady, nullptr);                   // ok: a callback
  if (fdb_future_is_ready(future))
    fdb_future_block_until_ready(future); // ok: there is nothing to wait for
  fdb_future_destroy(future);             // ok: memory
  fdb_run_network();                      // expect: blocking-call [foundationdb-network]
  co_return;
}
