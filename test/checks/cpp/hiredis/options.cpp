// FLAGS: -std=c++20 -I%stubs -I%stubs/hiredis
#include <hiredis/hiredis.h>
#include <nostall_test/task.h>

task<redisContext*> connects(const redisOptions& options) {
  co_return redisConnectWithOptions(&options); // expect: blocking-call [hiredis-connect-options]
}
