#include "session.h"

#include <asio/buffer.hpp>
#include <asio/read_until.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <sqlite3.h>

#include <sstream>

namespace ledger {
namespace {

std::string answer(Service& service, const std::string& line) {
  std::istringstream words(line);
  std::string verb, first, second;
  std::int64_t amount = 0;
  words >> verb >> first >> second >> amount;
  if (verb == "transfer") return service.transfer(first, second, amount);
  return "what?";
}

} // namespace

asio::awaitable<void> serveClient(asio::ip::tcp::socket socket, Service& service) {
  std::string buffer;
  for (;;) {
    const std::size_t length =
        co_await asio::async_read_until(socket, asio::dynamic_buffer(buffer), '\n', asio::use_awaitable);
    std::string line = buffer.substr(0, length - 1);
    buffer.erase(0, length);
    std::string reply;
    if (line == "bye") break;
    if (line == "tidy") {
      sqlite3_exec(service.accounts().handle(), "vacuum", nullptr, nullptr, nullptr);
      reply = "tidied";
    } else if (line.starts_with("show ")) {
      reply = service.show(std::string_view(line).substr(5));
    } else if (line.starts_with("open ")) {
      service.accounts().add(std::string_view(line).substr(5), 100);
      reply = "opened";
    } else {
      reply = answer(service, line);
    }
    reply += '\n';
    co_await asio::async_write(socket, asio::buffer(reply), asio::use_awaitable);
  }
}

} // namespace ledger
