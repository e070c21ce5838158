// FLAGS: -std=c++20 -isystem %stubs/grpc
// PKG: libpq
//
// gRPC: callback services run on event threads, synchronous services on a pool.
#include <grpcpp/grpcpp.h>
#include <libpq-fe.h>

static PGconn* connection;
static void load() { PQexec(connection, "select 1"); }

class Synchronous : public demo::Store::Service {
  grpc::Status Get(grpc::ServerContext*, const demo::Request*, demo::Reply*) override {
    load(); // ok: synchronous services have threads of their own
    return grpc::Status::OK;
  }
};

class Callbacks : public demo::Store::CallbackService {
  grpc::ServerUnaryReactor* Get(grpc::CallbackServerContext*, const demo::Request*, demo::Reply*) override {
    load(); // expect: blocking-call [libpq]
    return nullptr;
  }
};

class Chat : public grpc::ServerBidiReactor<demo::Request, demo::Reply> {
  void OnReadDone(bool) override {
    load(); // expect: blocking-call [libpq]
  }
  void OnDone() override {
    load(); // expect: blocking-call [libpq]
    delete this;
  }
};

void ask(demo::Store::Stub& stub, grpc::ClientContext& context, demo::Request& request, demo::Reply& reply) {
  stub.async()->Get(&context, &request, &reply, [](grpc::Status) {
    load(); // expect: blocking-call [libpq]
  });
}
