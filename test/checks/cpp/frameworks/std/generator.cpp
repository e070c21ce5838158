// FLAGS: -std=c++20
// PKG: libpq
//
// A generator is a coroutine that runs in whoever pulls the next value: no async context by itself.
#include <libpq-fe.h>

#include <coroutine>

namespace std {
template <class Ref>
struct generator {
  struct promise_type {
    generator get_return_object();
    suspend_always initial_suspend() noexcept;
    suspend_always final_suspend() noexcept;
    suspend_always yield_value(Ref value) noexcept;
    void return_void() noexcept;
    void unhandled_exception();
  };
  struct iterator {
    iterator& operator++();
    Ref operator*() const;
    bool operator!=(iterator) const;
  };
  iterator begin();
  iterator end();
};
} // namespace std

std::generator<int> rows(PGconn* c) {
  PGresult* r = PQexec(c, "select 1"); // ok: pulled by code that may wait
  for (int i = 0; i < PQntuples(r); ++i)
    co_yield i;
}

int sum(PGconn* c) {
  int total = 0;
  for (int i : rows(c))
    total += i;
  return total;
}
