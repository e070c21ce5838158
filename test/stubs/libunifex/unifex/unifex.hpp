// The part of libunifex's interface that the tests use. The senders keep only what the tests look at.
#pragma once

#include "../../support/coroutine.h"

#include <optional>
#include <type_traits>
#include <utility>

namespace unifex {

namespace _task {
template <typename T, bool nothrow>
struct _task {
  struct [[nodiscard]] type {
    using promise_type = stub::promise<type, T>;
    stub::awaiter<T> operator co_await() && noexcept;
  };
};
} // namespace _task
template <typename T>
using task = typename _task::_task<T, false>::type;
template <typename T>
using nothrow_task = typename _task::_task<T, true>::type;

/// Stands for any sender of a `T`.
template <typename T>
struct some_sender : stub::awaiter<T> {};

namespace _static_thread_pool {
class context {
public:
  explicit context(unsigned threadCount);
  class scheduler {};
  scheduler get_scheduler() noexcept;
};
} // namespace _static_thread_pool
using static_thread_pool = _static_thread_pool::context;

namespace _new_thread {
class context {
public:
  class scheduler {};
  scheduler get_scheduler() noexcept;
};
} // namespace _new_thread
using new_thread_context = _new_thread::context;

namespace _timed_single_thread_context {
class scheduler {};
} // namespace _timed_single_thread_context
class timed_single_thread_context {
public:
  _timed_single_thread_context::scheduler get_scheduler() noexcept;
};

namespace _schedule {
struct _fn {
  template <typename Scheduler>
  some_sender<void> operator()(Scheduler scheduler) const;
};
} // namespace _schedule
inline constexpr _schedule::_fn schedule{};

namespace _on {
inline const struct _fn {
  template <typename Scheduler, typename T>
  some_sender<T> operator()(Scheduler scheduler, some_sender<T> sender) const;
  template <typename Scheduler, typename Task>
  some_sender<void> operator()(Scheduler scheduler, Task task) const;
} on{};
} // namespace _on
using _on::on;

namespace _then::_cpo {
struct _fn {
  template <typename T, typename Func>
  some_sender<std::invoke_result_t<Func>> operator()(some_sender<T> predecessor, Func func) const {
    return stub::make<some_sender<std::invoke_result_t<Func>>>();
  }
};
} // namespace _then::_cpo
inline constexpr _then::_cpo::_fn then{};

namespace _sync_wait_cpo {
class _fn {
public:
  template <typename T>
  std::optional<T> operator()(some_sender<T> sender) const;
  template <typename Task>
  std::optional<int> operator()(Task task) const;
};
} // namespace _sync_wait_cpo
inline constexpr _sync_wait_cpo::_fn sync_wait{};

} // namespace unifex
