// GitLab's code quality report: one array, which a merge request is compared by. GitLab shows the
// description, the severity and the line, and nothing else of an entry, so path and suggestion
// are part of the description. Of entries with the same fingerprint it keeps one, and it drops everything
// behind an entry that lacks a field.

#include "Facts/Store.h"
#include "Report/Fingerprint.h"
#include "Report/Json.h"
#include "Report/Terminal.h"
#include "Report/Text.h"

#include <fmt/format.h>

#include <algorithm>

namespace nostall::report {
namespace {

using llvm::json::OStream;

/// The message, what else is to be known of the suggestion, and the calls below the finding's own.
std::string description(const Finding& finding, const std::string& root) {
  std::string text = finding.message;
  if (const std::string advice = furtherAdvice(finding); !advice.empty()) text += "; " + advice;
  std::string path;
  for (const PathStep& step : finding.path)
    if (step.kind != StepKind::Context && step.location != finding.location)
      path += fmt::format("{}`{}` at {}:{}", path.empty() ? "" : ", ", step.function,
                          shownFile(step.location.file, root), step.location.line);
  if (!path.empty()) text += "; path: " + path;
  return text;
}

const char* severityOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "major";
  case Severity::Warning:
    return "minor";
  case Severity::Note:
    return "info";
  }
  return "";
}

void entry(OStream& json, const std::string& check, const std::string& text, const char* severity,
           const std::string& fingerprint, const std::string& file, std::uint32_t line) {
  json.object([&] {
    json.attribute("description", jsonText(printable(text, /*unicode=*/true)));
    json.attribute("check_name", jsonText(check));
    json.attribute("fingerprint", fingerprint);
    json.attribute("severity", severity);
    json.attributeObject("location", [&] {
      json.attribute("path", jsonText(file));
      json.attributeObject("lines", [&] { json.attribute("begin", std::max<std::uint32_t>(line, 1)); });
    });
  });
}

void write(const Report& report, const Style&, llvm::raw_ostream& out) {
  Sources sources;
  const std::vector<Finding>& findings = report.verdict.findings;
  const std::vector<std::string> known = fingerprints(findings, report.root, sources);
  OStream json(out, 2);
  json.array([&] {
    for (std::size_t at = 0; at < findings.size(); ++at)
      entry(json, checkAndRule(findings[at]), description(findings[at], report.root),
            severityOf(findings[at].severity), known[at], shownFile(findings[at].location.file, report.root),
            findings[at].location.line);
    for (const UnitProblem& problem : report.problems) {
      const std::string file = shownFile(problem.unit, report.root);
      const std::string text = problemText(problem);
      entry(json, "not-analysed", "not analysed in full: " + text, lostFacts(problem) ? "major" : "info",
            facts::hashBytes(file + '\0' + text), file, 0);
    }
  });
  json.flush();
  out << '\n';
}

const RegisterReporter registration("gitlab", "code quality report for GitLab", write);

} // namespace
} // namespace nostall::report
