// The part of stdexec's extensions that the tests use.
#pragma once

#include "../stdexec/execution.hpp"

namespace experimental::execution {

namespace __task {
template <class T>
class default_task_context;
template <class T, class Context = default_task_context<T>>
class [[nodiscard]] basic_task {
public:
  using promise_type = stub::promise<basic_task, T>;
  stub::awaiter<T> operator co_await() && noexcept;
};
struct __reschedule_coroutine_on_t {
  template <class Scheduler>
  stub::awaiter<void> operator()(Scheduler scheduler) const;
};
} // namespace __task
template <class T>
using task = __task::basic_task<T>;
inline constexpr __task::__reschedule_coroutine_on_t reschedule_coroutine_on{};

namespace _pool_ {
class _static_thread_pool {
public:
  struct scheduler {};
};
} // namespace _pool_
class static_thread_pool : public _pool_::_static_thread_pool {
public:
  explicit static_thread_pool(unsigned threadCount);
  scheduler get_scheduler() noexcept;
};

} // namespace experimental::execution

namespace exec = experimental::execution;
