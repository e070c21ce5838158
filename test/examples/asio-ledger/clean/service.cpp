#include "service.h"

namespace ledger {

Service::Service(const std::string& databasePath, std::string archiveConnection)
    : store(databasePath), archive(std::move(archiveConnection)) {}

asio::awaitable<std::string> Service::show(std::string account) {
  const auto balance = co_await store.balance(std::move(account));
  co_return balance ? std::to_string(*balance) : "no such account";
}

asio::awaitable<void> Service::record(std::string line) {
  if (!co_await archive.write(std::move(line))) ++unrecorded;
}

asio::awaitable<std::string> Service::transfer(std::string from, std::string to, std::int64_t amount) {
  co_await store.add(from, -amount);
  co_await store.add(to, amount);
  co_await record(from + " " + to + " " + std::to_string(amount));
  co_return "done";
}

} // namespace ledger
