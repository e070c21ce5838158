// A small ledger server: Asio coroutines in front of SQLite and PostgreSQL. No query stops the event
// loop: SQLite runs on a thread of its own, PostgreSQL through asynchronous functions.

#include "session.h"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/use_awaitable.hpp>

#include <cstdlib>
#include <iostream>

namespace {

asio::awaitable<void> listen(asio::ip::tcp::acceptor& acceptor, ledger::Service& service) {
  for (;;) {
    asio::ip::tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), ledger::serveClient(std::move(socket), service), asio::detached);
  }
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: " << argv[0] << " DATABASE PORT\n";
    return 2;
  }
  const char* archive = std::getenv("LEDGER_ARCHIVE");
  ledger::Service service(argv[1], archive ? archive : "host=127.0.0.1 connect_timeout=1");
  asio::io_context context;
  asio::ip::tcp::acceptor acceptor(
      context, {asio::ip::address_v4::loopback(), static_cast<unsigned short>(std::atoi(argv[2]))});
  std::cout << "listening on " << acceptor.local_endpoint().port() << std::endl;
  asio::co_spawn(context, listen(acceptor, service), asio::detached);
  context.run();
}
