// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// Interfaces behind which one implementation blocks and another one does not.
#include <libpq-fe.h>
#include <nostall_test/task.h>

#include <map>
#include <string>

class Repository {
public:
  virtual ~Repository() = default;
  virtual int load(int id) = 0;
  virtual task<int> loadAsync(int id) = 0;
  virtual int size() const = 0;
};

class InMemory : public Repository {
public:
  int load(int id) override { return rows[id]; }
  task<int> loadAsync(int id) override { co_return rows[id]; } // ok: memory
  int size() const override { return static_cast<int>(rows.size()); }

private:
  std::map<int, int> rows;
};

class Postgres : public Repository {
public:
  int load(int id) override {
    PQexec(connection, "select 1"); // ok: reported where a coroutine calls it
    return id;
  }
  task<int> loadAsync(int id) override {
    PQexec(connection, "select 1"); // expect: blocking-call [libpq]
    co_return id;
  }
  int size() const override { return 0; }

private:
  PGconn* connection = nullptr;
};

task<int> throughTheInterface(Repository& repository) {
  co_await repository.loadAsync(1);   // ok: reported in the coroutine that blocks
  int rows = repository.size();       // ok: no implementation blocks
  co_return rows + repository.load(1); // expect: blocking-call [libpq]
}

task<int> exactClass() {
  InMemory repository;
  co_return repository.load(1); // ok: this implementation does not block
}
