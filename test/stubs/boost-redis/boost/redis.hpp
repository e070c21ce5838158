// The part of Boost.Redis's interface that the tests use.
#pragma once

#include "../../support/coroutine.h"

#include <future>

namespace boost {
namespace asio {
struct use_future_t {};
inline constexpr use_future_t use_future{};
struct use_awaitable_t {};
inline constexpr use_awaitable_t use_awaitable{};
template <class T>
struct awaitable {
  using promise_type = stub::promise<awaitable, T>;
  stub::awaiter<T> operator co_await();
};
} // namespace asio

namespace redis {
class request {
public:
  template <class... Ts>
  void push(const char* command, const Ts&... arguments);
};
template <class... Ts>
class response {};
class connection {
public:
  template <class Response>
  stub::awaiter<std::size_t> async_exec(const request& req, Response& resp, asio::use_awaitable_t token = {});
  template <class Response>
  std::future<std::size_t> async_exec(const request& req, Response& resp, asio::use_future_t token);
  void cancel();
};
} // namespace redis
} // namespace boost
