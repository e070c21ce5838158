// The part of concurrencpp's interface that the tests use.
#pragma once

#include "../../support/coroutine.h"

#include <chrono>
#include <memory>
#include <string_view>
#include <type_traits>

namespace concurrencpp {

enum class result_status { idle, value, exception };

template <class type>
class result {
public:
  using promise_type = stub::promise<result, type>;
  type get();
  void wait();
  result_status wait_for(std::chrono::milliseconds duration);
  stub::awaiter<type> operator co_await();
};

template <class type>
class lazy_result {
public:
  using promise_type = stub::promise<lazy_result, type>;
  result<type> run();
  stub::awaiter<type> operator co_await();
};

struct null_result {
  using promise_type = stub::promise<null_result, void>;
};

struct executor_tag {};

class executor {
public:
  explicit executor(std::string_view name);
  virtual ~executor() noexcept = default;
  template <class callable_type, class... argument_types>
  void post(callable_type&& callable, argument_types&&... arguments) {}
  template <class callable_type, class... argument_types>
  result<std::invoke_result_t<callable_type, argument_types...>> submit(callable_type&& callable,
                                                                        argument_types&&... arguments) {
    return stub::make<result<std::invoke_result_t<callable_type, argument_types...>>>();
  }
};

template <class concrete_executor_type>
class derivable_executor : public executor {
public:
  using executor::executor;
  template <class callable_type, class... argument_types>
  void post(callable_type&& callable, argument_types&&... arguments) {}
  template <class callable_type, class... argument_types>
  result<std::invoke_result_t<callable_type, argument_types...>> submit(callable_type&& callable,
                                                                        argument_types&&... arguments) {
    return stub::make<result<std::invoke_result_t<callable_type, argument_types...>>>();
  }
};

class thread_pool_executor final : public derivable_executor<thread_pool_executor> {
public:
  thread_pool_executor();
};
class thread_executor final : public derivable_executor<thread_executor> {
public:
  thread_executor();
};
class worker_thread_executor final : public derivable_executor<worker_thread_executor> {
public:
  worker_thread_executor();
};
class inline_executor final : public executor {
public:
  inline_executor();
};

class runtime {
public:
  runtime();
  std::shared_ptr<concurrencpp::inline_executor> inline_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor> thread_pool_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor> background_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_executor> thread_executor() const noexcept;
  std::shared_ptr<concurrencpp::worker_thread_executor> make_worker_thread_executor();
};

template <class executor_type>
stub::awaiter<void> resume_on(std::shared_ptr<executor_type> executor);
template <class executor_type>
  requires std::is_base_of_v<executor, executor_type>
stub::awaiter<void> resume_on(executor_type& executor) noexcept;

} // namespace concurrencpp
