// The part of Drogon's web framework that the tests use.
#pragma once

#include <drogon/orm/orm.h>
#include <drogon/utils/coroutine.h>
#include <trantor/trantor.h>

namespace drogon {

class HttpRequest {};
class HttpResponse {
public:
  static std::shared_ptr<HttpResponse> newHttpResponse();
};
using HttpRequestPtr = std::shared_ptr<HttpRequest>;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;
using AdviceCallback = std::function<void(const HttpResponsePtr&)>;
using AdviceChainCallback = std::function<void()>;
using MiddlewareCallback = std::function<void(const HttpResponsePtr&)>;
using MiddlewareNextCallback = std::function<void(std::function<void(const HttpResponsePtr&)>&&)>;
enum HttpMethod { Get = 0, Post };
enum class ReqResult { Ok, BadResponse };

namespace internal {
struct HttpConstraint {
  HttpConstraint(HttpMethod method);
};
struct [[nodiscard]] HttpRespAwaiter : CallbackAwaiter<HttpResponsePtr> {};
} // namespace internal

class HttpSimpleControllerBase {
public:
  virtual void asyncHandleHttpRequest(const HttpRequestPtr& req,
                                      std::function<void(const HttpResponsePtr&)>&& callback) = 0;
  virtual ~HttpSimpleControllerBase();
};
template <typename T, bool AutoCreation = true>
class HttpSimpleController : public HttpSimpleControllerBase {};

class HttpControllerBase {};
template <typename T, bool AutoCreation = true>
class HttpController : public HttpControllerBase {
protected:
  template <typename FUNCTION>
  static void registerMethod(FUNCTION&& function, const std::string& pattern,
                             const std::vector<internal::HttpConstraint>& constraints = {},
                             bool classNameInPath = true, const std::string& handlerName = "") {}
};
#define METHOD_LIST_BEGIN static void initPathRouting() {
#define ADD_METHOD_TO(method, path_pattern, ...)                                                             \
  registerMethod(&method, path_pattern, {__VA_ARGS__}, false, #method)
#define METHOD_LIST_END                                                                                      \
  return;                                                                                                    \
  }

class HttpFilterBase {
public:
  virtual void doFilter(const HttpRequestPtr& req, AdviceCallback&& fcb, AdviceChainCallback&& fccb) = 0;
};
template <typename T, bool AutoCreation = true>
class HttpFilter : public HttpFilterBase {};

template <typename T, bool AutoCreation = true>
class HttpCoroFilter : public HttpFilterBase {
public:
  void doFilter(const HttpRequestPtr& req, AdviceCallback&& fcb, AdviceChainCallback&& fccb) override {}
  virtual Task<HttpResponsePtr> doFilter(const HttpRequestPtr& req) = 0;
};

class HttpMiddlewareBase {
public:
  virtual void invoke(const HttpRequestPtr& req, MiddlewareNextCallback&& nextCb,
                      MiddlewareCallback&& mcb) = 0;
};
template <typename T, bool AutoCreation = true>
class HttpMiddleware : public HttpMiddlewareBase {};

class WebSocketConnection;
using WebSocketConnectionPtr = std::shared_ptr<WebSocketConnection>;
enum class WebSocketMessageType { Text = 0, Binary };
class WebSocketControllerBase {
public:
  virtual void handleNewMessage(const WebSocketConnectionPtr&, std::string&& message,
                                const WebSocketMessageType&) = 0;
  virtual void handleNewConnection(const HttpRequestPtr&, const WebSocketConnectionPtr&) = 0;
  virtual void handleConnectionClosed(const WebSocketConnectionPtr&) = 0;
};
template <typename T, bool AutoCreation = true>
class WebSocketController : public WebSocketControllerBase {};

class HttpClient {
public:
  virtual ~HttpClient();
  virtual void sendRequest(const HttpRequestPtr& req,
                           const std::function<void(ReqResult, const HttpResponsePtr&)>& callback,
                           double timeout = 0) = 0;
  std::pair<ReqResult, HttpResponsePtr> sendRequest(const HttpRequestPtr& req, double timeout = 0);
  internal::HttpRespAwaiter sendRequestCoro(HttpRequestPtr req, double timeout = 0);
};

class HttpAppFramework {
public:
  virtual trantor::EventLoop* getLoop() const = 0;
  virtual trantor::EventLoop* getIOLoop(size_t id) const = 0;
  template <typename FUNCTION>
  HttpAppFramework& registerHandler(const std::string& pathPattern, FUNCTION&& function,
                                    const std::vector<internal::HttpConstraint>& constraints = {}) {
    return *this;
  }
  virtual HttpAppFramework&
  registerPreRoutingAdvice(const std::function<void(const HttpRequestPtr&)>& advice) = 0;
  virtual orm::DbClientPtr getDbClient(const std::string& name = "default") = 0;
  virtual void run() = 0;
};
HttpAppFramework& app();

} // namespace drogon
