// FLAGS: -std=c++20 -I%stubs -isystem %stubs/libcouchbase
#include <libcouchbase/couchbase.h>
#include <nostall_test/task.h>

task<> gets(lcb_INSTANCE* instance, const lcb_CMDGET* command) {
  lcb_get(instance, nullptr, command);      // ok: only scheduled
  lcb_tick_nowait(instance);                // ok: does not wait
  lcb_wait(instance, LCB_WAIT_DEFAULT);     // expect: blocking-call [libcouchbase-wait]
  lcb_destroy(instance);                    // expect: blocking-call [libcouchbase-destroy]
  lcb_destroy_async(instance, nullptr);     // ok: closes later
  co_return;
}
