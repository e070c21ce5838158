// The part of cppcoro's interface that the tests use.
#pragma once

#include "../../support/coroutine.h"

#include <cstdint>
#include <utility>

namespace cppcoro {

template <typename T = void>
class [[nodiscard]] task {
public:
  using promise_type = stub::promise<task, T>;
  stub::awaiter<T> operator co_await() const& noexcept;
  stub::awaiter<T> operator co_await() const&& noexcept;
};

template <typename T = void>
class shared_task {
public:
  using promise_type = stub::promise<shared_task, T>;
  stub::awaiter<T> operator co_await() const noexcept;
};

template <typename T>
class generator {
public:
  using promise_type = stub::generator_promise<generator, T>;
  T* begin();
  T* end() noexcept;
};

class static_thread_pool {
public:
  explicit static_thread_pool(std::uint32_t threadCount);
  class schedule_operation : public stub::awaiter<void> {};
  [[nodiscard]] schedule_operation schedule() noexcept;
};

class io_service {
public:
  class schedule_operation : public stub::awaiter<void> {};
  schedule_operation schedule() noexcept;
  std::uint64_t process_events();
};

class inline_scheduler {
public:
  std::suspend_never schedule() const noexcept;
};

template <typename SCHEDULER, typename T>
task<T> schedule_on(SCHEDULER& scheduler, task<T> awaitable);
template <typename SCHEDULER, typename T>
task<T> resume_on(SCHEDULER& scheduler, task<T> awaitable);

template <typename AWAITABLE>
auto sync_wait(AWAITABLE&& awaitable)
    -> decltype(std::declval<AWAITABLE>().operator co_await().await_resume());

} // namespace cppcoro
