// The part of gRPC's callback interface that the tests use, with one generated service.
#pragma once

#include <functional>

namespace grpc {

class Status {
public:
  static const Status& OK;
};
class ServerContext {};
class CallbackServerContext {};
class ClientContext {};

class ServerUnaryReactor {
public:
  virtual ~ServerUnaryReactor();
  void Finish(Status s);
  virtual void OnDone() = 0;
  virtual void OnCancel();
};
template <class Request, class Response>
class ServerBidiReactor {
public:
  virtual ~ServerBidiReactor();
  void StartRead(Request* req);
  virtual void OnDone() = 0;
  virtual void OnReadDone(bool ok);
  virtual void OnWriteDone(bool ok);
};

} // namespace grpc

namespace demo {

class Request {};
class Reply {};

class Store {
public:
  class Service {
  public:
    virtual ~Service();
    virtual grpc::Status Get(grpc::ServerContext* context, const Request* request, Reply* reply);
  };
  class CallbackService {
  public:
    virtual ~CallbackService();
    virtual grpc::ServerUnaryReactor* Get(grpc::CallbackServerContext* context, const Request* request,
                                          Reply* reply);
  };
  class Stub {
  public:
    grpc::Status Get(grpc::ClientContext* context, const Request& request, Reply* reply);
    class async {
    public:
      void Get(grpc::ClientContext* context, const Request* request, Reply* reply,
               std::function<void(grpc::Status)> done);
    };
    class async* async();
  };
};

} // namespace demo
