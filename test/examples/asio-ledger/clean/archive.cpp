#include "archive.h"

#include <asio/posix/stream_descriptor.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <libpq-fe.h>

namespace ledger {
namespace {

enum class Readiness { Read, Write };

/// Waits until libpq's socket is ready. The descriptor stays libpq's own.
asio::awaitable<void> ready(PGconn* connection, Readiness readiness) {
  asio::posix::stream_descriptor socket(co_await asio::this_coro::executor, PQsocket(connection));
  const auto kind = readiness == Readiness::Read ? asio::posix::stream_descriptor::wait_read
                                                 : asio::posix::stream_descriptor::wait_write;
  std::exception_ptr failure;
  try {
    co_await socket.async_wait(kind, asio::use_awaitable);
  } catch (...) {
    failure = std::current_exception();
  }
  socket.release();
  if (failure) std::rethrow_exception(failure);
}

} // namespace

Archive::~Archive() { PQfinish(connection); }

asio::awaitable<bool> Archive::connect() {
  if (PQstatus(connection) == CONNECTION_OK) co_return true;
  PQfinish(connection);
  connection = PQconnectStart(connectionString.c_str());
  if (PQstatus(connection) == CONNECTION_BAD) co_return false;
  auto state = PGRES_POLLING_WRITING;
  while (state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED) {
    co_await ready(connection, state == PGRES_POLLING_READING ? Readiness::Read : Readiness::Write);
    state = PQconnectPoll(connection);
  }
  if (state == PGRES_POLLING_OK) PQsetnonblocking(connection, 1);
  co_return state == PGRES_POLLING_OK;
}

asio::awaitable<bool> Archive::insert(std::string line) {
  const char* const values[] = {line.c_str()};
  if (!PQsendQueryParams(connection, "insert into booking (line) values ($1)", 1, nullptr, values, nullptr,
                         nullptr, 0))
    co_return false;
  while (PQflush(connection) == 1)
    co_await ready(connection, Readiness::Write);
  bool done = true;
  for (;;) {
    while (PQisBusy(connection)) {
      co_await ready(connection, Readiness::Read);
      if (!PQconsumeInput(connection)) co_return false;
    }
    PGresult* result = PQgetResult(connection);
    if (!result) co_return done;
    done = done && PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
  }
}

asio::awaitable<bool> Archive::write(std::string line) {
  if (!co_await connect()) co_return false;
  co_return co_await insert(std::move(line));
}

} // namespace ledger
