// The ledger's accounts, kept in SQLite.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;

namespace ledger {

class Store {
public:
  explicit Store(const std::string& path);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// The balance of an account; nothing when there is no such account.
  std::optional<std::int64_t> balance(std::string_view account);
  void add(std::string_view account, std::int64_t amount);
  sqlite3* handle() const { return database; }

private:
  sqlite3* database = nullptr;
};

} // namespace ledger
