#include "PathText.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <fmt/format.h>

namespace nostall::cli {
namespace {

/// Relative to the current folder when that is shorter.
std::string shown(const std::string& file) {
  llvm::SmallString<256> current;
  if (llvm::sys::fs::current_path(current)) return file;
  llvm::StringRef rest(file);
  if (rest.consume_front(current) && rest.consume_front("/")) return rest.str();
  return file;
}

const char* stateName(ContextState state) {
  switch (state) {
  case ContextState::Async:
    return "runs on an event loop";
  case ContextState::Offloaded:
    return "runs off the event loops";
  case ContextState::Unsure:
    return "may run on an event loop";
  }
  return "";
}

} // namespace

void print(const FunctionPath& path, const report::Style& style, llvm::raw_ostream& out) {
  out << path.function << ": ";
  if (path.asyncContext) out << stateName(path.state) << "; ";
  if (path.path.empty()) {
    out << "no blocking call is known behind it\n";
    return;
  }
  out << "blocks\n";
  const char* arrow = style.unicode ? "\u2192" : "->";
  for (const PathStep& step : path.path)
    out << fmt::format("  {} {}:{}:{}  {}  ({})\n", arrow, shown(step.location.file), step.location.line,
                       step.location.column, step.function, step.label);
}

} // namespace nostall::cli
