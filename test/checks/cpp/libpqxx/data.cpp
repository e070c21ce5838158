// FLAGS: -std=c++20 -I%stubs
// PKG: libpqxx
#include <nostall_test/task.h>
#include <pqxx/pqxx>
#include <pqxx/stream_from>
#include <pqxx/stream_to>

#include <tuple>

task<> streamsOut(pqxx::work& transaction) {
  pqxx::stream_from rows(transaction, "t"); // expect: blocking-call [libpqxx-stream]
  std::tuple<int, std::string> row;
  std::string line;
  while (rows >> row) // expect: blocking-call [libpqxx-stream]
    line += std::get<1>(row);
  rows.get_raw_line(line); // expect: blocking-call [libpqxx-stream]
  rows.complete();         // expect: blocking-call [libpqxx-stream]
  co_return;
}

task<> streamsIn(pqxx::work& transaction) {
  pqxx::stream_to rows(transaction, "t"); // expect: blocking-call [libpqxx-stream]
  rows << std::make_tuple(1, "one");      // expect: blocking-call [libpqxx-stream]
  rows.complete();                        // expect: blocking-call [libpqxx-stream]
  co_return;                              // ok: the destructor has nothing to do
}

task<> forgetsToComplete(pqxx::work& transaction) {
  // expect+1: blocking-call [libpqxx-stream-end]
  pqxx::stream_to rows(transaction, "t"); // expect: blocking-call [libpqxx-stream]
  co_return;
}

task<> pipelines(pqxx::work& transaction) {
  pqxx::pipeline pipeline(transaction);     // ok: sends nothing
  auto query = pipeline.insert("select 1"); // ok: sends and does not wait
  pipeline.retrieve(query);                 // expect: blocking-call [libpqxx-pipeline]
  pipeline.complete();                      // expect: blocking-call [libpqxx-pipeline]
  pipeline.flush();                         // expect: blocking-call [libpqxx-pipeline]
  co_return;
}

task<> cursors(pqxx::work& transaction) {
  pqxx::stateless_cursor<pqxx::cursor_base::read_only, pqxx::cursor_base::owned> cursor(transaction, "select 1", "c", false); // expect: blocking-call [libpqxx-cursor]
  cursor.retrieve(0, 10);                                                                                                     // expect: blocking-call [libpqxx-cursor]
  pqxx::icursorstream stream(transaction, "select 1", "s");                                                                   // expect: blocking-call [libpqxx-cursor]
  pqxx::result rows;
  stream >> rows; // expect: blocking-call [libpqxx-cursor]
  co_return;
}

task<> objects(pqxx::work& transaction, pqxx::oid known) {
  pqxx::largeobject fresh(transaction);                // expect: blocking-call [libpqxx-large-object]
  pqxx::largeobject object(known);                     // ok: only keeps the number
  object.to_file(transaction, "object.bin");           // expect: blocking-call [libpqxx-large-object]
  pqxx::largeobjectaccess access(transaction, object); // expect: blocking-call [libpqxx-large-object]
  access.write("text");                                // expect: blocking-call [libpqxx-large-object]
  object.remove(transaction);                          // expect: blocking-call [libpqxx-large-object]
  co_return;
}
