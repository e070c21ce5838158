// What the ledger can do, independent of how a request arrives.
#pragma once

#include "archive.h"
#include "store.h"

#include <functional>
#include <string>
#include <string_view>

namespace ledger {

class Service {
public:
  Service(const std::string& databasePath, std::string archiveConnection);

  std::string show(std::string_view account);
  /// Moves money between two accounts and records it.
  std::string transfer(std::string_view from, std::string_view to, std::int64_t amount);
  Store& accounts() { return store; }

private:
  void book(std::string_view account, std::int64_t amount);
  void record(const std::string& line);
  void eachSide(std::string_view from, std::string_view to,
                const std::function<void(std::string_view, int)>& action) const;

  Store store;
  Archive archive;
  unsigned unrecorded = 0;
};

} // namespace ledger
