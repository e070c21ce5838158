// FLAGS: -std=c++20 -I%stubs
// PKG: libmemcached
#include <libmemcached/memcached.h>
#include <libmemcached/memcached.hpp>
#include <libmemcached/util.h>
#include <nostall_test/task.h>
#include <string>
#include <vector>

bool set(memcached_st* cache, const char* key) { return memcached_set(cache, key, 3, "value", 5, 0, 0) == MEMCACHED_SUCCESS; }

task<> uses(memcached_st* cache) {
  size_t length = 0;
  uint32_t flags = 0;
  memcached_return_t error;
  memcached_get(cache, "key", 3, &length, &flags, &error); // expect: blocking-call [memcached-read]
  const char* keys[] = {"key"};
  const size_t lengths[] = {3};
  memcached_mget(cache, keys, lengths, 1);          // expect: blocking-call [memcached-read]
  memcached_fetch_result(cache, nullptr, &error);   // expect: blocking-call [memcached-read]
  memcached_set(cache, "key", 3, "value", 5, 0, 0); // expect: blocking-call [memcached-write]
  memcached_delete(cache, "key", 3, 0);             // expect: blocking-call [memcached-write]
  uint64_t number = 0;
  memcached_increment(cache, "key", 3, 1, &number);              // expect: blocking-call [memcached-write]
  set(cache, "key");                                             // expect: blocking-call [memcached-write] via set
  memcached_flush(cache, 0);                                     // expect: blocking-call [memcached-admin]
  memcached_stat(cache, nullptr, &error);                        // expect: blocking-call [memcached-admin]
  memcached_server_add(cache, "cache", 11211);                   // ok: connects later
  memcached_behavior_set(cache, MEMCACHED_BEHAVIOR_NO_BLOCK, 1); // ok: memory
  memcached_strerror(cache, error);                              // ok: memory
  co_return;
}

task<> inCxx(memcache::Memcache& cache, std::vector<char>& value) {
  cache.get("key", value);       // expect: blocking-call [memcached-read]
  cache.set("key", value, 0, 0); // expect: blocking-call [memcached-write]
  co_return;
}

task<> pools(memcached_pool_st* connections) {
  memcached_return_t error;
  memcached_st* cache = memcached_pool_pop(connections, true, &error); // expect: blocking-call [memcached-pool]
  memcached_pool_push(connections, cache);                             // ok: does not wait
  memcached_pool_pop(connections, false, &error);                      // ok: does not wait
  co_return;
}

task<> elsewhere(pool& threads, memcached_st* cache) {
  co_await offload(threads, [=] { return set(cache, "key"); }); // ok: runs on the pool
}
