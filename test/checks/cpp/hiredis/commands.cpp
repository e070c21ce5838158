// FLAGS: -std=c++20 -I%stubs
// PKG: hiredis
#include <async.h>
#include <hiredis.h>
#include <nostall_test/task.h>
#include <sys/time.h>

redisReply* get(redisContext* redis, const char* key) {
  return static_cast<redisReply*>(redisCommand(redis, "GET %s", key));
}

task<redisContext*> connects(timeval timeout) {
  redisConnect("localhost", 6379);                     // expect: blocking-call [hiredis-connect]
  redisConnectWithTimeout("localhost", 6379, timeout); // expect: blocking-call [hiredis-connect]
  redisConnectUnix("redis.sock");                      // expect: blocking-call [hiredis-connect]
  redisContext* redis = redisConnectFd(3);             // ok: connected already
  redisReconnect(redis);                               // expect: blocking-call [hiredis-connect]
  redisSetTimeout(redis, timeout);                     // ok: sets an option
  co_return redisConnectNonBlock("localhost", 6379);   // ok: only starts
}

task<> commands(redisContext* redis, int count, const char** arguments) {
  freeReplyObject(redisCommand(redis, "PING"));       // expect: blocking-call [hiredis-command]
  redisCommandArgv(redis, count, arguments, nullptr); // expect: blocking-call [hiredis-command]
  get(redis, "key");                                  // expect: blocking-call [hiredis-command] via get
  redisAppendCommand(redis, "PING");                  // ok: only kept
  void* reply = nullptr;
  redisGetReply(redis, &reply);           // expect: blocking-call [hiredis-reply]
  redisGetReplyFromReader(redis, &reply); // ok: takes what has arrived
  co_return;
}

task<> ownLoop() {
  redisContext* redis = redisConnectNonBlock("localhost", 6379); // ok: only starts
  redisAppendCommand(redis, "PING");                             // ok: only kept
  int done = 0;
  co_await writable(redis->fd);
  redisBufferWrite(redis, &done); // ok: does not wait
  co_await readable(redis->fd);
  redisBufferRead(redis); // ok: does not wait
  void* reply = nullptr;
  redisGetReply(redis, &reply); // ok: does not wait
}

task<> blockingBuffer() {
  redisContext* redis = redisConnect("localhost", 6379); // expect: blocking-call [hiredis-connect]
  redisBufferRead(redis);                                // expect: blocking-call [hiredis-buffer]
  co_return;
}

void answered(redisAsyncContext*, void*, void*);

task<> asynchronously(redisAsyncContext* redis) {
  redisAsyncCommand(redis, answered, nullptr, "PING"); // ok: calls back
  co_return;
}

task<> elsewhere(pool& threads, redisContext* redis) {
  co_await offload(threads, [&] { freeReplyObject(redisCommand(redis, "PING")); }); // ok: runs on the pool
}
