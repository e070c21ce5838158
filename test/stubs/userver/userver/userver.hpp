// The part of userver's interface that the tests use.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace userver {

namespace engine {
class TaskProcessor;
template <typename T>
class [[nodiscard]] TaskWithResult {
public:
  T Get() noexcept(false);
  void Wait() const noexcept(false);
};
template <typename Function>
auto AsyncNoSpan(TaskProcessor& task_processor, Function&& f)
    -> TaskWithResult<std::invoke_result_t<Function>> {
  return {};
}
template <typename Function>
auto AsyncNoSpan(Function&& f) -> TaskWithResult<std::invoke_result_t<Function>> {
  return {};
}
} // namespace engine

namespace utils {
template <typename Function>
auto Async(engine::TaskProcessor& task_processor, std::string name, Function&& f)
    -> engine::TaskWithResult<std::invoke_result_t<Function>> {
  return {};
}
template <typename Function>
auto CriticalAsync(engine::TaskProcessor& task_processor, std::string name, Function&& f)
    -> engine::TaskWithResult<std::invoke_result_t<Function>> {
  return {};
}
template <typename Function>
auto Async(std::string name, Function&& f) -> engine::TaskWithResult<std::invoke_result_t<Function>> {
  return {};
}
} // namespace utils

namespace server {
namespace request {
class RequestContext;
}
namespace http {
class HttpRequest;
}
namespace handlers {
class HttpHandlerBase {
public:
  virtual ~HttpHandlerBase();
  virtual std::string HandleRequestThrow(const http::HttpRequest& request,
                                         request::RequestContext& context) const;
};
} // namespace handlers
} // namespace server

namespace storages::postgres {
class ResultSet {};
enum class ClusterHostType { kMaster };
class Cluster {
public:
  template <typename... Args>
  ResultSet Execute(ClusterHostType, const char* query, const Args&... args);
};
using ClusterPtr = std::shared_ptr<Cluster>;
} // namespace storages::postgres

namespace fs::blocking {
std::string ReadFileContents(const std::string& path);
bool FileExists(const std::string& path);
void RewriteFileContents(const std::string& path, std::string_view contents);
class CFile final {
public:
  CFile();
  std::size_t Read(char* buffer, std::size_t max_size);
  void Write(std::string_view data);
};
} // namespace fs::blocking
namespace hostinfo::blocking {
std::string GetRealHostName();
}

} // namespace userver
