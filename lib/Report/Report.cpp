#include "Report/Report.h"

namespace nostall::report {

static std::map<std::string, ReporterEntry>& registry() {
  static std::map<std::string, ReporterEntry> entries;
  return entries;
}

RegisterReporter::RegisterReporter(std::string name, std::string description, Reporter reporter) {
  registry().insert_or_assign(std::move(name), ReporterEntry{std::move(description), std::move(reporter)});
}

std::string problemText(const UnitProblem& problem) {
  return problem.message.empty() ? problem.status : problem.status + ": " + problem.message;
}

std::string furtherAdvice(const Finding& finding) {
  if (finding.suggestions.empty()) return {};
  const llvm::StringRef message = finding.message;
  for (const Suggestion& suggestion : finding.suggestions) {
    const auto [begin, rest] = llvm::StringRef(suggestion.advice).split("; ");
    const bool written = !suggestion.text.empty() && message.contains(suggestion.text);
    if (!written && !message.contains(begin)) continue;
    const std::string condition = suggestion.condition.empty() ? "" : "if " + suggestion.condition;
    return rest.str() + (rest.empty() || condition.empty() ? "" : "; ") + condition;
  }
  return "instead: " + finding.suggestions.front().advice;
}

const std::map<std::string, ReporterEntry>& reporters() { return registry(); }

} // namespace nostall::report
