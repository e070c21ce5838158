// FLAGS: -std=c++20 -isystem %stubs/boost-redis
#include <boost/redis.hpp>

namespace asio = boost::asio;
namespace redis = boost::redis;

asio::awaitable<void> commands(redis::connection& conn) {
  redis::request request;
  request.push("GET", "x"); // ok: memory
  redis::response<int> response;
  co_await conn.async_exec(request, response);                             // ok: awaited
  conn.async_exec(request, response, asio::use_future).get();              // expect: blocking-wait [boost-redis-future]
  auto later = conn.async_exec(request, response, asio::use_future);       // ok: waiting for it is what blocks
  later.wait();                                                            // expect: blocking-wait [std-future]
  conn.cancel();                                                           // ok: memory
}
