// FLAGS: -std=c++20 -I%stubs -isystem %stubs/sqlite-orm
#include <nostall_test/task.h>
#include <sqlite_orm/sqlite_orm.h>

struct User {};

auto make() { return sqlite_orm::make_storage("db.sqlite", sqlite_orm::make_table("users", User())); }
using Storage = decltype(make());

task<> queries(Storage& storage) {
  storage.get_all<User>();                     // expect: blocking-call [sqlite-orm-query]
  storage.get<User>(7);                        // expect: blocking-call [sqlite-orm-query]
  storage.insert(User());                      // expect: blocking-call [sqlite-orm-query]
  storage.remove<User>(7);                     // expect: blocking-call [sqlite-orm-query]
  storage.sync_schema();                       // expect: blocking-call [sqlite-orm-schema]
  storage.table_exists("users");               // expect: blocking-call [sqlite-orm-schema]
  storage.begin_transaction();                 // expect: blocking-call [sqlite-orm-transaction]
  storage.commit();                            // expect: blocking-call [sqlite-orm-transaction]
  storage.transaction([] { return true; });    // expect: blocking-call [sqlite-orm-transaction]
  (void)storage.filename();                    // ok: memory
  co_return;
}

task<> elsewhere(Storage& storage, pool& threads) {
  co_await offload(threads, [&] { storage.get_all<User>(); }); // ok: runs on the pool
}
