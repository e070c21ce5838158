#include "Support/Files.h"

#include <llvm/ADT/ScopeExit.h>
#include <llvm/Support/Errno.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

#include <sys/stat.h>
#include <unistd.h>

namespace nostall::support {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static llvm::Error failure(llvm::StringRef what, llvm::StringRef file, std::error_code code) {
  return llvm::createStringError(code, "cannot " + what + " `" + file + "`: " + code.message());
}

static std::error_code lastError() { return {errno, std::generic_category()}; }

llvm::Expected<std::string> readFile(const std::string& file) {
  // A pipe or a device could block for ever or never end.
  fs::file_status status;
  if (std::error_code code = fs::status(file, status)) return failure("read", file, code);
  if (fs::is_directory(status)) return failure("read", file, std::make_error_code(std::errc::is_a_directory));
  if (!fs::is_regular_file(status))
    return llvm::createStringError("cannot read `" + file + "`: not a regular file");
  // Volatile: read, not mapped, so that a file that shrinks meanwhile is no SIGBUS.
  auto buffer = llvm::MemoryBuffer::getFile(file, false, false, true);
  if (!buffer) return failure("read", file, buffer.getError());
  return (*buffer)->getBuffer().str();
}

static std::int64_t nanoseconds(const timespec& time) {
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

std::optional<FileStat> statFile(const std::string& file) {
  struct stat status = {};
  if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return FileStat{status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
                  nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
}

static std::error_code writeAll(int descriptor, llvm::StringRef content) {
  while (!content.empty()) {
    ssize_t written = llvm::sys::RetryAfterSignal(-1, ::write, descriptor, content.data(), content.size());
    if (written < 0) return lastError();
    content = content.drop_front(static_cast<std::size_t>(written));
  }
  return {};
}

llvm::Error writeAtomically(const std::string& file, llvm::StringRef content, Durability durability) {
  int descriptor = -1;
  llvm::SmallString<256> temporary;
  if (std::error_code code = fs::createUniqueFile(file + ".%%%%%%%%.tmp", descriptor, temporary, fs::OF_None,
                                                  fs::all_read | fs::owner_write))
    return failure("write", file, code);
  auto removeTemporary = llvm::make_scope_exit([&] { fs::remove(temporary); });

  std::error_code code = writeAll(descriptor, content);
  if (!code && durability == Durability::PowerLoss && ::fsync(descriptor) != 0) code = lastError();
  if (::close(descriptor) != 0 && !code) code = lastError();
  if (!code) code = fs::rename(temporary, file);
  if (code) return failure("write", file, code);
  removeTemporary.release();
  return llvm::Error::success();
}

std::string absolutePath(llvm::StringRef file, llvm::StringRef base) {
  llvm::SmallString<256> result(file);
  if (base.empty())
    (void)fs::make_absolute(result);
  else
    fs::make_absolute(base, result);
  path::remove_dots(result, true);
  return std::string(result);
}

bool isInside(llvm::StringRef file, llvm::StringRef folder) {
  folder = folder.rtrim('/');
  return file.consume_front(folder) && (file.empty() || file.front() == '/');
}

} // namespace nostall::support
