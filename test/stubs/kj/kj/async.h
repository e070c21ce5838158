// The part of KJ's interface that the tests use.
#pragma once

#include "../../support/coroutine.h"

#include <type_traits>
#include <utility>

namespace kj {

class WaitScope {};

template <typename T>
class [[nodiscard]] Promise {
public:
  using promise_type = stub::promise<Promise, T>;
  template <typename Func>
  auto then(Func&& func) -> Promise<T> {
    return stub::make<Promise<T>>();
  }
  T wait(WaitScope& waitScope);
  stub::awaiter<T> operator co_await();
};

template <typename Func>
Promise<std::invoke_result_t<Func>> evalLater(Func&& func) {
  return stub::make<Promise<std::invoke_result_t<Func>>>();
}

class Executor {
public:
  template <typename Func>
  Promise<std::invoke_result_t<Func>> executeAsync(Func&& func) const {
    return stub::make<Promise<std::invoke_result_t<Func>>>();
  }
};

class Thread {
public:
  template <typename Func>
  explicit Thread(Func func) {}
  ~Thread() noexcept(false);
};

} // namespace kj
