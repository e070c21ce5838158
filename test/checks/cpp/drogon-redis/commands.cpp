// FLAGS: -std=c++20 -isystem %stubs/drogon
#include <drogon/drogon.h>
#include <drogon/nosql/RedisClient.h>

using namespace drogon;
using namespace drogon::nosql;

Task<> commands(RedisClientPtr redis) {
  redis->execCommandSync([](const RedisResult& r) { return r.asString(); }, "get %s", "x"); // expect: blocking-call [drogon-redis-exec]
  auto transaction = redis->newTransaction();                                              // expect: blocking-call [drogon-redis-transaction]
  co_await redis->execCommandCoro("get %s", "x"); // ok: awaited
  co_await redis->newTransactionCoro();           // ok: awaited
  redis->execCommandAsync([](const RedisResult&) {}, [](const RedisException&) {}, "get x"); // ok: callbacks
}

Task<> afterAwait(RedisClientPtr redis) {
  co_await redis->execCommandCoro("get x");
  redis->newTransaction(); // expect: certain-deadlock [drogon-redis-sync-after-await]
}

void inCallback(RedisClientPtr redis) {
  redis->execCommandAsync(
      [redis](const RedisResult&) {
        redis->newTransaction(); // expect: certain-deadlock [drogon-redis-sync-in-callback]
      },
      [](const RedisException&) {}, "get x");
}
