// The part of redis-plus-plus's interface that the tests use.
#pragma once

#include "../../../support/coroutine.h"

#include <chrono>
#include <functional>
#include <future>
#include <optional>
#include <string>
#include <string_view>

namespace sw {
namespace redis {

using StringView = std::string_view;
using OptionalString = std::optional<std::string>;

class QueuedReplies {};
template <typename Impl>
class QueuedRedis {
public:
  QueuedRedis& set(const StringView& key, const StringView& val);
  QueuedReplies exec();
  void discard();
};
class PipelineImpl;
using Pipeline = QueuedRedis<PipelineImpl>;

class Subscriber {
public:
  template <typename MsgCb>
  void on_message(MsgCb msg_callback) {}
  void subscribe(const StringView& channel);
  void consume();
};

class Redis {
public:
  explicit Redis(const std::string& uri);
  Pipeline pipeline(bool new_connection = true);
  Subscriber subscriber();
  template <typename Cmd, typename... Args>
  long long command(Cmd cmd, Args&&... args);
  std::string ping();
  long long del(const StringView& key);
  OptionalString get(const StringView& key);
  bool set(const StringView& key, const StringView& val,
           const std::chrono::milliseconds& ttl = std::chrono::milliseconds(0));
  OptionalString hget(const StringView& key, const StringView& field);
  long long publish(const StringView& channel, const StringView& message);
};
class RedisCluster {
public:
  explicit RedisCluster(const std::string& uri);
  OptionalString get(const StringView& key);
};

template <typename T>
using Future = std::future<T>;
class AsyncRedis {
public:
  Future<OptionalString> get(const StringView& key);
  template <typename Callback>
  void get(const StringView& key, Callback&& cb) {}
};

template <typename T>
class Awaiter : public stub::awaiter<T> {};
class CoRedis {
public:
  Awaiter<OptionalString> get(const StringView& key);
  Awaiter<bool> set(const StringView& key, const StringView& val);
};

} // namespace redis
} // namespace sw
