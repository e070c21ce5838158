// FLAGS: -std=c++20 -isystem %stubs/drogon
// PKG: libpq
//
// Drogon: controllers, filters and handlers run on its loops; task queues have threads of their own.
#include <drogon/drogon.h>
#include <libpq-fe.h>

using namespace drogon;

static PGconn* connection;
static void load() { PQexec(connection, "select 1"); }

class Simple : public HttpSimpleController<Simple> {
public:
  void asyncHandleHttpRequest(const HttpRequestPtr&, std::function<void(const HttpResponsePtr&)>&& callback) override {
    load(); // expect: blocking-call [libpq]
    callback(HttpResponse::newHttpResponse());
  }
};

class Api : public HttpController<Api> {
public:
  METHOD_LIST_BEGIN
  ADD_METHOD_TO(Api::get, "/api", Get);
  ADD_METHOD_TO(Api::coroutine, "/coroutine", Get);
  METHOD_LIST_END

  void get(const HttpRequestPtr&, std::function<void(const HttpResponsePtr&)>&&) {
    load(); // expect: blocking-call [libpq]
  }
  Task<HttpResponsePtr> coroutine(HttpRequestPtr) {
    load(); // expect: blocking-call [libpq]
    co_return HttpResponse::newHttpResponse();
  }
  void notRegistered() { load(); } // ok: nobody calls it
};

class Filter : public HttpFilter<Filter> {
public:
  void doFilter(const HttpRequestPtr&, AdviceCallback&&, AdviceChainCallback&& next) override {
    load(); // expect: blocking-call [libpq]
    next();
  }
};

class CoroFilter : public HttpCoroFilter<CoroFilter> {
public:
  Task<HttpResponsePtr> doFilter(const HttpRequestPtr&) override {
    load(); // expect: blocking-call [libpq]
    co_return nullptr;
  }
};

class Middleware : public HttpMiddleware<Middleware> {
public:
  void invoke(const HttpRequestPtr&, MiddlewareNextCallback&& next, MiddlewareCallback&& done) override {
    load(); // expect: blocking-call [libpq]
    next(std::move(done));
  }
};

class Chat : public WebSocketController<Chat> {
public:
  void handleNewConnection(const HttpRequestPtr&, const WebSocketConnectionPtr&) override {
    load(); // expect: blocking-call [libpq]
  }
  void handleNewMessage(const WebSocketConnectionPtr&, std::string&&, const WebSocketMessageType&) override {
    load(); // expect: blocking-call [libpq]
  }
  void handleConnectionClosed(const WebSocketConnectionPtr&) override {
    load(); // expect: blocking-call [libpq]
  }
};

int main() {
  connection = PQconnectdb(""); // ok: before the loop runs
  app().registerHandler("/", [](const HttpRequestPtr&, AdviceCallback&&) {
    load(); // expect: blocking-call [libpq]
  });
  app().registerPreRoutingAdvice([](const HttpRequestPtr&) {
    load(); // expect: blocking-call [libpq]
  });
  app().run();
}

AsyncTask forgets() {
  load(); // expect: blocking-call [libpq]
  co_return;
}

Task<> queues(trantor::EventLoop* worker) {
  app().getLoop()->queueInLoop([] { load(); });                                // expect: fake-offload [libpq]
  worker->queueInLoop([] { load(); });                                         // expect: fake-offload [libpq]
  worker->runInLoop([] { load(); });                                           // expect: fake-offload [libpq]
  worker->runAfter(1.0, [] { load(); });                                       // expect: fake-offload [libpq]
  trantor::EventLoop::getEventLoopOfCurrentThread()->runEvery(1.0, [] { load(); }); // expect: fake-offload [libpq]
  co_return;
}

Task<> offloads(trantor::ConcurrentTaskQueue& pool, trantor::SerialTaskQueue& serial, trantor::EventLoopThread& own) {
  pool.runTaskInQueue([] { load(); });          // ok: a thread of the queue
  serial.runTaskInQueue([] { load(); });        // ok: a thread of the queue
  own.getLoop()->queueInLoop([] { load(); });   // ok: a loop that serves nobody else
  co_await queueInLoopCoro<void>(own.getLoop(), [] { load(); }); // ok: a loop that serves nobody else
}

Task<> inline_() {
  async_run([]() -> Task<> {
    load(); // expect: fake-offload [libpq]
    co_return;
  });
  co_return;
}

Task<> switches(trantor::EventLoopThread& own, trantor::EventLoop* some) {
  co_await switchThreadCoro(own.getLoop());
  load(); // ok: on the loop of another thread
  co_await switchThreadCoro(some);
  load(); // unsure: blocking-call [libpq]
  co_await switchThreadCoro(app().getLoop());
  load(); // expect: blocking-call [libpq]
}
