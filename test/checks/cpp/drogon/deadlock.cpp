// FLAGS: -std=c++20 -isystem %stubs/drogon
//
// After an await of a database operation, and in its callbacks, code runs in the database's own loop.
#include <drogon/drogon.h>

using namespace drogon;
using namespace drogon::orm;

struct User {};

Task<> afterAwait(DbClientPtr client) {
  co_await client->execSqlCoro("select 1");
  client->execSqlSync("select 2"); // expect: certain-deadlock [drogon-sync-after-await]
}

Task<> afterTransaction(DbClientPtr client) {
  auto transaction = co_await client->newTransactionCoro();
  client->newTransaction(); // expect: certain-deadlock [drogon-sync-after-await]
}

Task<> otherClient(DbClientPtr client, DbClientPtr other) {
  co_await client->execSqlCoro("select 1");
  other->execSqlSync("select 2"); // expect: blocking-call [drogon-exec-sql-sync]
}

Task<> awayFromTheLoop(DbClientPtr client) {
  co_await client->execSqlCoro("select 1");
  co_await switchThreadCoro(app().getLoop());
  client->execSqlSync("select 2"); // expect: blocking-call [drogon-exec-sql-sync]
}

Task<> beforeAwait(DbClientPtr client) {
  client->execSqlSync("select 1"); // expect: blocking-call [drogon-exec-sql-sync]
  co_await client->execSqlCoro("select 2");
}

Task<> mappers(DbClientPtr client) {
  CoroMapper<User> async(client);
  Mapper<User> sync(client);
  co_await async.findAll();
  sync.findAll(); // expect: certain-deadlock [drogon-sync-after-await]
}

void inCallback(DbClientPtr client) {
  client->execSqlAsync(
      "select 1",
      [client](const Result&) {
        client->execSqlSync("select 2"); // expect: certain-deadlock [drogon-sync-in-callback]
      },
      [](const DrogonDbException&) {});
}

void inMapperCallback(DbClientPtr client) {
  Mapper<User> users(client);
  users.findAll(
      [client](std::vector<User>) {
        Mapper<User>(client).count(); // expect: certain-deadlock [drogon-sync-in-callback]
      },
      [](const DrogonDbException&) {});
}
