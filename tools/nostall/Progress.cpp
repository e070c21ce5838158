#include "Progress.h"

#include <llvm/Support/Path.h>
#include <llvm/Support/Process.h>
#include <llvm/Support/Unicode.h>
#include <llvm/Support/raw_ostream.h>

#include <fmt/format.h>
#include <unistd.h>

namespace nostall::cli {

Progress::Progress(bool enabled, bool unicode)
    : active(enabled && ::isatty(STDERR_FILENO) == 1), unicode(unicode) {}

Progress::~Progress() { clear(); }

void Progress::update(std::size_t done, std::size_t all, const std::string& unit) {
  if (!active || all == 0) return;
  constexpr std::size_t Width = 28;
  const std::size_t filled = Width * done / all;
  std::string bar;
  for (std::size_t i = 0; i < Width; ++i)
    bar += i < filled ? (unicode ? "\u2588" : "#") : (unicode ? "\u2591" : ".");
  std::string line = fmt::format("[{}] {}/{} {}", bar, done, all, llvm::sys::path::filename(unit).str());
  const int columns = static_cast<int>(llvm::sys::Process::StandardErrColumns());
  if (columns > 0 && llvm::sys::unicode::columnWidthUTF8(line) >= columns)
    line = fmt::format("[{}] {}/{}", bar, done, all);
  llvm::errs() << "\r\x1b[K" << line;
  llvm::errs().flush();
  drawn = true;
}

void Progress::clear() {
  if (!drawn) return;
  llvm::errs() << "\r\x1b[K";
  llvm::errs().flush();
  drawn = false;
}

} // namespace nostall::cli
