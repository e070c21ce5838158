// The part of Seastar's interface that the tests use.
#pragma once

#include "../../../support/coroutine.h"

#include <future>
#include <type_traits>
#include <utility>

namespace seastar {

template <typename T = void>
class future;

template <typename T>
struct futurize {
  using type = future<T>;
};
template <typename T>
struct futurize<future<T>> {
  using type = future<T>;
};
template <typename T>
using futurize_t = typename futurize<T>::type;

template <typename T>
class [[nodiscard]] future {
public:
  using promise_type = stub::promise<future, T>;
  future(future&& other) noexcept;
  ~future();
  bool available() const noexcept;
  T get();
  void wait() noexcept;
  template <typename Func>
  futurize_t<std::invoke_result_t<Func, T>> then(Func&& func) noexcept
    requires(!std::is_void_v<T>)
  {
    return stub::make<futurize_t<std::invoke_result_t<Func, T>>>();
  }
  template <typename Func>
  futurize_t<std::invoke_result_t<Func>> then(Func&& func) noexcept
    requires std::is_void_v<T>
  {
    return stub::make<futurize_t<std::invoke_result_t<Func>>>();
  }
  template <typename Func>
  future<T> finally(Func&& func) noexcept {
    return stub::make<future<T>>();
  }
  stub::awaiter<T> operator co_await() noexcept;
};

template <typename T = void>
future<T> make_ready_future();

class thread {
public:
  template <typename Func>
  explicit thread(Func func) {}
  future<> join();
};
template <typename Func>
futurize_t<std::invoke_result_t<Func>> async(Func&& func) noexcept {
  return stub::make<futurize_t<std::invoke_result_t<Func>>>();
}

class smp {
public:
  template <typename Func>
  static futurize_t<std::invoke_result_t<Func>> submit_to(unsigned shard, Func&& func) noexcept {
    return stub::make<futurize_t<std::invoke_result_t<Func>>>();
  }
};

namespace alien {
class instance {};
template <typename Func>
void run_on(instance& instance, unsigned shard, Func func) {}
template <typename Func>
std::future<int> submit_to(instance& instance, unsigned shard, Func func) {
  return {};
}
} // namespace alien

} // namespace seastar
