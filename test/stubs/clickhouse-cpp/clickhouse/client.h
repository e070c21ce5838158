// The part of clickhouse-cpp's interface that the tests use.
#pragma once

#include <functional>
#include <string>

namespace clickhouse {
class Block {};
using SelectCallback = std::function<void(const Block& block)>;
struct ClientOptions {
  ClientOptions& SetHost(const std::string& host);
};
class Client {
public:
  explicit Client(const ClientOptions& opts);
  Client(Client&&) noexcept;
  ~Client();
  void Execute(const std::string& query);
  void Select(const std::string& query, SelectCallback cb);
  void Insert(const std::string& table_name, const Block& block);
  void Ping();
};
} // namespace clickhouse
