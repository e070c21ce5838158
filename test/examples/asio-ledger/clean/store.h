// The ledger's accounts, kept in SQLite. SQLite has no awaitable form: every query runs on a thread of its
// own.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/thread_pool.hpp>

#include <cstdint>
#include <optional>
#include <string>

struct sqlite3;

namespace ledger {

class Store {
public:
  explicit Store(const std::string& path);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// The balance of an account; nothing when there is no such account.
  asio::awaitable<std::optional<std::int64_t>> balance(std::string account);
  asio::awaitable<void> add(std::string account, std::int64_t amount);
  asio::awaitable<void> tidy();

private:
  std::optional<std::int64_t> queryBalance(const std::string& account);
  void insert(const std::string& account, std::int64_t amount);

  sqlite3* database = nullptr;
  /// One thread: the connection serves one query at a time.
  asio::thread_pool queries{1};
};

} // namespace ledger
