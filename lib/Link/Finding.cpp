#include "Link/Finding.h"

#include <ostream>
#include <tuple>

namespace nostall {

bool operator<(const Finding& a, const Finding& b) {
  auto key = [](const Finding& f) {
    return std::tie(f.location, f.check, f.rule, f.callee, f.leaf, f.function, f.message);
  };
  return key(a) < key(b);
}

std::string_view name(Severity severity) {
  switch (severity) {
  case Severity::Note:
    return "note";
  case Severity::Warning:
    return "warning";
  case Severity::Error:
    return "error";
  }
  return "";
}

std::string_view name(Confidence confidence) {
  switch (confidence) {
  case Confidence::Possible:
    return "possible";
  case Confidence::Likely:
    return "likely";
  case Confidence::Certain:
    return "certain";
  }
  return "";
}

std::string_view name(ContextState state) {
  switch (state) {
  case ContextState::Async:
    return "async";
  case ContextState::Offloaded:
    return "offloaded";
  case ContextState::Unsure:
    return "unsure";
  }
  return "";
}

std::string_view name(StepKind kind) {
  switch (kind) {
  case StepKind::Context:
    return "context";
  case StepKind::Call:
    return "call";
  case StepKind::Callable:
    return "callable";
  case StepKind::Blocking:
    return "blocking";
  }
  return "";
}

std::optional<Severity> severityNamed(std::string_view text) {
  for (Severity severity : {Severity::Note, Severity::Warning, Severity::Error})
    if (text == name(severity)) return severity;
  return std::nullopt;
}

std::ostream& operator<<(std::ostream& out, const Location& location) {
  return out << location.file << ':' << location.line << ':' << location.column;
}

std::ostream& operator<<(std::ostream& out, const PathStep& step) {
  return out << step.location << ": " << name(step.kind) << " `" << step.function << "`: " << step.label;
}

std::ostream& operator<<(std::ostream& out, const Finding& finding) {
  out << finding.location << ": " << name(finding.severity) << ": " << finding.message << " ["
      << finding.check << ": " << finding.rule << "] (" << name(finding.confidence) << ", "
      << name(finding.context) << ')';
  for (const PathStep& step : finding.path)
    out << "\n  " << step;
  return out;
}

} // namespace nostall
