// A copy of every booking in PostgreSQL, for the auditors, through libpq's asynchronous functions.
#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <string>

struct pg_conn;

namespace ledger {

class Archive {
public:
  explicit Archive(std::string connectionString) : connectionString(std::move(connectionString)) {}
  ~Archive();

  /// Writes one line; false when the server cannot be reached.
  asio::awaitable<bool> write(std::string line);

private:
  asio::awaitable<bool> connect();
  asio::awaitable<bool> insert(std::string line);

  std::string connectionString;
  pg_conn* connection = nullptr;
};

} // namespace ledger
