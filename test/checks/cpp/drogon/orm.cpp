// FLAGS: -std=c++20 -isystem %stubs/drogon
#include <drogon/drogon.h>

using namespace drogon;
using namespace drogon::orm;

struct User {};

Task<> queries(DbClientPtr client, const Criteria& named) {
  client->execSqlSync("select 1");                 // expect: blocking-call [drogon-exec-sql-sync]
  client->execSqlSync("select $1", 7);             // expect: blocking-call [drogon-exec-sql-sync]
  auto transaction = client->newTransaction();     // expect: blocking-call [drogon-new-transaction]
  transaction->execSqlSync("select 1");            // expect: blocking-call [drogon-exec-sql-sync]
  client->newTransaction([](bool) {});             // expect: blocking-call [drogon-new-transaction-with-callback]
  *client << "select 1" << Mode::Blocking;         // expect: blocking-call [drogon-binder]
  *client << "select 1" << Mode::NonBlocking;      // ok: does not wait
  client->hasAvailableConnections();               // ok: memory
  co_return;
}

Task<> awaits(DbClientPtr client) {
  co_await client->execSqlCoro("select 1");               // ok: awaited
  auto transaction = co_await client->newTransactionCoro(); // ok: awaited
  auto later = client->execSqlCoro("select 1");           // ok: awaited below
  co_await later;
}

Task<> callbacks(DbClientPtr client) {
  client->execSqlAsync("select 1", [](const Result&) {}, [](const DrogonDbException&) {}); // ok: callbacks
  client->newTransactionAsync([](const std::shared_ptr<Transaction>&) {});                 // ok: a callback
  *client << "select 1" >> [](const Result&) {} >> [](const DrogonDbException&) {};        // ok: callbacks
  co_return;
}

Task<> mapper(DbClientPtr client, User user) {
  Mapper<User> users(client);
  users.findAll();                                                           // expect: blocking-call [drogon-mapper]
  users.limit(10).findAll();                                                 // expect: blocking-call [drogon-mapper]
  users.findByPrimaryKey(7);                                                 // expect: blocking-call [drogon-mapper]
  users.count();                                                             // expect: blocking-call [drogon-mapper]
  users.insert(user);                                                        // expect: blocking-call [drogon-mapper]
  users.updateBy({"name"}, Criteria(), "x");                                 // expect: blocking-call [drogon-mapper]
  users.findAll([](std::vector<User>) {}, [](const DrogonDbException&) {});  // ok: callbacks
  users.count(Criteria(), [](size_t) {}, [](const DrogonDbException&) {});   // ok: callbacks
  users.updateBy({"name"}, [](size_t) {}, [](const DrogonDbException&) {}, Criteria(), "x"); // ok: callbacks
  auto future = users.findFutureAll();                                       // ok: waiting for it is what blocks
  users.limit(10);                                                           // ok: memory
  co_return;
}

Task<> coroMapper(DbClientPtr client, User user) {
  CoroMapper<User> users(client);
  co_await users.findAll();          // ok: awaited
  auto counting = users.count();     // ok: awaited below
  co_await counting;
  co_await users.insert(user);       // ok: awaited
}

Task<> builders(BaseBuilder<User, true>& builder, DbClientPtr client) {
  builder.execSync(client);                                                                  // expect: blocking-call [drogon-builder]
  builder.execAsync(client, [](std::vector<User>) {}, [](const DrogonDbException&) {});      // ok: callbacks
  co_return;
}

Task<> requests(HttpClient& client, HttpRequestPtr request) {
  client.sendRequest(request);                                            // expect: blocking-call [drogon-http-request]
  client.sendRequest(request, [](ReqResult, const HttpResponsePtr&) {});  // ok: a callback
  co_await client.sendRequestCoro(request);                               // ok: awaited
}

void script(DbClientPtr client) { client->execSqlSync("select 1"); } // ok: nothing asynchronous calls it
