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

const std::map<std::string, ReporterEntry>& reporters() { return registry(); }

} // namespace nostall::report
