// The part of Trantor's interface that the tests use.
#pragma once

#include <functional>

namespace trantor {

using Func = std::function<void()>;

class EventLoop {
public:
  static EventLoop* getEventLoopOfCurrentThread();
  template <typename Functor>
  void runInLoop(Functor&& f) {}
  void queueInLoop(const Func& f);
  void queueInLoop(Func&& f);
  unsigned long runAfter(double delay, const Func& cb);
  unsigned long runAfter(double delay, Func&& cb);
  unsigned long runEvery(double interval, const Func& cb);
  unsigned long runEvery(double interval, Func&& cb);
};

class EventLoopThread {
public:
  EventLoop* getLoop() const;
  void run();
};

class TaskQueue {
public:
  virtual ~TaskQueue();
  virtual void runTaskInQueue(const std::function<void()>& task) = 0;
  virtual void runTaskInQueue(std::function<void()>&& task) = 0;
  void syncTaskInQueue(const std::function<void()>& task);
};
class ConcurrentTaskQueue : public TaskQueue {
public:
  explicit ConcurrentTaskQueue(size_t threadNum);
  void runTaskInQueue(const std::function<void()>& task) override;
  void runTaskInQueue(std::function<void()>&& task) override;
};
class SerialTaskQueue : public TaskQueue {
public:
  SerialTaskQueue();
  void runTaskInQueue(const std::function<void()>& task) override;
  void runTaskInQueue(std::function<void()>&& task) override;
};

} // namespace trantor
