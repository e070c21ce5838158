// FLAGS: -std=c++20 -I%stubs -isystem %stubs/redis-plus-plus
#include <nostall_test/task.h>
#include <sw/redis++/redis++.h>

using namespace sw::redis;

task<> commands(Redis& redis, RedisCluster& cluster) {
  redis.get("x");               // expect: blocking-call [redis-plus-plus-command]
  redis.set("x", "1");          // expect: blocking-call [redis-plus-plus-command]
  redis.hget("x", "y");         // expect: blocking-call [redis-plus-plus-command]
  redis.ping();                 // expect: blocking-call [redis-plus-plus-command]
  redis.command("get", "x");    // expect: blocking-call [redis-plus-plus-command]
  redis.publish("c", "m");      // expect: blocking-call [redis-plus-plus-command]
  cluster.get("x");             // expect: blocking-call [redis-plus-plus-command]
  co_return;
}

task<> queues(Redis& redis) {
  auto pipeline = redis.pipeline(false);
  pipeline.set("x", "1"); // ok: only queued
  pipeline.exec();        // expect: blocking-call [redis-plus-plus-queue]
  co_return;
}

task<> subscribes(Redis& redis) {
  auto subscriber = redis.subscriber();
  subscriber.on_message([](std::string, std::string) {}); // ok: memory
  subscriber.consume();                                   // expect: blocking-call [redis-plus-plus-subscriber]
  co_return;
}

task<> asynchronous(AsyncRedis& async, CoRedis& coroutines) {
  co_await coroutines.get("x");              // ok: awaited
  auto later = coroutines.set("x", "1");     // ok: awaited below
  co_await later;
  auto future = async.get("x");              // ok: waiting for it is what blocks
  async.get("x", [](Future<OptionalString>&&) {}); // ok: a callback
  future.get();                              // expect: blocking-wait [std-future]
}

task<> elsewhere(Redis& redis, pool& threads) {
  co_await offload(threads, [&] { redis.get("x"); }); // ok: runs on the pool
}
