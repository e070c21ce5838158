#include "service.h"

namespace ledger {

Service::Service(const std::string& databasePath, std::string archiveConnection)
    : store(databasePath), archive(std::move(archiveConnection)) {}

std::string Service::show(std::string_view account) {
  const auto balance = store.balance(account);
  return balance ? std::to_string(*balance) : "no such account";
}

void Service::eachSide(std::string_view from, std::string_view to,
                       const std::function<void(std::string_view, int)>& action) const {
  action(from, -1);
  action(to, 1);
}

void Service::book(std::string_view account, std::int64_t amount) { store.add(account, amount); }

void Service::record(const std::string& line) {
  if (!archive.write(line)) ++unrecorded;
}

std::string Service::transfer(std::string_view from, std::string_view to, std::int64_t amount) {
  eachSide(from, to, [&](std::string_view account, int sign) { book(account, sign * amount); });
  record(std::string(from) + " " + std::string(to) + " " + std::to_string(amount));
  return "done";
}

} // namespace ledger
