// The part of µWebSockets' interface that the tests use.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace uWS {

template <typename F>
class MoveOnlyFunction;
template <typename R, typename... A>
class MoveOnlyFunction<R(A...)> {
public:
  MoveOnlyFunction(std::nullptr_t = nullptr);
  template <typename F>
  MoveOnlyFunction(F&& function) {}
  R operator()(A... arguments) const;
};

enum OpCode : unsigned char { TEXT = 1, BINARY = 2 };
struct HttpRequest {
  std::string_view getUrl();
};
template <bool SSL>
struct HttpResponse {
  HttpResponse* end(std::string_view data);
  HttpResponse* onAborted(MoveOnlyFunction<void()>&& handler);
  HttpResponse* onData(MoveOnlyFunction<void(std::string_view, bool)>&& handler);
};
template <bool SSL, bool isServer, typename USERDATA>
struct WebSocket {
  bool send(std::string_view message);
  USERDATA* getUserData();
};

struct Loop {
  static Loop* get();
  void defer(MoveOnlyFunction<void()>&& cb);
  void addPreHandler(void* key, MoveOnlyFunction<void(Loop*)>&& handler);
};

template <bool SSL>
struct TemplatedApp {
  template <typename UserData>
  struct WebSocketBehavior {
    unsigned int maxPayloadLength = 16 * 1024;
    MoveOnlyFunction<void(WebSocket<SSL, true, UserData>*)> open = nullptr;
    MoveOnlyFunction<void(WebSocket<SSL, true, UserData>*, std::string_view, OpCode)> message = nullptr;
    MoveOnlyFunction<void(WebSocket<SSL, true, UserData>*, int, std::string_view)> close = nullptr;
  };
  template <typename UserData>
  TemplatedApp&& ws(std::string pattern, WebSocketBehavior<UserData>&& behavior);
  TemplatedApp&& get(std::string pattern, MoveOnlyFunction<void(HttpResponse<SSL>*, HttpRequest*)>&& handler);
  TemplatedApp&& post(std::string pattern,
                      MoveOnlyFunction<void(HttpResponse<SSL>*, HttpRequest*)>&& handler);
  TemplatedApp&& listen(int port, MoveOnlyFunction<void(void*)>&& handler);
  TemplatedApp&& run();
};
using App = TemplatedApp<false>;

} // namespace uWS
