// FLAGS: -std=c++20 -I%stubs
#include <Poco/Redis/AsyncReader.h>
#include <Poco/Redis/Client.h>
#include <Poco/Redis/Command.h>
#include <nostall_test/task.h>

task<> commands(Poco::Redis::Client& client) {
  Poco::Redis::Command get = Poco::Redis::Command::get("key"); // ok: memory
  client.execute<Poco::Redis::BulkString>(get);                // expect: blocking-call [poco-redis-command]
  client.sendCommand(get);                                     // expect: blocking-call [poco-redis-command]
  client.sendCommands({get});                                  // expect: blocking-call [poco-redis-command]
  client.flush();                                              // expect: blocking-call [poco-redis-command]
  client.isConnected();                                        // ok: memory
  co_return;
}

task<> connects() {
  Poco::Redis::Client unconnected;               // ok: connects to nothing
  Poco::Redis::Client client("localhost", 6379); // expect: blocking-call [poco-redis-connect]
  unconnected.connect("localhost", 6379);        // expect: blocking-call [poco-redis-connect]
  Poco::Redis::AsyncReader reader(client);       // ok: only starts
  reader.start();                                // ok: a thread of its own
  co_return;
}

task<> elsewhere(pool& threads, Poco::Redis::Client& client) {
  co_await offload(threads, [&] { client.flush(); }); // ok: runs on the pool
}
