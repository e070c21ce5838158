// FLAGS: -std=c++20 -I%stubs -isystem %stubs/drogon
// PKG: libpq
//
// Chains of calls of which only the last one blocks.
#include <drogon/drogon.h>
#include <libpq-fe.h>
#include <nostall_test/task.h>

#include <future>
#include <string>

class Query {
public:
  explicit Query(PGconn* c) : connection(c) {}
  Query& where(const std::string&) { return *this; }
  Query& limit(int) { return *this; }
  PGresult* all() { return PQexec(connection, "select 1"); }
  std::future<int> future();

private:
  PGconn* connection;
};

task<> builds(PGconn* c) {
  Query(c).where("x").limit(3);       // ok: only built
  Query(c).where("x").limit(3).all(); // expect: blocking-call [libpq]
  Query(c)
      .where("x")
      .limit(3)
      .all();                      // expect: blocking-call [libpq]
  Query(c).where("x").future().get(); // expect: blocking-wait [std-future]
  co_return;
}

struct User {};
drogon::Task<> mappers(drogon::orm::DbClientPtr client) {
  drogon::orm::Mapper<User>(client).limit(3);           // ok: only built
  drogon::orm::Mapper<User>(client).limit(3).findAll(); // expect: blocking-call [drogon-mapper]
  co_return;
}
