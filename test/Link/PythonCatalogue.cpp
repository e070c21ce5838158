// The catalogue of the link tests for Python: a synchronous client with an asynchronous twin, and frameworks
// that run plain functions on the loop and in a pool.

#include "Link/Build.h"

namespace nostall::test {

namespace {

const char* const Db = R"yaml(
library: db
engine: network
affinity: connection
affinity-note: one thread at a time
why: waits for the server
rules:
  - id: db-session
    calls: [{class: db.Session, methods: [execute, first, commit]}]
    instead:
      - call: "db.AsyncSession.{name}"
        for: execute
        fix: F2
        exactness: conditional
        condition: the session is asynchronous
        rewrite: "await {receiver}{access}{name}({args})"
  - id: db-connect
    calls: [{functions: db.connect}]
  - id: db-enter
    calls: [{class: db.Session, enter: true}]
  - id: db-unawaited
    check: unawaited-call
    why: nothing is deleted
    calls: [{class: db.AsyncSession, methods: "*", when: [{awaitable: true}, {discarded: true}]}]
    instead: [{call: await, fix: F1, exactness: exact, rewrite: "await {call}"}]
  - id: db-misuse
    check: async-session-misuse
    why: "`AsyncSession` has no `query`"
    calls: [{class: db.AsyncSession, methods: query}]
  - id: db-plain
    check: async-session-misuse
    why: it gives nothing to await
    calls: [{class: db.AsyncSession, methods: add, when: [{awaited: true}]}]
    instead: [{call: "{name}", needs: "leave out `await`", fix: F3, exactness: exact, rewrite: "{call}"}]
  - id: db-lazy
    check: lazy-load
    why: the attribute is loaded on first access
    calls: [{class: app.User, attributes: [posts], when: [{in-async: true}]}]
  - id: db-result
    check: blocking-wait
    engine: wait
    why: waits for the worker
    calls: [{class: Future, methods: result}]
)yaml";

const char* const Lite = R"yaml(
library: pylite
engine: embedded-disk
affinity: thread
affinity-note: the connection belongs to the thread that opened it
why: reads the disk
rules:
  - id: pylite-execute
    calls: [{class: pylite.Connection, methods: execute}]
)yaml";

const char* const Asyncio = R"yaml(
framework: asyncio
callables:
  - {calls: [{functions: asyncio.to_thread}], callable: 0, runs: pool}
  - {calls: [{functions: [asyncio.create_task, asyncio.gather]}], callable: any, coroutine: true, runs: loop}
  - {calls: [{functions: asyncio.run}], callable: 0, coroutine: true, runs: loop, startup: true}
  - {calls: [{functions: asyncio.call_soon}], callable: 0, runs: loop}
  - {calls: [{decorators: asgi.sync_to_async}], callable: 0, runs: pool, replaces: true}
offload: "await asyncio.to_thread({function}{passed})"
)yaml";

const char* const Fast = R"yaml(
framework: fast
title: Fast
callables:
  - {calls: [{decorators: "fast.App.on_event"}], callable: 0, runs: loop, startup: true}
  - {calls: [{decorators: "fast.App.*", when: [{argument: 0, coroutine: true}]}], callable: 0, runs: loop}
  - {calls: [{decorators: "fast.App.*"}], callable: 0, runs: pool}
  - {calls: [{functions: fast.Depends, when: [{argument: 0, coroutine: false}]}], callable: 0, runs: pool}
  - {calls: [{functions: fast.Depends, when: [{argument: 0, coroutine: true}]}], callable: 0, runs: loop}
entry-points:
  - {overrides: "fast.Endpoint.get", coroutine: false, runs: pool}
pool-note: 40 threads serve all plain endpoints
)yaml";

const char* const Tornado = R"yaml(
framework: tornado
title: Tornado
callables:
  - {calls: [{decorators: "tornado.route"}], callable: 0, runs: loop}
entry-points:
  - {overrides: ["tornado.Handler.get"], runs: loop}
  - {overrides: ["tornado.Handler.initialize"], runs: loop, startup: true}
)yaml";

} // namespace

const rules::Catalogue& pythonCatalogue() {
  static const rules::Catalogue catalogue = parseCatalogue({{"python/libraries/db.yaml", Db},
                                                            {"python/libraries/pylite.yaml", Lite},
                                                            {"python/frameworks/asyncio.yaml", Asyncio},
                                                            {"python/frameworks/fast.yaml", Fast},
                                                            {"python/frameworks/tornado.yaml", Tornado}});
  return catalogue;
}

} // namespace nostall::test
