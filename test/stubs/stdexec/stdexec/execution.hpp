// The part of stdexec's interface that the tests use. The senders keep only what the tests look at.
#pragma once

#include "../../support/coroutine.h"

#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace stdexec {

/// Stands for any sender of a `T`.
template <class T>
struct some_sender : stub::awaiter<T> {};

class run_loop {
public:
  struct scheduler {};
  scheduler get_scheduler();
};
struct inline_scheduler {};
struct parallel_scheduler {};
parallel_scheduler get_parallel_scheduler();

struct schedule_t {
  template <class Scheduler>
  some_sender<void> operator()(Scheduler scheduler) const;
};
inline constexpr schedule_t schedule{};

struct just_t {
  some_sender<void> operator()() const;
};
inline constexpr just_t just{};

struct starts_on_t {
  template <class Scheduler, class T>
  some_sender<T> operator()(Scheduler scheduler, some_sender<T> sender) const;
  template <class Scheduler, class Task>
  some_sender<void> operator()(Scheduler scheduler, Task task) const;
};
inline constexpr starts_on_t starts_on{};

struct on_t {
  template <class Scheduler, class T>
  some_sender<T> operator()(Scheduler scheduler, some_sender<T> sender) const;
};
inline constexpr on_t on{};

/// Stands for any sender adaptor closure.
template <class Fun>
struct closure {
  template <class T>
  friend some_sender<std::invoke_result_t<Fun>> operator|(some_sender<T> sender, closure adaptor) {
    return stub::make<some_sender<std::invoke_result_t<Fun>>>();
  }
};

struct then_t {
  template <class T, class Fun>
  some_sender<std::invoke_result_t<Fun>> operator()(some_sender<T> sender, Fun fun) const {
    return stub::make<some_sender<std::invoke_result_t<Fun>>>();
  }
  template <class Fun>
  closure<Fun> operator()(Fun fun) const {
    return stub::make<closure<Fun>>();
  }
};
inline constexpr then_t then{};

struct sync_wait_t {
  template <class T>
  std::optional<std::tuple<T>> operator()(some_sender<T> sender) const;
  std::optional<std::tuple<>> operator()(some_sender<void> sender) const;
};
inline constexpr sync_wait_t sync_wait{};

} // namespace stdexec
