// What every run ends with: one line that says what was looked at and what came of it, and the command that
// is most likely wanted next.

#include "Report/Json.h"
#include "Report/Report.h"
#include "Report/Terminal.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

#include <fmt/format.h>

namespace nostall::report {
namespace {

std::string plural(std::size_t number, const char* singular) {
  return fmt::format("{} {}{}", number, singular, number == 1 ? "" : "s");
}

std::size_t lost(const Report& report) { return llvm::count_if(report.problems, lostFacts); }

/// `3 errors, 1 warning`
std::string found(const Report& report, const Style& style) {
  std::vector<std::string> parts;
  for (Severity severity : {Severity::Error, Severity::Warning, Severity::Note})
    if (std::size_t number = count(report, severity))
      parts.push_back(paint(style, inkOf(severity), plural(number, std::string(name(severity)).c_str())));
  return parts.empty() ? "0 findings" : llvm::join(parts, ", ");
}

/// What the run did not show or could not see.
std::vector<std::string> besides(const Report& report) {
  std::vector<std::string> parts;
  auto add = [&](std::size_t number, const std::string& text) {
    if (number != 0) parts.push_back(fmt::format("{} {}", number, text));
  };
  std::size_t unresolved = 0;
  for (const auto& [reason, number] : report.counts.unresolved)
    if (reason != NamedLikeBlocking) unresolved += number; // these are findings, if unsure ones
  add(report.verdict.suppressed.size(), "suppressed");
  add(report.verdict.disabled, "disabled by the configuration");
  add(report.verdict.unsure, "unsure (`--unsure` shows them)");
  add(unresolved, unresolved == 1 ? "call not followed" : "calls not followed");
  add(report.problems.size() - lost(report), "parsed with errors");
  if (std::size_t number = lost(report)) parts.push_back(plural(number, "unit") + " not analysed");
  return parts;
}

/// The command to type next; empty when there is nothing to do.
std::string next(const Report& report) {
  if (report.analysed == 0 || lost(report) != 0) return "nostall doctor";
  for (const Finding& finding : report.verdict.findings)
    if (!finding.rule.empty()) return "nostall explain " + finding.rule;
  if (report.verdict.unsure != 0) return "nostall check --unsure";
  if (report.counts.asyncContexts == 0)
    return report.problems.empty() ? "nostall explain blocking-call" : "nostall doctor";
  if (report.counts.blockingSites == 0) return "nostall rules";
  return {};
}

/// Why there are no findings, when that is not because all is well.
std::string caution(const Report& report) {
  if (!report.verdict.findings.empty() || report.verdict.unsure != 0) return {};
  if (report.counts.asyncContexts == 0) return "no code that runs on an event loop was recognised";
  if (report.counts.blockingSites == 0) return "no call that the catalogue knows was seen";
  return {};
}

bool isPython(const Finding& finding) {
  llvm::StringRef file = finding.location.file;
  return file.ends_with(".py") || file.ends_with(".pyw");
}

/// `C++: 2 errors in 12 units (9 from cache)`, a line for each when there are several languages.
std::string linesByLanguage(const Report& report, const Style& style) {
  if (report.languages.size() < 2) return {};
  std::string text;
  for (const auto& [language, units] : report.languages) {
    const bool python = language == facts::Language::Python;
    Report part;
    for (const Finding& finding : report.verdict.findings)
      if (isPython(finding) == python) part.verdict.findings.push_back(finding);
    text += python ? "Python: " : "C++: ";
    if (units.analysed == 0)
      text += fmt::format("none of {} could be analysed", plural(units.units, "unit"));
    else
      text += found(part, style) + " in " + plural(units.analysed, "unit");
    if (units.fromCache != 0) text += fmt::format(" ({} from cache)", units.fromCache);
    text += '\n';
  }
  return text;
}

std::string line(const Report& report, const Style& style) {
  if (report.units == 0) return "no unit was analysed";
  if (report.analysed == 0) return fmt::format("none of {} could be analysed", plural(report.units, "unit"));
  std::string text = found(report, style) + " in " + plural(report.analysed, "unit");
  if (report.fromCache != 0) text += fmt::format(" ({} from cache)", report.fromCache);
  std::vector<std::string> parts = besides(report);
  if (const std::string reason = caution(report); !reason.empty()) parts.insert(parts.begin(), reason);
  if (!parts.empty()) text += "; " + llvm::join(parts, ", ");
  return text;
}

} // namespace

std::string summary(const Report& report, const Style& style) {
  std::string text = report.interrupted ? "interrupted; so far: " : "";
  text += line(report, style);
  text.insert(0, linesByLanguage(report, style));
  if (const std::string command = next(report); !command.empty())
    text += "\nnext: " + paint(style, Ink::Bold, command);
  return text;
}

} // namespace nostall::report
