// What hiredis 1.0 added to connect with, for the tests; Debian's 0.14 lacks it.
#pragma once

extern "C" {
struct redisContext;
struct redisOptions {
  int type;
  int options;
};
redisContext* redisConnectWithOptions(const redisOptions* options);
}
