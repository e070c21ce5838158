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

std::optional<report::UnitProblem> problemOf(const facts::Unit& unit, const cxx::UnitCommand& command,
                                             const std::string& database) {
  report::UnitProblem problem{command.file, "", unit.message, ""};
  switch (unit.status) {
  case UnitStatus::Complete:
    return std::nullopt;
  case UnitStatus::Recovered:
    problem.status = "recovered";
    problem.reproduce = clangCommand(command);
    break;
  case UnitStatus::Failed:
    problem.status = "failed";
    problem.reproduce = clangCommand(command);
    break;
  case UnitStatus::Crashed:
    problem.status = "crashed";
    break;
  case UnitStatus::TimedOut:
    problem.status = "timed out";
    break;
  case UnitStatus::OutOfMemory:
    problem.status = "out of memory";
    break;
  }
  if (problem.reproduce.empty()) problem.reproduce = nostallCommand(command, database);
  return problem;
}

} // namespace nostall::driver
