// FLAGS: -std=c++20 -I%stubs -isystem %stubs/google-cloud
#include <google/cloud/cloud.h>
#include <nostall_test/task.h>

namespace spanner = google::cloud::spanner;

task<> queries(spanner::Client& client) {
  auto rows = client.ExecuteQuery(spanner::SqlStatement("SELECT 1")); // ok: the rows arrive while iterated
  for (auto& row : rows)                                              // expect: blocking-call [google-cloud-spanner-rows]
    (void)row;
  client.Commit([] { return 0; });                                    // expect: blocking-call [google-cloud-spanner-request]
  client.ExecutePartitionedDml(spanner::SqlStatement("DELETE"));      // expect: blocking-call [google-cloud-spanner-request]
  co_return;
}
