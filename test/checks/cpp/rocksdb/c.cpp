// FLAGS: -std=c++20 -I%stubs
// PKG: rocksdb
#include <nostall_test/task.h>
#include <rocksdb/c.h>

task<> uses(rocksdb_t* database, rocksdb_options_t* options, rocksdb_readoptions_t* reading, rocksdb_writeoptions_t* writing, rocksdb_iterator_t* all, char** error) {
  size_t length = 0;
  rocksdb_open(options, "ledger", error);                      // expect: blocking-call [rocksdb-open]
  rocksdb_open_for_read_only(options, "ledger", 0, error);     // expect: blocking-call [rocksdb-open]
  rocksdb_get(database, reading, "key", 3, &length, error);    // expect: blocking-call [rocksdb-read]
  rocksdb_get_pinned(database, reading, "key", 3, error);      // expect: blocking-call [rocksdb-read]
  rocksdb_put(database, writing, "key", 3, "value", 5, error); // expect: blocking-call [rocksdb-write]
  rocksdb_delete(database, writing, "key", 3, error);          // expect: blocking-call [rocksdb-write]
  rocksdb_iter_seek_to_first(all);                             // expect: blocking-call [rocksdb-iterate]
  rocksdb_iter_next(all);                                      // expect: blocking-call [rocksdb-iterate]
  rocksdb_iter_valid(all);                                     // ok: memory
  rocksdb_flush_wal(database, 1, error);                       // expect: blocking-call [rocksdb-flush]
  rocksdb_compact_range(database, nullptr, 0, nullptr, 0);     // expect: blocking-call [rocksdb-compact]
  rocksdb_options_set_create_if_missing(options, 1);           // ok: memory
  co_return;
}

task<> transactions(rocksdb_transaction_t* transaction, char** error) {
  rocksdb_transaction_put(transaction, "key", 3, "value", 5, error); // expect: blocking-call [rocksdb-transaction]
  rocksdb_transaction_commit(transaction, error);                    // expect: blocking-call [rocksdb-transaction]
  rocksdb_transaction_set_savepoint(transaction);                    // ok: memory
  co_return;
}
