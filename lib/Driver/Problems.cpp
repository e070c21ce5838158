#include "Driver/Problems.h"

#include <llvm/Support/Program.h>
#include <llvm/Support/raw_ostream.h>

namespace nostall::driver {

using facts::UnitStatus;

static std::string quoted(const std::vector<std::string>& words) {
  std::string result;
  llvm::raw_string_ostream stream(result);
  for (const std::string& word : words) {
    if (&word != &words.front()) stream << ' ';
    llvm::sys::printArg(stream, word, false);
  }
  return result;
}

/// What Clang itself says of the unit.
static std::string clangCommand(const cxx::UnitCommand& command) {
  std::vector<std::string> words{"clang++-19"};
  if (!command.arguments.empty())
    words.insert(words.end(), command.arguments.begin() + 1, command.arguments.end());
  words.insert(words.begin() + 1, "-fsyntax-only");
  return quoted({"cd", command.directory}) + " && " + quoted(words);
}

static std::string nostallCommand(const cxx::UnitCommand& command, const std::string& database) {
  return quoted({"nostall", "check", "--no-cache", "-j", "1", "--database", database, command.file});
}

bool isAnalysed(UnitStatus status) {
  return status == UnitStatus::Complete || status == UnitStatus::Recovered;
}

/// `Complete` has none.
static const char* statusName(UnitStatus status) {
  switch (status) {
  case UnitStatus::Complete:
    break;
  case UnitStatus::Recovered:
    return "recovered";
  case UnitStatus::Failed:
    return "failed";
  case UnitStatus::Crashed:
    return "crashed";
  case UnitStatus::TimedOut:
    return "timed out";
  case UnitStatus::OutOfMemory:
    return "out of memory";
  }
  return nullptr;
}

std::optional<report::UnitProblem> problemOf(const facts::Unit& unit, const cxx::UnitCommand& command,
                                             const std::string& database) {
  const char* status = statusName(unit.status);
  if (!status) return std::nullopt;
  bool clangKnows = unit.status == UnitStatus::Recovered || unit.status == UnitStatus::Failed;
  return report::UnitProblem{command.file, status, unit.message,
                             clangKnows ? clangCommand(command) : nostallCommand(command, database)};
}

std::optional<report::UnitProblem> problemOf(const std::string& file, UnitStatus status,
                                             const std::string& message) {
  const char* name = statusName(status);
  if (!name) return std::nullopt;
  bool pythonKnows = status == UnitStatus::Recovered;
  return report::UnitProblem{file, name, message,
                             pythonKnows ? quoted({"python3", "-m", "py_compile", file})
                                         : quoted({"nostall", "check", "--no-cache", file})};
}

} // namespace nostall::driver
