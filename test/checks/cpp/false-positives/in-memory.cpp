// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// What reads a result that has arrived, or sounds like I/O and is none, is no finding: only what the catalogue names is.
#include <libpq-fe.h>
#include <nostall_test/task.h>

#include <map>
#include <string>

class Database {
public:
  std::string query(const std::string& key) { return rows[key]; }
  void execute(const std::string& key) { rows.erase(key); }
  void connect() {}
  bool save() { return rows.empty(); }
  int nextId() { return ++id; }

private:
  std::map<std::string, std::string> rows;
  int id = 0;
};

task<> memory(Database& database, PGresult* result, PGconn* c) {
  database.connect();           // ok: sets nothing in motion
  database.query("x");          // ok: a map
  database.execute("x");        // ok: a map
  database.save();              // ok: a map
  database.nextId();            // ok: a counter
  PQgetvalue(result, 0, 0);     // ok: reads a result that has arrived
  PQntuples(result);            // ok: reads a result that has arrived
  PQclear(result);              // ok: memory
  PQsendQuery(c, "select 1");   // ok: the asynchronous form
  co_await readable(PQsocket(c));
  PQconsumeInput(c);            // ok: reads what has arrived
  while (!PQisBusy(c)) {
    PGresult* r = PQgetResult(c); // ok: guarded by PQisBusy
    if (!r)
      break;
    PQclear(r);
  }
}
