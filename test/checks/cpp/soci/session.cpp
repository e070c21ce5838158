// FLAGS: -std=c++20 -I%stubs
#include <nostall_test/task.h>
#include <soci/soci.h>
#include <string>

int count(soci::session& sql) {
  int rows = 0;
  sql << "select count(*) from t", soci::into(rows);
  return rows;
}

task<int> queries(soci::session& sql) {
  int number = 0;
  sql << "select 1", soci::into(number);                                       // expect: blocking-call [soci-once]
  sql << "delete from t";                                                      // expect: blocking-call [soci-once]
  sql.once << "insert into t values (:n)", soci::use(number);                  // expect: blocking-call [soci-once]
  soci::statement statement = (sql.prepare << "select 1", soci::into(number)); // expect: blocking-call [soci-statement]
  statement.execute();                                                         // expect: blocking-call [soci-statement]
  while (statement.fetch())                                                    // expect: blocking-call [soci-statement]
    co_await readable(0);
  statement.get_affected_rows(); // ok: memory
  co_return number + count(sql); // expect: blocking-call [soci-once] via count
}

task<int> rows(soci::session& sql) {
  soci::rowset<int> numbers = (sql.prepare << "select 1"); // expect: blocking-call [soci-rowset]
  int sum = 0;
  for (int number : numbers) // expect: blocking-call [soci-rowset]
    sum += number;           // ok: memory
  co_return sum;
}

task<> procedures(soci::session& sql) {
  soci::procedure procedure = (sql.prepare << "tidy()"); // expect: blocking-call [soci-statement]
  procedure.execute(true);                               // expect: blocking-call [soci-statement]
  co_return;
}

task<> connects(soci::connection_pool& sessions) {
  soci::session unconnected;                         // ok: connects to nothing
  soci::session byName("postgresql", "dbname=test"); // expect: blocking-call [soci-connect]
  soci::session byUrl("postgresql://dbname=test");   // expect: blocking-call [soci-connect]
  soci::session pooled(sessions);                    // expect: blocking-call [soci-pool]
  unconnected.open("postgresql://dbname=test");      // expect: blocking-call [soci-connect]
  unconnected.reconnect();                           // expect: blocking-call [soci-connect]
  unconnected.get_backend_name();                    // ok: memory
  std::size_t position = sessions.lease();           // expect: blocking-call [soci-pool]
  sessions.try_lease(position, 100);                 // expect: blocking-call [soci-pool]
  sessions.try_lease(position, 0);                   // ok: does not wait
  sessions.give_back(position);                      // ok: does not wait
  co_return;
}

task<> transactions(soci::session& sql) {
  soci::transaction transaction(sql); // expect: blocking-call [soci-transaction]
  transaction.commit();               // expect: blocking-call [soci-transaction]
  sql.begin();                        // expect: blocking-call [soci-transaction]
  sql.rollback();                     // expect: blocking-call [soci-transaction]
  co_return;
}

task<> forgetsToCommit(soci::session& sql) {
  // expect+1: blocking-call [soci-rollback]
  soci::transaction transaction(sql); // expect: blocking-call [soci-transaction]
  co_return;
}

task<> changesSchema(soci::session& sql) {
  sql.create_table("t").column("id", soci::dt_integer); // expect: blocking-call [soci-once]
  sql.drop_table("t");                                  // expect: blocking-call [soci-session]
  long long id = 0;
  sql.get_last_insert_id("t", id);      // expect: blocking-call [soci-session]
  sql.get_next_sequence_value("s", id); // expect: blocking-call [soci-session]
  co_return;
}

task<> blobs(soci::session& sql, char (&buffer)[16]) {
  soci::blob blob(sql);             // ok: memory
  blob.read_from_start(buffer, 16); // expect: blocking-call [soci-blob]
  blob.append(buffer, 16);          // expect: blocking-call [soci-blob]
  blob.get_len();                   // expect: blocking-call [soci-blob]
  co_return;
}

task<> elsewhere(pool& threads, soci::session& sql) {
  co_await offload(threads, [&] { sql << "delete from t"; }); // ok: runs on the pool
}
