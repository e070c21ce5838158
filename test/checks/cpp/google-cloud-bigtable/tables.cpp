// FLAGS: -std=c++20 -I%stubs -isystem %stubs/google-cloud
#include <google/cloud/cloud.h>
#include <nostall_test/task.h>

namespace bigtable = google::cloud::bigtable;

task<> rows(bigtable::Table& table) {
  table.Apply(bigtable::SingleRowMutation());              // expect: blocking-call [google-cloud-bigtable-request]
  table.ReadRow("x");                                      // expect: blocking-call [google-cloud-bigtable-request]
  auto reader = table.ReadRows("a-z");                     // ok: the rows arrive while iterated
  for (auto& row : reader)                                 // expect: blocking-call [google-cloud-bigtable-rows]
    (void)row;
  auto later = table.AsyncApply(bigtable::SingleRowMutation()); // ok: waiting for it is what blocks
  later.then([](auto) {});                                 // ok: a continuation
  if (later.is_ready())
    later.get();                                           // ok: there is nothing to wait for
  else
    later.get();                                           // expect: blocking-wait [google-cloud-future-wait]
  co_return;
}
