#include "Report/Json.h"

#include "Report/Source.h"
#include "Report/Text.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::report {
namespace {

using llvm::json::OStream;

void text(OStream& json, llvm::StringRef key, llvm::StringRef value) { json.attribute(key, jsonText(value)); }

void location(OStream& json, const Location& place, const std::string& root) {
  json.attributeObject("location", [&] {
    text(json, "file", shownFile(place.file, root));
    json.attribute("line", place.line);
    json.attribute("column", place.column);
    json.attribute("endLine", place.endLine);
    json.attribute("endColumn", place.endColumn);
  });
}

void step(OStream& json, const PathStep& step, const std::string& root) {
  text(json, "kind", name(step.kind));
  text(json, "function", step.function);
  text(json, "label", step.label);
  location(json, step.location, root);
}

void suggestion(OStream& json, const Suggestion& suggestion, const std::string& root) {
  text(json, "advice", suggestion.advice);
  text(json, "fixClass", suggestion.fixClass);
  text(json, "exactness", suggestion.exactness);
  if (!suggestion.condition.empty()) text(json, "condition", suggestion.condition);
  if (!suggestion.url.empty()) text(json, "url", suggestion.url);
  if (!suggestion.text.empty()) {
    text(json, "text", suggestion.text);
    location(json, suggestion.location, root);
  }
}

} // namespace

llvm::json::Value jsonText(llvm::StringRef text) { return validUtf8(text); }

void writeFinding(OStream& json, const Finding& finding, const std::string& root) {
  text(json, "check", finding.check);
  text(json, "rule", finding.rule);
  text(json, "library", finding.library);
  text(json, "severity", name(finding.severity));
  text(json, "confidence", name(finding.confidence));
  text(json, "context", name(finding.context));
  text(json, "message", finding.message);
  location(json, finding.location, root);
  text(json, "function", finding.function);
  text(json, "callee", finding.callee);
  text(json, "leaf", finding.leaf);
  json.attributeArray("path", [&] {
    for (const PathStep& each : finding.path)
      json.object([&] { step(json, each, root); });
  });
  json.attributeArray("notes", [&] {
    for (const Note& note : finding.notes)
      json.object([&] {
        text(json, "text", note.text);
        if (!note.location.file.empty()) location(json, note.location, root);
      });
  });
  json.attributeArray("suggestions", [&] {
    for (const Suggestion& each : finding.suggestions)
      json.object([&] { suggestion(json, each, root); });
  });
}

void writeRun(OStream& json, const Report& report) {
  json.attributeObject("tool", [&] {
    text(json, "name", "nostall");
    text(json, "version", report.version);
  });
  json.attributeObject("summary", [&] {
    json.attribute("units", report.units);
    json.attribute("analysed", report.analysed);
    json.attribute("complete", !report.interrupted && llvm::none_of(report.problems, lostFacts));
    json.attribute("interrupted", report.interrupted);
    json.attribute("errors", count(report, Severity::Error));
    json.attribute("warnings", count(report, Severity::Warning));
    json.attribute("notes", count(report, Severity::Note));
    json.attribute("suppressed", report.verdict.suppressed.size());
    json.attribute("disabled", report.verdict.disabled);
    json.attribute("unsure", report.verdict.unsure);
  });
  json.attributeObject("counts", [&] {
    json.attribute("functions", report.counts.functions);
    json.attribute("calls", report.counts.calls);
    json.attribute("asyncContexts", report.counts.asyncContexts);
    json.attribute("blockingSites", report.counts.blockingSites);
    json.attribute("offloadedSites", report.counts.offloadedSites);
    json.attributeObject("unresolved", [&] {
      for (const auto& [reason, number] : report.counts.unresolved)
        json.attribute(validUtf8(reason), number);
    });
  });
  json.attributeArray("problems", [&] {
    for (const UnitProblem& problem : report.problems)
      json.object([&] {
        text(json, "unit", shownFile(problem.unit, report.root));
        text(json, "status", problem.status);
        text(json, "message", problem.message);
        if (!problem.reproduce.empty()) text(json, "reproduce", problem.reproduce);
      });
  });
}

bool lostFacts(const UnitProblem& problem) { return problem.status != "recovered"; }

std::size_t count(const Report& report, Severity severity) {
  return llvm::count_if(report.verdict.findings, [&](const Finding& f) { return f.severity == severity; });
}

} // namespace nostall::report
