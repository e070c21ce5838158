// FLAGS: -std=c++20 -fPIC -I%stubs
// PKG: Qt6Core Qt6Concurrent Qt6Network
#include <QFuture>
#include <QFutureSynchronizer>
#include <QFutureWatcher>
#include <QMutex>
#include <QProcess>
#include <QSemaphore>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QThreadPool>
#include <QWaitCondition>
#include <QtConcurrent>
#include <nostall_test/task.h>

task<int> futures(QFuture<int> future, QFutureWatcher<int>& watcher) {
  future.waitForFinished();                                             // expect: blocking-wait [qt-future]
  int sum = future.result();                                            // expect: blocking-wait [qt-future]
  sum += future.resultAt(0);                                            // expect: blocking-wait [qt-future]
  sum += future.takeResult();                                           // expect: blocking-wait [qt-future]
  watcher.waitForFinished();                                            // expect: blocking-wait [qt-future]
  sum += watcher.result();                                              // ok: meant for the slot of finished()
  if (future.isFinished()) co_return future.result();                   // ok: it is finished
  future.then([](QFuture<int> finished) { return finished.result(); }); // ok: is handed a finished one
  future.cancel();                                                      // ok: does not wait
  co_return sum;
}

task<> synchronizes() {
  // expect+1: blocking-wait [qt-future]
  QFutureSynchronizer<void> synchronizer;
  co_return;
}

task<> maps(QList<int>& numbers) {
  QtConcurrent::blockingMap(numbers, [](int& number) { ++number; }); // expect: blocking-wait [qt-concurrent-blocking]
  QtConcurrent::map(numbers, [](int& number) { ++number; });         // ok: returns a future
  co_return;
}

task<> threads(QThread& thread, QThreadPool& threads) {
  thread.wait();                 // expect: blocking-wait [qt-thread]
  thread.wait(1000);             // expect: blocking-wait [qt-thread]
  thread.wait(0);                // ok: does not wait
  threads.waitForDone();         // expect: blocking-wait [qt-thread]
  threads.waitForDone(0);        // ok: does not wait
  thread.quit();                 // ok: does not wait
  QThread::sleep(1);             // expect: blocking-wait [qt-sleep]
  QThread::msleep(1);            // expect: blocking-wait [qt-sleep]
  QThread::usleep(1);            // expect: blocking-wait [qt-sleep]
  QThread::yieldCurrentThread(); // ok: does not wait
  co_return;
}

task<> semaphores(QSemaphore& semaphore, QWaitCondition& condition, QMutex& mutex) {
  semaphore.acquire();          // expect: blocking-wait [qt-semaphore]
  semaphore.tryAcquire(1, 100); // expect: blocking-wait [qt-semaphore]
  semaphore.tryAcquire(1);      // ok: does not wait
  semaphore.tryAcquire(1, 0);   // ok: does not wait
  mutex.lock();                 // ok: mutexes are not reported
  condition.wait(&mutex);       // expect: blocking-wait [qt-semaphore]
  condition.wakeAll();          // ok: does not wait
  co_return;
}

task<> devices(QTcpSocket* socket, QProcess& process, QTcpServer& server) {
  socket->connectToHost("localhost", 80); // ok: only starts
  socket->waitForConnected(1000);         // expect: blocking-wait [qt-device]
  socket->waitForReadyRead();             // expect: blocking-wait [qt-device]
  socket->waitForReadyRead(0);            // ok: does not wait
  socket->waitForBytesWritten();          // expect: blocking-wait [qt-device]
  process.waitForStarted();               // expect: blocking-wait [qt-device]
  process.waitForFinished();              // expect: blocking-wait [qt-device]
  server.waitForNewConnection(1000);      // expect: blocking-wait [qt-device]
  QProcess::execute("ls");                // expect: blocking-wait [qt-device]
  socket->readAll();                      // ok: takes what has arrived
  co_return;
}

task<> elsewhere(pool& workers, QFuture<int> future) {
  co_await offload(workers, [&] { future.waitForFinished(); }); // ok: runs on the pool
}
