// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// Names that a catalogue knows, in other places.
#include <libpq-fe.h>
#include <nostall_test/task.h>

#include <map>
#include <string>

namespace mine {
int PQexec(PGconn*, const char*) { return 0; }
void PQconnectdb() {}
class DbClient {
public:
  int execSqlSync(const char*) { return 0; }
};
} // namespace mine

struct PQ {
  static int PQexec(int) { return 0; }
};

task<> calls(PGconn* c, mine::DbClient& client) {
  mine::PQexec(c, "select 1");      // ok: another function of that name
  mine::PQconnectdb();              // ok: another function of that name
  PQ::PQexec(1);                    // ok: another function of that name
  client.execSqlSync("select 1");   // ok: another class
  co_return;
}
