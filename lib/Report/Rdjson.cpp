// The Reviewdog Diagnostic Format, which reviewdog turns into comments on the lines of a change. The path is
// the diagnostic's related locations. A suggestion can be applied by a click, so only rewrites that keep the
// behaviour are written as one, and only where the replaced text is in the diagnostic's own file: the format
// has no other. Columns are bytes, as ours are.

#include "Report/Json.h"
#include "Report/Source.h"
#include "Report/Terminal.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::report {
namespace {

const char* severityOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "ERROR";
  case Severity::Warning:
    return "WARNING";
  case Severity::Note:
    return "INFO";
  }
  return "";
}

bool isApplicable(const Suggestion& suggestion, const Finding& finding) {
  return suggestion.exactness == "exact" && !suggestion.text.empty() && suggestion.location.line != 0 &&
         suggestion.location.file == finding.location.file && llvm::json::isUTF8(suggestion.text);
}

class Rdjson {
public:
  Rdjson(const Report& report, llvm::raw_ostream& out) : report(report), json(out, 2) {}

  void write() {
    json.object([&] {
      json.attributeObject("source", [&] { json.attribute("name", "nostall"); });
      json.attributeArray("diagnostics", [&] {
        for (const Finding& finding : report.verdict.findings)
          json.object([&] { diagnostic(finding); });
        for (const UnitProblem& problem : report.problems)
          json.object([&] { diagnostic(problem); });
      });
    });
    json.flush();
  }

private:
  void diagnostic(const Finding& finding) {
    std::string message = finding.message;
    if (const std::string advice = furtherAdvice(finding); !advice.empty()) message += "; " + advice;
    json.attribute("message", jsonText(message));
    location(finding.location);
    json.attribute("severity", severityOf(finding.severity));
    json.attributeObject("code", [&] {
      json.attribute("value", jsonText(checkAndRule(finding)));
      for (const Suggestion& suggestion : llvm::ArrayRef(finding.suggestions).take_front())
        if (!suggestion.url.empty()) json.attribute("url", jsonText(suggestion.url));
    });
    suggestions(finding);
    related(finding);
  }

  void diagnostic(const UnitProblem& problem) {
    json.attribute("message", jsonText("not analysed in full: " + problemText(problem)));
    location({.file = problem.unit});
    json.attribute("severity", lostFacts(problem) ? "ERROR" : "WARNING");
  }

  void suggestions(const Finding& finding) {
    auto applicable = llvm::make_filter_range(
        finding.suggestions, [&](const Suggestion& each) { return isApplicable(each, finding); });
    if (applicable.empty()) return;
    json.attributeArray("suggestions", [&] {
      for (const Suggestion& suggestion : applicable)
        json.object([&] {
          range(suggestion.location);
          json.attribute("text", suggestion.text);
        });
    });
  }

  void related(const Finding& finding) {
    json.attributeArray("related_locations", [&] {
      for (const PathStep& step : finding.path)
        if (!step.location.file.empty()) place("`" + step.function + "`: " + step.label, step.location);
      for (const Note& note : finding.notes)
        if (!note.location.file.empty()) place(note.text, note.location);
    });
  }

  void place(const std::string& text, const Location& where) {
    json.object([&] {
      json.attribute("message", jsonText(text));
      location(where);
    });
  }

  void location(const Location& place) {
    json.attributeObject("location", [&] {
      json.attribute("path", jsonText(shownFile(place.file, report.root)));
      if (place.line != 0) range(place);
    });
  }

  void range(const Location& place) {
    json.attributeObject("range", [&] {
      position("start", place.line, place.column);
      if (place.endLine != 0) position("end", place.endLine, place.endColumn);
    });
  }

  void position(llvm::StringRef key, std::uint32_t line, std::uint32_t column) {
    json.attributeObject(key, [&] {
      json.attribute("line", line);
      if (column != 0) json.attribute("column", column);
    });
  }

  const Report& report;
  llvm::json::OStream json;
};

void write(const Report& report, const Style&, llvm::raw_ostream& out) {
  Rdjson(report, out).write();
  out << '\n';
}

const RegisterReporter registration("rdjson", "diagnostics for reviewdog", write);

} // namespace
} // namespace nostall::report
