// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// Constructors that a template of the standard library calls.
#include <libpq-fe.h>
#include <nostall_test/task.h>

#include <memory>
#include <optional>
#include <vector>

class Store {
public:
  explicit Store(const char* options) : connection(PQconnectdb(options)) {}

private:
  PGconn* connection;
};

task<> makes(std::vector<Store>& stores, std::optional<Store>& one) {
  auto unique = std::make_unique<Store>(""); // expect: blocking-call [libpq]
  auto shared = std::make_shared<Store>(""); // expect: blocking-call [libpq]
  std::unique_ptr<Store> plain(new Store("")); // expect: blocking-call [libpq]
  stores.emplace_back("");                   // expect: blocking-call [libpq]
  one.emplace("");                           // expect: blocking-call [libpq]
  Store local("");                           // expect: blocking-call [libpq]
  co_return;
}
