// FLAGS: -std=c++20 -I%stubs
// PKG: libpq
//
// Coroutine types of one's own, behind aliases, and nested in one another.
#include <libpq-fe.h>
#include <nostall_test/task.h>

#include <coroutine>
#include <string>
#include <variant>

template <class T>
using Result = std::variant<T, std::string>;
template <class T>
using Promise = task<Result<T>>;
using Handler = Promise<int>;

Promise<int> behindAnAlias(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return 0;
}
Handler behindTwo(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return 0;
}

struct HomeMade {
  struct promise_type {
    HomeMade get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
HomeMade fireAndForget(PGconn* c) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return;
}

// The promise type comes from a trait, and from the parameters.
template <class... Args>
struct std::coroutine_traits<void, PGconn*, Args...> {
  struct promise_type {
    void get_return_object() {}
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
void byTrait(PGconn* c, int) {
  PQexec(c, "select 1"); // expect: blocking-call [libpq]
  co_return;
}
