// FLAGS: -std=c++20 -I%stubs
// PKG: lmdb
#include <lmdb.h>
#include <nostall_test/task.h>

void store(MDB_txn* transaction, MDB_dbi table, MDB_val* key, MDB_val* value) { mdb_put(transaction, table, key, value, 0); }

task<> writes(MDB_env* environment, MDB_val* key, MDB_val* value) {
  mdb_env_set_mapsize(environment, 1 << 20);    // ok: memory
  mdb_env_open(environment, "ledger", 0, 0644); // expect: blocking-call [lmdb-open]
  MDB_txn* transaction = nullptr;
  mdb_txn_begin(environment, nullptr, 0, &transaction); // expect: blocking-call [lmdb-begin]
  MDB_dbi table = 0;
  mdb_dbi_open(transaction, nullptr, 0, &table); // ok: memory
  mdb_put(transaction, table, key, value, 0);    // expect: blocking-call [lmdb-write]
  mdb_del(transaction, table, key, nullptr);     // expect: blocking-call [lmdb-write]
  store(transaction, table, key, value);         // expect: blocking-call [lmdb-write] via store
  mdb_txn_commit(transaction);                   // expect: blocking-call [lmdb-commit]
  mdb_env_sync(environment, 1);                  // expect: blocking-call [lmdb-copy]
  mdb_env_copy(environment, "copy");             // expect: blocking-call [lmdb-copy]
  co_return;
}

task<> reads(MDB_env* environment, MDB_dbi table, MDB_val* key, MDB_val* value) {
  MDB_txn* transaction = nullptr;
  mdb_txn_begin(environment, nullptr, MDB_RDONLY, &transaction); // ok: readers wait for nobody
  mdb_get(transaction, table, key, value);                       // expect: blocking-call [lmdb-read]
  MDB_cursor* cursor = nullptr;
  mdb_cursor_open(transaction, table, &cursor);  // ok: memory
  mdb_cursor_get(cursor, key, value, MDB_FIRST); // expect: blocking-call [lmdb-read]
  mdb_txn_commit(transaction);                   // ok: nothing was written
  mdb_txn_abort(transaction);                    // ok: memory
  co_return;
}

task<> elsewhere(pool& threads, MDB_env* environment) {
  co_await offload(threads, [=] { mdb_env_sync(environment, 1); }); // ok: runs on the pool
}
