// FLAGS: -std=c++20 -isystem %stubs/userver
// PKG: libpq
//
// userver: handlers run in tasks without any keyword; its own clients look synchronous and are not.
#include <libpq-fe.h>
#include <userver/userver.hpp>

using namespace userver;

void load(PGconn* c) { PQexec(c, "select 1"); }

class Handler : public server::handlers::HttpHandlerBase {
public:
  std::string HandleRequestThrow(const server::http::HttpRequest&, server::request::RequestContext&) const override {
    load(connection);                                                                 // expect: blocking-call [libpq]
    cluster->Execute(storages::postgres::ClusterHostType::kMaster, "select 1");       // ok: suspends the task
    utils::Async(*blocking, "load", [this] { load(connection); }).Get();              // ok: on its own processor
    engine::AsyncNoSpan(*blocking, [this] { load(connection); }).Get();               // ok: on its own processor
    utils::CriticalAsync(*blocking, "load", [this] { load(connection); }).Get();      // ok: on its own processor
    utils::Async("load", [this] { load(connection); }).Get();                         // expect: fake-offload [libpq]
    engine::AsyncNoSpan([this] { load(connection); }).Get();                          // expect: fake-offload [libpq]
    auto text = fs::blocking::ReadFileContents("/etc/hosts");                         // expect: blocking-call [userver-blocking]
    return text + hostinfo::blocking::GetRealHostName();                              // expect: blocking-call [userver-blocking]
  }

private:
  PGconn* connection = nullptr;
  storages::postgres::ClusterPtr cluster;
  engine::TaskProcessor* blocking = nullptr;
};
