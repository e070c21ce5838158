// FLAGS: -std=c++20 -isystem %stubs/userver
#include <userver/userver.hpp>

using namespace userver;

class Handler : public server::handlers::HttpHandlerBase {
public:
  std::string HandleRequestThrow(const server::http::HttpRequest&, server::request::RequestContext&) const override {
    fs::blocking::RewriteFileContents("/tmp/x", "y");                                       // expect: blocking-call [userver-blocking-fs]
    fs::blocking::FileExists("/tmp/x");                                                     // expect: blocking-call [userver-blocking-fs]
    fs::blocking::CFile file;                                                               // ok: not open
    file.Write("x");                                                                        // expect: blocking-call [userver-blocking-fs]
    hostinfo::blocking::GetRealHostName();                                                  // expect: blocking-call [userver-blocking-host]
    utils::Async(*processor, "read", [] { fs::blocking::ReadFileContents("/tmp/x"); }).Get(); // ok: on its own processor
    return {};
  }

private:
  engine::TaskProcessor* processor = nullptr;
};

void startUp() { fs::blocking::ReadFileContents("/etc/x"); } // ok: no task calls it
