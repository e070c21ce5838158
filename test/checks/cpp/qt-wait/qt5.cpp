// FLAGS: -std=c++20 -fPIC -I%stubs
// PKG: Qt5Core Qt5Concurrent
#include <QFuture>
#include <QProcess>
#include <QThread>
#include <QtConcurrent>
#include <nostall_test/task.h>

task<int> waits(QFuture<int> future, QThread& thread, QList<int>& numbers, QProcess& process) {
  future.waitForFinished();                                          // expect: blocking-wait [qt-future]
  thread.wait();                                                     // expect: blocking-wait [qt-thread]
  thread.wait(1000);                                                 // expect: blocking-wait [qt-thread]
  QThread::msleep(1);                                                // expect: blocking-wait [qt-sleep]
  QtConcurrent::blockingMap(numbers, [](int& number) { ++number; }); // expect: blocking-wait [qt-concurrent-blocking]
  process.waitForFinished();                                         // expect: blocking-wait [qt-device]
  if (future.isFinished()) co_return future.result();                // ok: it is finished
  co_return future.result();                                         // expect: blocking-wait [qt-future]
}
