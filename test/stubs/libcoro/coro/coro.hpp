// The part of libcoro's interface that the tests use.
#pragma once

#include "../../support/coroutine.h"

#include <chrono>
#include <memory>

namespace coro {

template <typename return_type = void>
class [[nodiscard]] task {
public:
  using promise_type = stub::promise<task, return_type>;
  stub::awaiter<return_type> operator co_await() const& noexcept;
  stub::awaiter<return_type> operator co_await() const&& noexcept;
};

template <typename T>
class generator {
public:
  using promise_type = stub::generator_promise<generator, T>;
  T* begin();
  T* end() noexcept;
};

class thread_pool {
public:
  class schedule_operation : public stub::awaiter<void> {};
  struct options {
    unsigned thread_count;
  };
  static std::unique_ptr<thread_pool> make_unique(options opts);
  virtual ~thread_pool();
  [[nodiscard]] schedule_operation schedule();
  [[nodiscard]] schedule_operation yield();
  bool spawn_detached(coro::task<void>&& task) noexcept;
  coro::task<void> spawn_joinable(coro::task<void>&& task) noexcept;
  template <typename return_type>
  [[nodiscard]] coro::task<return_type> schedule(coro::task<return_type> task);
};

class scheduler {
public:
  class schedule_operation : public stub::awaiter<void> {};
  static std::unique_ptr<scheduler> make_unique();
  schedule_operation schedule();
  schedule_operation yield();
  bool spawn_detached(coro::task<void>&& task);
  template <typename return_type>
  [[nodiscard]] coro::task<return_type> schedule(coro::task<return_type> task);
  [[nodiscard]] coro::task<void> yield_for(std::chrono::milliseconds amount);
};

template <typename return_type>
return_type sync_wait(task<return_type>&& a);

} // namespace coro
