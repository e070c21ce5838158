// One client's connection: a line in, a line out.
#pragma once

#include "service.h"

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>

namespace ledger {

asio::awaitable<void> serveClient(asio::ip::tcp::socket socket, Service& service);

} // namespace ledger
