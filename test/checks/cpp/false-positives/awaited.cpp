// FLAGS: -std=c++20 -isystem %stubs/drogon
//
// What is awaited, at once, later or at the end of a chain, does not block.
#include <drogon/drogon.h>

#include <utility>
#include <vector>

using namespace drogon;
using namespace drogon::orm;

struct User {};

Task<> chains(DbClientPtr client) {
  co_await CoroMapper<User>(client).findAll();      // ok: the last of the chain is awaited
  auto users = CoroMapper<User>(client);
  co_await users.count();                           // ok: awaited
  auto first = client->execSqlCoro("select 1");     // ok: awaited below
  auto second = client->execSqlCoro("select 2");    // ok: awaited below
  co_await std::move(first);
  co_await std::move(second);
}

Task<int> forwards(DbClientPtr client);
Task<int> passesOn(DbClientPtr client) { return forwards(client); } // ok: hands the task on
Task<std::vector<int>> collects(DbClientPtr client) {
  std::vector<int> results;
  for (int i = 0; i < 3; ++i)
    results.push_back(co_await forwards(client)); // ok: awaited
  co_return results;
}
