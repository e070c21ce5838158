// What the ledger can do, independent of how a request arrives.
#pragma once

#include "archive.h"
#include "store.h"

#include <asio/awaitable.hpp>

#include <string>

namespace ledger {

class Service {
public:
  Service(const std::string& databasePath, std::string archiveConnection);

  asio::awaitable<std::string> show(std::string account);
  /// Moves money between two accounts and records it.
  asio::awaitable<std::string> transfer(std::string from, std::string to, std::int64_t amount);
  Store& accounts() { return store; }

private:
  asio::awaitable<void> record(std::string line);

  Store store;
  Archive archive;
  unsigned unrecorded = 0;
};

} // namespace ledger
