// FLAGS: -std=c++20 -I%stubs -isystem %stubs/mongocxx
#include <mongocxx/mongocxx.hpp>
#include <nostall_test/task.h>

task<> commands(mongocxx::client& client, mongocxx::v_noabi::document filter) {
  auto database = client.database("test");          // ok: memory
  auto collection = database.collection("users");   // ok: memory
  collection.find_one(filter);                      // expect: blocking-call [mongocxx-collection]
  collection.insert_one(filter);                    // expect: blocking-call [mongocxx-collection]
  collection.update_many(filter, filter);           // expect: blocking-call [mongocxx-collection]
  collection.count_documents(filter);               // expect: blocking-call [mongocxx-collection]
  database.run_command(filter);                     // expect: blocking-call [mongocxx-database]
  client.list_databases();                          // expect: blocking-call [mongocxx-database]
  (void)collection.name();                          // ok: memory
  co_return;
}

task<> cursors(mongocxx::collection collection, mongocxx::v_noabi::document filter) {
  auto found = collection.find(filter); // ok: the first step does the work
  for (auto&& document : found)         // expect: blocking-call [mongocxx-cursor]
    (void)document;
  co_return;
}

task<> transactions(mongocxx::v_noabi::client_session& session) {
  session.start_transaction();  // ok: only noted
  session.commit_transaction(); // expect: blocking-call [mongocxx-transaction]
  session.abort_transaction();  // expect: blocking-call [mongocxx-transaction]
  co_return;
}

task<> files(mongocxx::v_noabi::gridfs::bucket& bucket) {
  auto file = bucket.open_upload_stream("x"); // expect: blocking-call [mongocxx-gridfs]
  file.write(nullptr, 0);                     // expect: blocking-call [mongocxx-gridfs]
  file.close();                               // expect: blocking-call [mongocxx-gridfs]
  co_return;
}

task<> pools(mongocxx::pool& clients, pool& threads) {
  auto client = clients.acquire();          // expect: blocking-call [mongocxx-pool]
  auto other = clients.try_acquire();       // ok: gives none when none is free
  co_await offload(threads, [&] {
    auto own = clients.acquire();           // ok: runs on the pool
    own->list_databases();                  // ok: runs on the pool
  });
}
