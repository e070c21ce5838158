// FLAGS: -std=c++20 -I%stubs -isystem %stubs/etcd-cpp
#include <etcd/Client.hpp>
#include <nostall_test/task.h>

task<> keys(etcd::SyncClient& sync, etcd::Client& async, etcd::Watcher& watcher) {
  sync.get("x");                            // expect: blocking-call [etcd-cpp-sync-client]
  sync.put("x", "1");                       // expect: blocking-call [etcd-cpp-sync-client]
  async.get("x").then([](etcd::Response) {}); // ok: a continuation
  async.get("x").get();                     // expect: blocking-wait [pplx-task-wait]
  auto later = async.get("x");              // ok: waiting for it is what blocks
  later.wait();                             // expect: blocking-wait [pplx-task-wait]
  if (later.is_done())
    later.get();                            // ok: there is nothing to wait for
  etcd::KeepAlive lease(sync, 10);          // expect: blocking-call [etcd-cpp-keep-alive]
  watcher.Wait();                           // expect: blocking-wait [etcd-cpp-wait]
  watcher.Cancel();                         // ok: does not wait
  co_return;
}
