// FLAGS: -std=c++20 -I%stubs -isystem %stubs/taopq
#include <nostall_test/task.h>
#include <tao/pq.hpp>

task<> statements(tao::pq::connection_pool& clients) {
  auto connection = tao::pq::connection::create("dbname=test"); // expect: blocking-call [taopq-connect]
  connection->execute("select 1");                              // expect: blocking-call [taopq-execute]
  connection->prepare("q", "select 1");                         // expect: blocking-call [taopq-execute]
  auto transaction = connection->transaction();                 // expect: blocking-call [taopq-transaction]
  transaction->execute("select $1", 7);                         // expect: blocking-call [taopq-execute]
  transaction->send("select 1");                                // ok: only sends
  transaction->get_result();                                    // expect: blocking-call [taopq-execute]
  transaction->commit();                                        // expect: blocking-call [taopq-transaction]
  clients.connection();                                         // expect: blocking-call [taopq-connect]
  clients.execute("select 1");                                  // expect: blocking-call [taopq-execute]
  (void)connection->is_open();                                  // ok: memory
  co_return;
}

task<> copies(std::shared_ptr<tao::pq::transaction> transaction) {
  tao::pq::table_reader reader(transaction, "copy x to stdout"); // expect: blocking-call [taopq-copy]
  reader.get_raw_data();                                         // expect: blocking-call [taopq-copy]
  tao::pq::table_writer writer(transaction, "copy x from stdin"); // expect: blocking-call [taopq-copy]
  writer.insert(1, 2);                                           // expect: blocking-call [taopq-copy]
  writer.commit();                                               // expect: blocking-call [taopq-copy]
  co_return;
}

task<> largeObjects(std::shared_ptr<tao::pq::transaction> transaction) {
  tao::pq::large_object object(transaction, 1, 0); // expect: blocking-call [taopq-large-object]
  char data[8];
  object.read(data, sizeof data);                  // expect: blocking-call [taopq-large-object]
  co_return;
}

task<> cooperative(std::shared_ptr<tao::pq::connection> connection, std::function<tao::pq::poll::callback> suspend) {
  connection->set_poll_callback(suspend);
  connection->execute("select 1"); // ok: the callback suspends the fiber
  co_return;
}
