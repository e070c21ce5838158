// What the stub frameworks share: a promise and an awaiter with declarations only. Nothing here is ever run.
#pragma once

#include <coroutine>

namespace stub {

/// What a template that takes a lambda returns: unlike the rest, it needs a body, since a lambda has no
/// linkage.
template <class T>
T make() noexcept;

template <class T>
struct returns {
  template <class U>
  void return_value(U&& value);
};
template <>
struct returns<void> {
  void return_void();
};

/// The promise of a coroutine type `Task` that yields a `T`.
template <class Task, class T>
struct promise : returns<T> {
  Task get_return_object();
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
};

/// Something that gives a `T` when awaited.
template <class T>
struct awaiter {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<> waiting) noexcept;
  T await_resume();
};

/// The promise of a generator of `T`.
template <class Generator, class T>
struct generator_promise {
  Generator get_return_object();
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  std::suspend_always yield_value(T value);
  void return_void();
  void unhandled_exception();
};

} // namespace stub
