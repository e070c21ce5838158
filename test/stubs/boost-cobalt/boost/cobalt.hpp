// The part of Boost.Cobalt's interface that the tests use, over the real Boost.Asio.
#pragma once

#include "../../support/coroutine.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

namespace boost::cobalt {

template <typename Return = void>
struct [[nodiscard]] promise {
  using promise_type = stub::promise<promise, Return>;
  stub::awaiter<Return> operator co_await();
};
template <typename Return = void>
struct [[nodiscard]] task {
  using promise_type = stub::promise<task, Return>;
  stub::awaiter<Return> operator co_await();
};
template <typename Yield>
struct [[nodiscard]] generator {
  using promise_type = stub::generator_promise<generator, Yield>;
  stub::awaiter<Yield> operator co_await();
};
struct detached {
  using promise_type = stub::promise<detached, void>;
};
class main {
public:
  using promise_type = stub::promise<main, int>;
};
struct thread {
  using promise_type = stub::promise<thread, void>;
  stub::awaiter<void> operator co_await() &;
  void join();
};

struct use_op_t {};
constexpr use_op_t use_op{};

template <typename Context, typename T>
stub::awaiter<T> spawn(Context& context, task<T>&& t, use_op_t token);
template <typename T>
stub::awaiter<T> spawn(boost::asio::thread_pool::executor_type executor, task<T>&& t, use_op_t token);

} // namespace boost::cobalt
