// The part of Drogon's Redis client that the tests use.
#pragma once

#include <drogon/utils/coroutine.h>

#include <memory>
#include <string>
#include <string_view>

namespace drogon::nosql {

class RedisResult {
public:
  std::string asString() const noexcept(false);
};
class RedisException {};
using RedisResultCallback = std::function<void(const RedisResult&)>;
using RedisExceptionCallback = std::function<void(const RedisException&)>;
class RedisTransaction;

namespace internal {
struct [[nodiscard]] RedisAwaiter : CallbackAwaiter<RedisResult> {};
struct [[nodiscard]] RedisTransactionAwaiter : CallbackAwaiter<std::shared_ptr<RedisTransaction>> {};
} // namespace internal

class RedisClient {
public:
  virtual ~RedisClient() = default;
  virtual void execCommandAsync(RedisResultCallback&& resultCallback,
                                RedisExceptionCallback&& exceptionCallback, std::string_view command,
                                ...) noexcept = 0;
  template <typename F, typename... Args>
  std::invoke_result_t<F, const RedisResult&> execCommandSync(F&& processFunc, std::string_view command,
                                                              Args&&... args) {
    return stub::make<std::invoke_result_t<F, const RedisResult&>>();
  }
  virtual std::shared_ptr<RedisTransaction> newTransaction() noexcept(false) = 0;
  virtual void
  newTransactionAsync(const std::function<void(const std::shared_ptr<RedisTransaction>&)>& callback) = 0;
  template <typename... Arguments>
  internal::RedisAwaiter execCommandCoro(std::string_view command, Arguments... args);
  internal::RedisTransactionAwaiter newTransactionCoro();
};
class RedisTransaction : public RedisClient {
public:
  virtual void execute(RedisResultCallback&& resultCallback, RedisExceptionCallback&& exceptionCallback) = 0;
  internal::RedisAwaiter executeCoro();
};
using RedisClientPtr = std::shared_ptr<RedisClient>;

} // namespace drogon::nosql
