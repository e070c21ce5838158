// The smallest coroutine library that the annotated tests need: a task, something to await, and a way off the
// loop. The tests are only ever parsed, so nearly everything is declared and not defined. `offload` has a
// body, since what makes it an offload is that it hands its callable to a thread.
#pragma once

#include <coroutine>
#include <thread>
#include <type_traits>
#include <utility>

template <class T>
struct task_result {
  void return_value(T value);
};
template <>
struct task_result<void> {
  void return_void();
};

/// A lazy coroutine that runs on the loop of whoever awaits it.
template <class T = void>
struct task {
  struct promise_type : task_result<T> {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<> waiting) noexcept;
  T await_resume();
};

/// What awaiting an offloaded callable gives.
template <class T>
struct offloaded {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<> waiting) noexcept;
  T await_resume();
};

/// Waits until the socket is readable or writable, without stopping the loop.
struct readiness {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<> waiting) noexcept;
  void await_resume() noexcept;
};
readiness readable(int socket);
readiness writable(int socket);

/// Threads in which waiting is allowed.
struct pool {};

/// Runs `work` in a thread of the pool and resumes the awaiting coroutine on its loop.
template <class F>
offloaded<std::invoke_result_t<F>> offload(pool&, F work) {
  std::thread(std::move(work)).detach();
  return {};
}
