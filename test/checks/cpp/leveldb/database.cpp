// FLAGS: -std=c++20 -I%stubs
#include <leveldb/c.h>
#include <leveldb/db.h>
#include <leveldb/write_batch.h>
#include <memory>
#include <nostall_test/task.h>
#include <string>

std::string load(leveldb::DB& database, const std::string& key) {
  std::string value;
  database.Get({}, key, &value);
  return value;
}

task<int> uses(leveldb::DB& database) {
  leveldb::DB* opened = nullptr;
  leveldb::DB::Open({}, "ledger", &opened); // expect: blocking-call [leveldb-open]
  std::string value;
  database.Get({}, "key", &value);                                  // expect: blocking-call [leveldb-read]
  database.Put({}, "key", "value");                                 // expect: blocking-call [leveldb-write]
  database.Delete({}, "key");                                       // expect: blocking-call [leveldb-write]
  leveldb::WriteBatch batch;                                        // ok: memory
  batch.Put("key", "value");                                        // ok: memory
  database.Write({}, &batch);                                       // expect: blocking-call [leveldb-write]
  database.CompactRange(nullptr, nullptr);                          // expect: blocking-call [leveldb-compact]
  load(database, "key");                                            // expect: blocking-call [leveldb-read] via load
  std::unique_ptr<leveldb::Iterator> all(database.NewIterator({})); // expect: blocking-call [leveldb-iterate]
  int count = 0;
  all->SeekToFirst();           // expect: blocking-call [leveldb-iterate]
  while (all->Valid()) {        // ok: memory
    count += all->key().size(); // ok: memory
    all->Next();                // expect: blocking-call [leveldb-iterate]
  }
  co_return count;
}

task<> inC(leveldb_t* database, leveldb_options_t* options, leveldb_readoptions_t* reading, leveldb_writeoptions_t* writing, leveldb_iterator_t* all, char** error) {
  size_t length = 0;
  leveldb_open(options, "ledger", error);                      // expect: blocking-call [leveldb-open]
  leveldb_get(database, reading, "key", 3, &length, error);    // expect: blocking-call [leveldb-read]
  leveldb_put(database, writing, "key", 3, "value", 5, error); // expect: blocking-call [leveldb-write]
  leveldb_iter_seek_to_first(all);                             // expect: blocking-call [leveldb-iterate]
  leveldb_iter_next(all);                                      // expect: blocking-call [leveldb-iterate]
  leveldb_iter_valid(all);                                     // ok: memory
  leveldb_compact_range(database, nullptr, 0, nullptr, 0);     // expect: blocking-call [leveldb-compact]
  leveldb_options_set_create_if_missing(options, 1);           // ok: memory
  co_return;
}

task<std::string> elsewhere(pool& threads, leveldb::DB& database) {
  co_return co_await offload(threads, [&] { return load(database, "key"); }); // ok: runs on the pool
}
