#include "Driver/Worker.h"

#include "Cxx/Analyse.h"
#include "Driver/Driver.h"

#include <llvm/Support/Errno.h>
#include <llvm/Support/ErrorHandling.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <new>

namespace nostall::driver {
namespace {

/// What Clang prints must not end up among the answers.
int takeChannel() {
  int channel = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(STDERR_FILENO, STDOUT_FILENO);
  if (nothing > STDERR_FILENO) ::close(nothing);
  return channel;
}

bool writeAll(int channel, llvm::StringRef bytes) {
  while (!bytes.empty()) {
    ssize_t written = llvm::sys::RetryAfterSignal(-1, ::write, channel, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes = bytes.drop_front(static_cast<std::size_t>(written));
  }
  return true;
}

/// False at the end of input.
bool readSome(int channel, std::string& buffer) {
  std::array<char, 1 << 16> chunk;
  ssize_t size = llvm::sys::RetryAfterSignal(-1, ::read, channel, chunk.data(), chunk.size());
  if (size <= 0) return false;
  buffer.append(chunk.data(), static_cast<std::size_t>(size));
  return true;
}

[[noreturn]] void outOfMemory() { ::_exit(WorkerOutOfMemory); }

void limit(std::uint64_t memory) {
  rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  if (memory) {
    rlimit space{memory, memory};
    ::setrlimit(RLIMIT_AS, &space);
  }
  std::set_new_handler(outOfMemory);
  llvm::install_bad_alloc_error_handler([](void*, const char*, bool) { outOfMemory(); });
}

[[noreturn]] void work(int channel, const Request& request,
                       const std::function<facts::Unit(const Request&)>& analyse) {
  limit(request.memory);
  bool sent = writeAll(channel, toFrame(toParts(encodeUnit(analyse(request)))));
  ::_exit(sent ? WorkerDone : WorkerBadRequest);
}

/// How a child ended, as the worker's exit code.
int waitFor(pid_t child) {
  int status = 0;
  if (llvm::sys::RetryAfterSignal(-1, ::waitpid, child, &status, 0) != child) return WorkerCannotFork;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

} // namespace

int serve(const std::function<facts::Unit(const Request&)>& analyse) {
  // Ctrl-C reaches the whole group; the driver decides what becomes of its workers.
  std::signal(SIGINT, SIG_IGN);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  int channel = takeChannel();
  const pid_t self = ::getpid();
  std::string buffer;
  while (true) {
    auto parts = takeFrame(buffer);
    if (!parts) {
      llvm::consumeError(parts.takeError());
      return WorkerBadRequest;
    }
    if (!*parts) {
      if (!readSome(channel, buffer)) return buffer.empty() ? WorkerDone : WorkerBadRequest;
      continue;
    }
    std::optional<Request> request = toRequest(**parts);
    if (!request) return WorkerBadRequest;
    pid_t child = ::fork();
    if (child < 0) return WorkerCannotFork;
    if (child == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (::getppid() != self) ::_exit(WorkerBadRequest);
      work(channel, *request, analyse);
    }
    if (int code = waitFor(child); code != WorkerDone) return code;
  }
}

int workerMain() {
  return serve([](const Request& request) {
    return cxx::analyseUnit(request.command, request.resourceDirectory, request.astRules,
                            llvm::vfs::createPhysicalFileSystem());
  });
}

} // namespace nostall::driver
