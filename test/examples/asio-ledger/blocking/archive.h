// A copy of every booking in PostgreSQL, for the auditors.
#pragma once

#include <memory>
#include <string>

struct pg_conn;

namespace ledger {

class Archive {
public:
  explicit Archive(std::string connectionString) : connectionString(std::move(connectionString)) {}
  ~Archive();

  /// Writes one line; false when the server cannot be reached.
  bool write(const std::string& line);

private:
  bool connect();
  bool insert(const std::string& line);

  std::string connectionString;
  pg_conn* connection = nullptr;
};

} // namespace ledger
