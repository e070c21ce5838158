// The part of Boost.MySQL's interface that the tests use. It stands beside Asio's real headers.
#pragma once

#include "../../support/coroutine.h"

#include <string_view>
#include <system_error>

namespace boost {
namespace asio {
struct use_awaitable_t {};
inline constexpr use_awaitable_t use_awaitable{};
class any_io_executor {};
template <class T>
struct awaitable {
  using promise_type = stub::promise<awaitable, T>;
  stub::awaiter<T> operator co_await();
};
} // namespace asio

namespace mysql {

using error_code = std::error_code;
using string_view = std::string_view;
class diagnostics {};
class connect_params {};
class handshake_params {};
class results {};
class statement {};
class execution_state {};
class rows_view {};
struct deferred_t {};

class any_connection {
public:
  explicit any_connection(asio::any_io_executor ex);
  void connect(const connect_params& params, error_code& ec, diagnostics& diag);
  void connect(const connect_params& params);
  template <class CompletionToken = deferred_t>
  stub::awaiter<void> async_connect(const connect_params& params, CompletionToken&& token = {});
  template <class ExecutionRequest, class ResultsType>
  void execute(ExecutionRequest&& req, ResultsType& result, error_code& err, diagnostics& diag);
  template <class ExecutionRequest, class ResultsType>
  void execute(ExecutionRequest&& req, ResultsType& result);
  template <class ExecutionRequest, class ResultsType, class CompletionToken = deferred_t>
  stub::awaiter<void> async_execute(ExecutionRequest&& req, ResultsType& result,
                                    CompletionToken&& token = {});
  statement prepare_statement(string_view stmt, error_code& err, diagnostics& diag);
  statement prepare_statement(string_view stmt);
  template <class CompletionToken = deferred_t>
  stub::awaiter<statement> async_prepare_statement(string_view stmt, CompletionToken&& token = {});
  rows_view read_some_rows(execution_state& st);
  void ping(error_code& err, diagnostics& diag);
  void ping();
  template <class CompletionToken = deferred_t>
  stub::awaiter<void> async_ping(CompletionToken&& token = {});
  void reset_connection();
  void close();
  bool uses_ssl() const noexcept;
};

template <class Stream>
class connection {
public:
  template <class... Args>
  explicit connection(Args&&... args);
  template <class EndpointType>
  void connect(const EndpointType& endpoint, const handshake_params& params);
  void handshake(const handshake_params& params);
  void handshake(const handshake_params& params, error_code& ec, diagnostics& diag);
  template <class ExecutionRequest, class ResultsType>
  void execute(ExecutionRequest&& req, ResultsType& result);
  template <class ExecutionRequest, class ResultsType>
  void execute(ExecutionRequest&& req, ResultsType& result, error_code& err, diagnostics& diag);
  template <class ExecutionRequest, class ResultsType, class CompletionToken>
  stub::awaiter<void> async_execute(ExecutionRequest&& req, ResultsType& result, CompletionToken&& token);
  void ping();
  void ping(error_code& err, diagnostics& diag);
  void quit();
};
struct some_stream {};
using tcp_connection = connection<some_stream>;

class pooled_connection {
public:
  any_connection* operator->() noexcept;
};
class connection_pool {
public:
  template <class CompletionToken = deferred_t>
  stub::awaiter<pooled_connection> async_get_connection(CompletionToken&& token = {});
};

} // namespace mysql
} // namespace boost
