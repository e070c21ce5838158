// Each worker has one end of a socket pair as standard input (it answers there too) and a pipe as standard
// error, of which the last lines are kept for the message should it die. Descriptors are opened
// close-on-exec, so no worker holds another one's. Sockets rather than pipes: writing to a dead worker is
// then an error code, not a signal.
//
// However runUnits is left, the workers are killed and waited for.
#include "Driver/Workers.h"

#include "Driver/Worker.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/Errno.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <optional>
#include <thread>
#include <utility>

extern char** environ;

namespace nostall::driver {
namespace {

using Clock = std::chrono::steady_clock;
using facts::UnitStatus;

/// How often a stop request is looked for.
constexpr std::chrono::milliseconds Patience{100};
constexpr std::size_t MostErrorText = 4096;

/// An open descriptor.
class Descriptor {
public:
  explicit Descriptor(int number = -1) : number(number) {}
  Descriptor(Descriptor&& other) noexcept : number(std::exchange(other.number, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number, other.number);
    return *this;
  }
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
  int get() const { return number; }

private:
  int number;
};

llvm::Error systemError(const char* what) {
  return llvm::createStringError(fmt::format("cannot start a worker: {}: {}", what, std::strerror(errno)));
}

/// Out of the way of 0, 1 and 2, which the worker gets anew even if this process has none.
Descriptor moveUp(int number) {
  Descriptor old(number);
  return number > STDERR_FILENO ? std::move(old)
                                : Descriptor(::fcntl(number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

struct Worker {
  pid_t process = -1;
  Descriptor channel;
  Descriptor errors;
  std::optional<std::size_t> request; ///< what it works on
  Clock::time_point deadline;
  std::string unsent;
  std::string received;
  std::string errorText;
};

llvm::Expected<Worker> start(const std::string& program) {
  Worker worker;
  std::array<int, 2> sockets;
  std::array<int, 2> pipe;
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0)
    return systemError("socketpair");
  worker.channel = moveUp(sockets[0]);
  Descriptor theirChannel = moveUp(sockets[1]);
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return systemError("pipe");
  worker.errors = moveUp(pipe[0]);
  Descriptor theirErrors = moveUp(pipe[1]);
  for (int number : {worker.channel.get(), worker.errors.get()})
    if (::fcntl(number, F_SETFL, O_NONBLOCK) != 0) return systemError("fcntl");

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, theirChannel.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, theirErrors.get(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, theirErrors.get(), STDERR_FILENO);
  std::string name = program;
  std::string option = "--worker";
  std::array<char*, 3> arguments{name.data(), option.data(), nullptr};
  int code = posix_spawn(&worker.process, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (code != 0)
    return llvm::createStringError(fmt::format("cannot start `{}`: {}", program, std::strerror(code)));
  return worker;
}

/// Ends a worker and says how it ended; one that is about to end by itself gets the time to.
int finish(Worker& worker, bool kill) {
  int status = 0;
  pid_t ended = 0;
  for (int tries = 0; !kill && ended == 0 && tries != 1000; ++tries) {
    ended = ::waitpid(worker.process, &status, WNOHANG);
    if (ended == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  if (ended == 0) {
    ::kill(worker.process, SIGKILL);
    llvm::sys::RetryAfterSignal(-1, ::waitpid, worker.process, &status, 0);
  }
  worker.process = -1;
  return status;
}

/// Reads what there is. False: the other side is gone.
bool receive(int descriptor, std::string& into) {
  std::array<char, 1 << 16> chunk;
  // A worker that never stops talking must not keep the others waiting.
  for (int chunks = 0; chunks != 64; ++chunks) {
    ssize_t size = llvm::sys::RetryAfterSignal(-1, ::read, descriptor, chunk.data(), chunk.size());
    if (size < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
    if (size == 0) return false;
    into.append(chunk.data(), static_cast<std::size_t>(size));
  }
  return true;
}

/// Writes what the other side takes. False: it is gone.
bool send(int descriptor, std::string& unsent) {
  while (!unsent.empty()) {
    ssize_t size =
        llvm::sys::RetryAfterSignal(-1, ::send, descriptor, unsent.data(), unsent.size(), MSG_NOSIGNAL);
    if (size < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
    unsent.erase(0, static_cast<std::size_t>(size));
  }
  return true;
}

/// The last line that says something.
std::string lastWords(llvm::StringRef errorText) {
  std::string line = errorText.rtrim().rsplit('\n').second.trim().str();
  if (line.empty()) line = errorText.trim().str();
  return line.empty() ? "" : ": " + line;
}

struct Loss {
  UnitStatus status;
  std::string message;
};

Loss describe(int status, const std::string& errorText) {
  int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  // Nobody here sent that signal: the kernel kills what takes too much.
  if (code == 128 + SIGKILL)
    return {UnitStatus::OutOfMemory, "killed by the system, most likely for want of memory"};
  if (code == WorkerOutOfMemory) return {UnitStatus::OutOfMemory, "memory ran out"};
  if (code > 128)
    return {UnitStatus::Crashed, fmt::format("killed by signal {} ({}){}", code - 128,
                                             ::strsignal(code - 128), lastWords(errorText))};
  return {UnitStatus::Crashed,
          fmt::format("the worker ended with exit code {}{}", code, lastWords(errorText))};
}

class Pool {
public:
  Pool(const PoolOptions& options, const std::vector<Request>& requests,
       const std::function<void(std::size_t, Answer)>& done)
      : options(options), requests(requests), done(done) {}
  ~Pool() {
    // At the end of input a worker that has nothing to do waits for its last child and ends.
    for (Worker& worker : workers)
      if (!worker.request) worker.channel = Descriptor();
    for (Worker& worker : workers)
      if (worker.process > 0) finish(worker, worker.request.has_value());
  }

  llvm::Error run();

private:
  bool stopped() const { return options.stop && *options.stop; }
  bool busy() const {
    return std::ranges::any_of(workers, [](const Worker& worker) { return worker.request.has_value(); });
  }
  llvm::Error handOut();
  void wait();
  void readAnswer(Worker& worker, bool alive);
  void lose(Worker& worker, const Loss& loss);

  const PoolOptions& options;
  const std::vector<Request>& requests;
  const std::function<void(std::size_t, Answer)>& done;
  std::vector<Worker> workers;
  std::size_t next = 0;
};

llvm::Error Pool::run() {
  while (!stopped()) {
    if (llvm::Error error = handOut()) return error;
    if (!busy()) break;
    wait();
  }
  return llvm::Error::success();
}

llvm::Error Pool::handOut() {
  std::erase_if(workers, [](const Worker& worker) { return worker.process < 0; });
  while (next != requests.size()) {
    auto idle = std::ranges::find_if(workers, [](const Worker& worker) { return !worker.request; });
    if (idle == workers.end()) {
      if (workers.size() >= std::max(1u, options.jobs)) break;
      llvm::Expected<Worker> started = start(options.program);
      if (!started) return started.takeError();
      workers.push_back(std::move(*started));
      idle = std::prev(workers.end());
    }
    idle->request = next;
    idle->deadline = Clock::now() + options.unitTimeout;
    idle->errorText.clear();
    idle->unsent = toFrame(toParts(requests[next++]));
    send(idle->channel.get(), idle->unsent);
  }
  return llvm::Error::success();
}

void Pool::wait() {
  std::vector<pollfd> polled;
  std::chrono::milliseconds patience = Patience;
  for (const Worker& worker : workers) {
    short events = static_cast<short>(POLLIN | (worker.unsent.empty() ? 0 : POLLOUT));
    polled.push_back({worker.channel.get(), events, 0});
    polled.push_back({worker.errors.get(), POLLIN, 0});
    if (worker.request)
      patience =
          std::min(patience, std::chrono::ceil<std::chrono::milliseconds>(worker.deadline - Clock::now()));
  }
  if (::poll(polled.data(), polled.size(), static_cast<int>(std::max<long long>(patience.count(), 0))) < 0)
    return;

  for (std::size_t i = 0; i != workers.size(); ++i) {
    Worker& worker = workers[i];
    if (polled[2 * i + 1].revents) {
      // Its end shows on the channel; until then nothing may be polled in vain.
      if (!receive(worker.errors.get(), worker.errorText)) worker.errors = Descriptor();
      if (worker.errorText.size() > MostErrorText)
        worker.errorText.erase(0, worker.errorText.size() - MostErrorText);
    }
    bool alive = true;
    if (polled[2 * i].revents & POLLOUT) alive = send(worker.channel.get(), worker.unsent);
    if (polled[2 * i].revents & (POLLIN | POLLHUP | POLLERR))
      alive = receive(worker.channel.get(), worker.received) && alive;
    readAnswer(worker, alive);
    if (worker.process > 0 && worker.request && Clock::now() >= worker.deadline) {
      finish(worker, true);
      lose(worker,
           {UnitStatus::TimedOut, fmt::format("not done after {} s; allow more with `--unit-timeout`",
                                              std::chrono::duration<double>(options.unitTimeout).count())});
    }
  }
}

void Pool::readAnswer(Worker& worker, bool alive) {
  auto parts = takeFrame(worker.received);
  if (parts && *parts && worker.request) {
    llvm::Expected<Answer> answer = toAnswer(std::move(**parts));
    if (answer && answer->record.unit.mainFile != requests[*worker.request].command.file)
      answer = llvm::createStringError("answered for another unit");
    if (answer) {
      done(*std::exchange(worker.request, std::nullopt), std::move(*answer));
      if (!alive) finish(worker, false);
      return;
    }
    parts = answer.takeError();
  }
  if (!parts) {
    finish(worker, true);
    lose(worker, {UnitStatus::Crashed, "the worker " + llvm::toString(parts.takeError())});
  } else if (!alive) {
    int status = finish(worker, false);
    if (worker.errors.get() >= 0) receive(worker.errors.get(), worker.errorText);
    lose(worker, describe(status, worker.errorText));
  }
}

void Pool::lose(Worker& worker, const Loss& loss) {
  if (!worker.request) return;
  std::size_t request = *std::exchange(worker.request, std::nullopt);
  const cxx::UnitCommand& command = requests[request].command;
  Answer answer;
  answer.record.unit.mainFile = command.file;
  answer.record.unit.target = command.target;
  answer.record.unit.notes = command.notes;
  answer.record.unit.status = loss.status;
  answer.record.unit.message = loss.message;
  done(request, std::move(answer));
}

} // namespace

llvm::Error runUnits(const PoolOptions& options, const std::vector<Request>& requests,
                     const std::function<void(std::size_t request, Answer answer)>& done) {
  return Pool(options, requests, done).run();
}

} // namespace nostall::driver
