// The part of libnghttp2_asio's server interface that the tests use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace nghttp2 {
namespace asio_http2 {

typedef std::function<void(const uint8_t*, std::size_t)> data_cb;
typedef std::function<void(uint32_t)> close_cb;
typedef std::function<ssize_t(uint8_t* buf, std::size_t len, uint32_t* data_flags)> generator_cb;

namespace server {

class request {
public:
  void on_data(data_cb cb) const;
};
class response {
public:
  void write_head(unsigned int status_code) const;
  void end(std::string data = "") const;
  void end(generator_cb cb) const;
  void on_close(close_cb cb) const;
};
typedef std::function<void(const request&, const response&)> request_cb;

class http2 {
public:
  http2();
  bool handle(std::string pattern, request_cb cb);
};

} // namespace server
} // namespace asio_http2
} // namespace nghttp2
