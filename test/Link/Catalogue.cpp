// The catalogue of the link tests: a network client, an embedded one, and a framework with one of everything.

#include "Link/Build.h"
#include "Rules/Load.h"

#include <gtest/gtest.h>

namespace nostall::test {

namespace {

const char* const Pq = R"yaml(
library: pq
engine: network
affinity: connection
affinity-note: one thread at a time
why: waits for the server
rules:
  - id: pq-exec
    calls: [{functions: [PQexec, PQprepare]}]
    why: sends the query and waits for its result
    instead:
      - {call: PQsendQuery, for: PQexec, fix: F3}
      - {call: "{name}_start", for: PQprepare, since: libpq 7, needs: then take its result, fix: F3}
  - id: pq-client
    calls: [{class: Client, methods: [query]}]
    instead:
      - {call: "Client::async_query", fix: F1, exactness: exact, rewrite: "co_await {receiver}{access}async_{name}({args})"
}
  - id: pq-execute
    calls: [{class: Client, methods: [execute]}]
    instead:
      - {call: "Client::executeCoro", fix: F1, exactness: exact, rewrite: "{arg0}(co_await {receiver}{access}{name}Coro({rest}))"}
  - id: pq-sync-wait
    check: blocking-wait
    calls: [{functions: sync_wait}]
    instead: [{call: co_await, fix: F1, exactness: exact, rewrite: "co_await {arg0}"}]
  - id: pq-callback
    check: certain-deadlock
    calls: [{functions: future_wait, when: [{in-callback-of: [future_set_callback]}]}]
  - id: pq-wait
    check: blocking-wait
    engine: wait
    calls: [{functions: future_wait}]
)yaml";

const char* const Lite = R"yaml(
library: lite
engine: embedded-disk
affinity: thread
affinity-note: the handle belongs to the thread that opened it
why: reads the disk
rules:
  - id: lite-step
    calls: [{functions: lite_step}]
    instead: [{call: lite_thread, fix: F4}]
  - id: lite-cache
    engine: in-memory
    calls: [{functions: lite_cached}]
)yaml";

const char* const Loop = R"yaml(
framework: loops
title: Loops
task-types:
  - type: Task
  - {type: Generator, generator: true}
executors:
  - {type: Pool, runs: pool}
  - {type: Io, runs: loop}
  - {type: AnyExecutor, runs: unsure}
callables:
  - calls: [{functions: post_fake}]
    callable: 1
    runs: loop
    looks-like-offload: "it comes back to the same loop"
  - calls: [{functions: deferred}]
    callable: 0
    runs: inline
    looks-like-offload: "it runs in the caller"
  - calls: [{functions: [post]}]
    callable: 1
    runs: executor
    executor: 0
  - calls: [{functions: spawn}]
    callable: 1
    coroutine: true
    runs: executor
    executor: 0
  - calls: [{functions: [on_read, future_set_callback]}]
    callable: any
    runs: loop
  - calls: [{functions: for_each}]
    callable: any
    runs: inline
  - calls: [{functions: keep}]
    callable: any
    runs: never
  - calls: [{functions: bind}]
    callable: any
    runs: unsure
  - calls: [{class: Task, methods: via}]
    callable: receiver
    coroutine: true
    runs: executor
    executor: 0
hops:
  - calls: [{functions: to_pool}]
    runs: pool
  - calls: [{functions: to_loop}]
    runs: loop
  - calls: [{functions: to_any}]
    runs: unsure
  - calls: [{functions: once_on_pool}]
    runs: pool
    until: next-await
  - calls: [{functions: fake_hop}]
    runs: loop
    until: next-await
    looks-like-offload: "it resumes on the loop"
entry-points:
  - overrides: ["Widget::paint"]
  - {overrides: ["Thread::run"], runs: pool}
  - {annotations: ["qt::slot"], runs: unsure}
  - slots: ["Behaviour::open"]
exempt:
  - functions: fiber_exec
offload: "co_await offload({pool}, [&] {{ return {call}; }})"
)yaml";

} // namespace

rules::Catalogue parseCatalogue(const std::vector<std::pair<std::string, std::string>>& files) {
  rules::Catalogue catalogue;
  std::vector<Problem> problems;
  for (const auto& [path, text] : files)
    rules::parseCatalogueFile(text, path, catalogue, problems);
  for (const Problem& problem : problems)
    ADD_FAILURE() << problem;
  return catalogue;
}

const rules::Catalogue& catalogue() {
  static const rules::Catalogue catalogue = parseCatalogue({{"cpp/libraries/lite.yaml", Lite},
                                                            {"cpp/libraries/pq.yaml", Pq},
                                                            {"cpp/frameworks/loops.yaml", Loop}});
  return catalogue;
}

} // namespace nostall::test
