// The part of async_simple's interface that the tests use.
#pragma once

#include "../../../support/coroutine.h"

#include <functional>
#include <utility>

namespace async_simple {

class Executor {
public:
  using Func = std::function<void()>;
  virtual ~Executor();
  virtual bool schedule(Func func) = 0;
};

namespace executors {
class SimpleExecutor : public Executor {
public:
  explicit SimpleExecutor(size_t threads);
  bool schedule(Func func) override;
};
} // namespace executors

namespace coro {

namespace detail {
template <typename T, bool reschedule>
class LazyBase {
public:
  template <typename F>
  void start(F&& callback);
  Executor* getExecutor();
};
struct DispatchAwaitable : stub::awaiter<void> {};
} // namespace detail

template <typename T>
class [[nodiscard]] RescheduleLazy : public detail::LazyBase<T, true> {
public:
  using promise_type = stub::promise<RescheduleLazy, T>;
  stub::awaiter<T> operator co_await();
  void detach();
};

template <typename T = void>
class [[nodiscard]] Lazy : public detail::LazyBase<T, false> {
public:
  using promise_type = stub::promise<Lazy, T>;
  RescheduleLazy<T> via(Executor* ex) &&;
  Lazy<T> setEx(Executor* ex) &&;
  stub::awaiter<T> operator co_await();
};

detail::DispatchAwaitable dispatch(Executor* ex);

template <typename LazyType>
auto syncAwait(LazyType&& lazy) -> decltype(lazy.operator co_await().await_resume());

template <typename LazyType>
auto syncAwait(LazyType&& lazy, Executor* ex) -> decltype(lazy.operator co_await().await_resume());

} // namespace coro
} // namespace async_simple
