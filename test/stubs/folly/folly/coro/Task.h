// The part of folly's coroutines, executors and futures that the tests use.
#pragma once

#include "../../../support/coroutine.h"

#include <chrono>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace folly {

using Func = std::function<void()>;
template <typename ExecutorT>
class ExecutorKeepAlive;

class Executor {
public:
  template <typename ExecutorT = Executor>
  using KeepAlive = ExecutorKeepAlive<ExecutorT>;
  virtual ~Executor();
  virtual void add(Func) = 0;
};

template <typename ExecutorT = Executor>
class ExecutorKeepAlive {
public:
  ExecutorKeepAlive() = default;
  template <typename OtherExecutor>
  ExecutorKeepAlive(ExecutorKeepAlive<OtherExecutor> other) noexcept;
  ExecutorKeepAlive(ExecutorT* executor);
  ExecutorT* get() const;
};
template <typename ExecutorT>
ExecutorKeepAlive<ExecutorT> getKeepAliveToken(ExecutorT& executor);

class IOExecutor : public virtual Executor {};
class EventBase : public IOExecutor {
public:
  void add(Func) override;
  void runInEventBaseThread(Func fn);
  void runAfterDelay(Func fn, unsigned milliseconds);
};
class CPUThreadPoolExecutor : public Executor {
public:
  explicit CPUThreadPoolExecutor(size_t numThreads);
  void add(Func) override;
};
class IOThreadPoolExecutor : public IOExecutor {
public:
  explicit IOThreadPoolExecutor(size_t numThreads);
  void add(Func) override;
  EventBase* getEventBase();
};

Executor::KeepAlive<> getGlobalCPUExecutor();
Executor::KeepAlive<IOExecutor> getGlobalIOExecutor();

template <class T>
class Future {
public:
  template <typename F>
  auto thenValue(F&& func) && -> Future<std::invoke_result_t<F, T>> {
    return stub::make<Future<std::invoke_result_t<F, T>>>();
  }
  T get() &&;
  Future& wait() &;
  bool isReady() const;
};
template <class T>
class SemiFuture {
public:
  T get() &&;
  T get(std::chrono::milliseconds dur) &&;
  SemiFuture& wait() &;
  Future<T> via(Executor::KeepAlive<> executor) &&;
  template <typename F>
  auto deferValue(F&& func) && -> SemiFuture<std::invoke_result_t<F, T>> {
    return stub::make<SemiFuture<std::invoke_result_t<F, T>>>();
  }
};
struct Unit {};
template <typename F>
Future<std::invoke_result_t<F>> via(Executor::KeepAlive<> executor, F&& func) {
  return stub::make<Future<std::invoke_result_t<F>>>();
}

namespace coro {

template <typename T>
class TaskWithExecutor {
public:
  stub::awaiter<T> operator co_await() && noexcept;
  SemiFuture<Unit> start() &&;
};

template <typename T = void>
class [[nodiscard]] Task {
public:
  using promise_type = stub::promise<Task, T>;
  stub::awaiter<T> operator co_await() && noexcept;
  TaskWithExecutor<T> scheduleOn(Executor::KeepAlive<> executor) && noexcept;
  SemiFuture<Unit> semi() &&;
};

namespace detail::adl {
struct WithExecutorFunction {
  template <typename T>
  TaskWithExecutor<T> operator()(Executor::KeepAlive<> executor, Task<T> task) const;
};
struct ViaIfAsyncFunction {
  template <typename T>
  Task<T> operator()(Executor::KeepAlive<> executor, Task<T> task) const;
};
} // namespace detail::adl
inline constexpr detail::adl::WithExecutorFunction co_withExecutor{};
inline constexpr detail::adl::ViaIfAsyncFunction co_viaIfAsync{};

template <typename F>
auto co_invoke(F&& f) -> std::invoke_result_t<F> {
  return stub::make<std::invoke_result_t<F>>();
}

namespace detail {
struct blocking_wait_fn {
  template <typename T>
  T operator()(Task<T>&& task) const;
};
} // namespace detail
inline constexpr detail::blocking_wait_fn blocking_wait{};
static constexpr detail::blocking_wait_fn const& blockingWait = blocking_wait;

} // namespace coro
} // namespace folly
