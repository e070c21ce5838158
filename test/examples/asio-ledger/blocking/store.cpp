#include "store.h"

#include <sqlite3.h>

#include <stdexcept>

namespace ledger {

Store::Store(const std::string& path) {
  if (sqlite3_open(path.c_str(), &database) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(database));
  sqlite3_exec(database,
               "create table if not exists account (name text primary key, balance integer not null)",
               nullptr, nullptr, nullptr);
}

Store::~Store() { sqlite3_close(database); }

std::optional<std::int64_t> Store::balance(std::string_view account) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, "select balance from account where name = ?", -1, &statement, nullptr);
  sqlite3_bind_text(statement, 1, account.data(), static_cast<int>(account.size()), SQLITE_TRANSIENT);
  std::optional<std::int64_t> result;
  if (sqlite3_step(statement) == SQLITE_ROW) result = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return result;
}

void Store::add(std::string_view account, std::int64_t amount) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(
      database, "insert into account values (?1, ?2) on conflict (name) do update set balance = balance + ?2",
      -1, &statement, nullptr);
  sqlite3_bind_text(statement, 1, account.data(), static_cast<int>(account.size()), SQLITE_TRANSIENT);
  sqlite3_bind_int64(statement, 2, amount);
  sqlite3_step(statement);
  sqlite3_finalize(statement);
}

} // namespace ledger
