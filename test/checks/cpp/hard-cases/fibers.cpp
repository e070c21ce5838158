// FLAGS: -std=c++20 -isystem %stubs/userver
//
// Stackful fibers: the calls look synchronous and suspend all the same.
#include <userver/userver.hpp>

using namespace userver;

class Handler : public server::handlers::HttpHandlerBase {
public:
  std::string HandleRequestThrow(const server::http::HttpRequest&, server::request::RequestContext&) const override {
    cluster->Execute(storages::postgres::ClusterHostType::kMaster, "select 1"); // ok: suspends the fiber
    return load();
  }

private:
  std::string load() const {
    cluster->Execute(storages::postgres::ClusterHostType::kMaster, "select 2"); // ok: suspends the fiber
    return {};
  }
  storages::postgres::ClusterPtr cluster;
};
