// FLAGS: -std=c++20 -I%stubs
// PKG: rocksdb
#include <memory>
#include <nostall_test/task.h>
#include <rocksdb/db.h>
#include <rocksdb/utilities/transaction.h>
#include <rocksdb/utilities/transaction_db.h>
#include <string>
#include <vector>

std::string load(rocksdb::DB& database, const std::string& key) {
  std::string value;
  database.Get({}, key, &value);
  return value;
}

task<int> uses(rocksdb::DB& database) {
  rocksdb::DB* opened = nullptr;
  rocksdb::DB::Open({}, "ledger", &opened);            // expect: blocking-call [rocksdb-open]
  rocksdb::DB::OpenForReadOnly({}, "ledger", &opened); // expect: blocking-call [rocksdb-open]
  std::string value;
  database.Get({}, "key", &value);                                  // expect: blocking-call [rocksdb-read]
  database.MultiGet({}, {"key"}, nullptr);                          // expect: blocking-call [rocksdb-read]
  database.Put({}, "key", "value");                                 // expect: blocking-call [rocksdb-write]
  database.Merge({}, "key", "value");                               // expect: blocking-call [rocksdb-write]
  database.Delete({}, "key");                                       // expect: blocking-call [rocksdb-write]
  rocksdb::WriteBatch batch;                                        // ok: memory
  batch.Put("key", "value");                                        // ok: memory
  database.Write({}, &batch);                                       // expect: blocking-call [rocksdb-write]
  load(database, "key");                                            // expect: blocking-call [rocksdb-read] via load
  database.GetLatestSequenceNumber();                               // ok: memory
  std::unique_ptr<rocksdb::Iterator> all(database.NewIterator({})); // expect: blocking-call [rocksdb-iterate]
  int count = 0;
  for (all->SeekToFirst(); all->Valid(); all->Next()) // expect: blocking-call [rocksdb-iterate]; blocking-call [rocksdb-iterate]
    count += all->key().size();                       // ok: memory
  all->SeekForPrev("key");                            // expect: blocking-call [rocksdb-iterate]
  co_return count;
}

task<> maintains(rocksdb::DB& database) {
  database.Flush({});                          // expect: blocking-call [rocksdb-flush]
  database.SyncWAL();                          // expect: blocking-call [rocksdb-flush]
  database.CompactRange({}, nullptr, nullptr); // expect: blocking-call [rocksdb-compact]
  rocksdb::ColumnFamilyHandle* family = nullptr;
  database.CreateColumnFamily({}, "more", &family); // expect: blocking-call [rocksdb-column-family]
  database.DropColumnFamily(family);                // expect: blocking-call [rocksdb-column-family]
  database.Close();                                 // expect: blocking-call [rocksdb-open]
  co_return;
}

task<> transactions(rocksdb::TransactionDB& database) {
  rocksdb::TransactionDB* opened = nullptr;
  rocksdb::TransactionDB::Open({}, {}, "ledger", &opened);                          // expect: blocking-call [rocksdb-open]
  std::unique_ptr<rocksdb::Transaction> transaction(database.BeginTransaction({})); // ok: memory
  std::string value;
  transaction->GetForUpdate({}, "key", &value); // expect: blocking-call [rocksdb-transaction]
  transaction->Put("key", "value");             // expect: blocking-call [rocksdb-transaction]
  transaction->SetSavePoint();                  // ok: memory
  transaction->Commit();                        // expect: blocking-call [rocksdb-transaction]
  transaction->Rollback();                      // expect: blocking-call [rocksdb-transaction]
  database.Put({}, "key", "value");             // expect: blocking-call [rocksdb-write]
  co_return;
}

task<std::string> elsewhere(pool& threads, rocksdb::DB& database) {
  co_return co_await offload(threads, [&] { return load(database, "key"); }); // ok: runs on the pool
}
