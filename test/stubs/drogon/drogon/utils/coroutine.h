// The part of Drogon's coroutine support that the tests use.
#pragma once

#include "../../../support/coroutine.h"

#include <trantor/trantor.h>

#include <type_traits>
#include <utility>

namespace drogon {

template <typename T = void>
struct [[nodiscard]] Task {
  using promise_type = stub::promise<Task, T>;
  stub::awaiter<T> operator co_await() const noexcept;
};
struct AsyncTask {
  using promise_type = stub::promise<AsyncTask, void>;
};

template <typename T>
struct CallbackAwaiter : stub::awaiter<T> {};

namespace internal {
struct [[nodiscard]] SwitchThreadAwaiter : CallbackAwaiter<void> {};
template <typename T>
struct [[nodiscard]] EventLoopAwaiter : CallbackAwaiter<T> {};
} // namespace internal

internal::SwitchThreadAwaiter switchThreadCoro(trantor::EventLoop* loop) noexcept;

template <typename T>
internal::EventLoopAwaiter<T> queueInLoopCoro(trantor::EventLoop* loop, std::function<T()> task);

template <typename Coro>
void async_run(Coro&& coro) {}

template <typename Await>
auto sync_wait(Await&& await) -> decltype(await.operator co_await().await_resume());

} // namespace drogon
