// FLAGS: -std=c++20 -I%stubs -isystem %stubs/clickhouse-cpp
#include <clickhouse/client.h>
#include <nostall_test/task.h>

#include <utility>

task<> queries(clickhouse::ClientOptions options) {
  clickhouse::Client client(options);                              // expect: blocking-call [clickhouse-cpp-connect]
  client.Execute("create table x");                                // expect: blocking-call [clickhouse-cpp-query]
  client.Select("select 1", [](const clickhouse::Block&) {});      // expect: blocking-call [clickhouse-cpp-query]
  client.Insert("x", clickhouse::Block());                         // expect: blocking-call [clickhouse-cpp-query]
  clickhouse::Client moved(std::move(client));                     // ok: an open client
  co_return;
}
