#include "Lsp/Diagnostics.h"

#include "Editor/Fixes.h"
#include "Report/Text.h"
#include "Support/Files.h"

#include <llvm/Support/FileSystem.h>

namespace nostall::lsp {

namespace json = llvm::json;

namespace {

int severityOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return 1;
  case Severity::Warning:
    return 2;
  case Severity::Note:
    return 3;
  }
  return 3;
}

json::Value text(llvm::StringRef text) { return report::validUtf8(text); }

/// What is seen first, how sure it is, and what to do.
std::string messageOf(const Finding& finding) {
  std::string message = finding.message;
  if (finding.context == ContextState::Unsure)
    message += "\nwhether this code runs on an event loop is not known";
  if (finding.confidence == Confidence::Likely)
    message += "\nlikely: a step of the path depends on the object or callable at run time";
  if (finding.confidence == Confidence::Possible)
    message += "\npossible: a step of the path is one of several, or guessed";
  for (const Note& note : finding.notes)
    if (note.location.file.empty()) message += "\n" + note.text;
  if (!finding.suggestions.empty()) {
    const Suggestion& best = finding.suggestions.front();
    // Most messages end with it.
    if (!llvm::StringRef(message).contains(best.advice)) message += "\ninstead: " + best.advice;
    if (!best.condition.empty()) message += "\nif " + best.condition;
  }
  return message;
}

} // namespace

std::string Writer::uri(const std::string& file) const {
  auto open = picture.open.find(file);
  return open != picture.open.end() ? open->second.uri : uriOf(file);
}

const Writer::Text& Writer::textOf(const std::string& file) {
  auto [entry, isNew] = texts.try_emplace(file);
  Text& text = entry->second;
  if (!isNew) return text;
  if (auto buffer = picture.buffers.find(file); buffer != picture.buffers.end()) {
    text.text = *buffer->second;
  } else if (llvm::Expected<std::string> read = support::readFile(file)) {
    text.owned = std::move(*read);
    text.text = text.owned;
  } else { // Gone: places are clamped to its begin.
    llvm::consumeError(read.takeError());
  }
  text.lines = std::make_unique<Lines>(text.text, client.encoding);
  return text;
}

mlir::lsp::Range Writer::rangeOf(const Location& place) {
  const Lines& lines = *textOf(place.file).lines;
  const mlir::lsp::Position start = lines.position(place.line, place.column);
  return {start, std::max(start, lines.position(place.endLine, place.endColumn))};
}

json::Object Writer::place(const Location& place) {
  return json::Object{{"uri", uri(place.file)}, {"range", rangeOf(place)}};
}

json::Object Writer::diagnostic(const Finding& finding) {
  json::Object result{{"range", rangeOf(finding.location)},
                      {"severity", severityOf(finding.severity)},
                      {"code", finding.check},
                      {"source", "nostall"},
                      {"message", text(messageOf(finding))}};
  const std::string page = pages + "/" + finding.check + ".md";
  if (client.codeDescription && llvm::sys::fs::exists(page))
    result["codeDescription"] = json::Object{{"href", uriOf(page)}};
  if (!client.relatedInformation) return result;
  json::Array related;
  for (const PathStep& step : finding.path)
    if (!step.location.file.empty())
      related.push_back(json::Object{{"location", place(step.location)},
                                     {"message", text("`" + step.function + "`: " + step.label)}});
  for (const Note& note : finding.notes)
    if (!note.location.file.empty())
      related.push_back(json::Object{{"location", place(note.location)}, {"message", text(note.text)}});
  if (!related.empty()) result["relatedInformation"] = std::move(related);
  return result;
}

json::Array Writer::diagnostics(const std::string& file) {
  json::Array all;
  if (auto findings = picture.findings.find(file); findings != picture.findings.end())
    for (const Finding& finding : *findings->second)
      all.push_back(diagnostic(finding));
  return all;
}

json::Array Writer::actions(const std::string& file, mlir::lsp::Range range) {
  json::Array all;
  auto findings = picture.findings.find(file);
  if (findings == picture.findings.end()) return all;
  const Text& of = textOf(file);
  for (const Finding& finding : *findings->second) {
    const mlir::lsp::Range place = rangeOf(finding.location);
    if (place.end < range.start || range.end < place.start) continue;
    for (const editor::Fix& fix : editor::fixesFor(finding, of.text)) {
      json::Object edit{
          {"range", mlir::lsp::Range{of.lines->position(fix.edit.begin), of.lines->position(fix.edit.end)}},
          {"newText", text(fix.edit.text)}};
      json::Object action{
          {"title", text(fix.title)},
          {"kind", "quickfix"},
          {"diagnostics", json::Array{diagnostic(finding)}},
          {"edit", json::Object{{"changes", json::Object{{uri(file), json::Array{std::move(edit)}}}}}}};
      if (fix.exact) action["isPreferred"] = true;
      all.push_back(std::move(action));
    }
  }
  return all;
}

} // namespace nostall::lsp
