// FLAGS: -std=c++20 -fPIC -isystem/usr/include/qcoro6 -isystem/usr/include/qcoro6/QCoro -isystem/usr/include/qcoro6/qcoro
// PKG: Qt6Core Qt6Concurrent
#include <QCoroFuture>
#include <QCoroTask>
#include <QCoroTimer>
#include <QtConcurrent>

QCoro::Task<int> answer();

QCoro::Task<int> spins() {
  co_return QCoro::waitFor(answer()); // expect: blocking-wait [qcoro-wait-for]
}

QCoro::Task<int> awaits() {
  QFuture<int> future = QtConcurrent::run([] { return 1; });
  co_await QCoro::sleepFor(std::chrono::milliseconds(1)); // ok: suspends
  co_return co_await answer() + co_await future;          // ok: suspends
}

int main() { return QCoro::waitFor(answer()); } // ok: nothing asynchronous here
