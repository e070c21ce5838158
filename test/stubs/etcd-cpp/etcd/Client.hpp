// The part of etcd-cpp-apiv3's interface that the tests use.
#pragma once

#include <string>

namespace pplx {
template <typename T>
class task {
public:
  T get() const;
  void wait() const;
  bool is_done() const;
  template <typename F>
  void then(const F& function) const {}
};
} // namespace pplx

namespace etcd {
class Response {};
class Client {
public:
  explicit Client(const std::string& etcd_url);
  pplx::task<Response> get(const std::string& key);
};
class SyncClient {
public:
  explicit SyncClient(const std::string& etcd_url);
  Response get(const std::string& key);
  Response put(const std::string& key, const std::string& value);
};
class KeepAlive {
public:
  KeepAlive(const SyncClient& client, int ttl);
};
class Watcher {
public:
  bool Wait();
  void Cancel();
};
} // namespace etcd
