// Workflow commands that GitHub Actions turns into annotations on the lines of a change. A line of the log
// each; what would end the command or a property of it is escaped, as the service asks.

#include "Report/Json.h"
#include "Report/Report.h"
#include "Report/Source.h"
#include "Report/Terminal.h"
#include "Report/Text.h"

#include <fmt/format.h>

namespace nostall::report {
namespace {

std::string escaped(llvm::StringRef text, bool isProperty) {
  std::string result;
  for (char c : validUtf8(text)) {
    const bool ends = c == '%' || c == '\r' || c == '\n' || (isProperty && (c == ':' || c == ','));
    if (ends)
      result += fmt::format("%{:02X}", static_cast<unsigned>(c));
    else
      result += c;
  }
  return result;
}

const char* command(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Note:
    return "notice";
  }
  return "";
}

/// The message, the path below it, and what else is to be known of the suggestion.
std::string body(const Finding& finding, const std::string& root) {
  std::string text = finding.message;
  for (const PathStep& step : finding.path)
    text += fmt::format("\n{}: `{}`: {}", shownPlace(step.location, root), step.function, step.label);
  if (const std::string advice = furtherAdvice(finding); !advice.empty()) text += "\n" + advice;
  return text;
}

void write(const Report& report, const Style&, llvm::raw_ostream& out) {
  for (const Finding& finding : report.verdict.findings) {
    const Location& place = finding.location;
    out << "::" << command(finding.severity) << " file=" << escaped(shownFile(place.file, report.root), true)
        << ",line=" << place.line << ",endLine=" << place.endLine << ",col=" << place.column;
    // The service takes an end column only within one line.
    if (place.endLine == place.line) out << ",endColumn=" << place.endColumn;
    out << ",title=" << escaped(checkAndRule(finding), true)
        << "::" << escaped(body(finding, report.root), false) << '\n';
  }
  for (const UnitProblem& problem : report.problems) {
    out << (lostFacts(problem) ? "::error" : "::warning")
        << " file=" << escaped(shownFile(problem.unit, report.root), true)
        << ",title=not analysed in full::" << escaped(problemText(problem), false) << '\n';
  }
}

const RegisterReporter registration("github", "annotations for GitHub Actions", write);

} // namespace
} // namespace nostall::report
