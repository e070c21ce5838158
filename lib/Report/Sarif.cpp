// SARIF 2.1.0, written to what code-scanning services need: rules with help, all four fields of a region, the
// path as a code flow, suggestions as fixes, silenced findings as suppressed results, and fingerprints that
// survive moved lines. GitHub does not know suppressed results and would show them as open, so the form for
// it is without them.
//
// Paths are relative to SRCROOT, which is named but not located: the log is the same on every machine, and
// services resolve it by their own checkout. Columns are UTF-16 code units, converted from the source line
// where it can be read.

#include "Report/Json.h"
#include "Report/LineHash.h"
#include "Report/Report.h"
#include "Report/SarifRules.h"
#include "Report/Source.h"
#include "Report/Text.h"
#include "Report/Uri.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/Path.h>

#include <map>

namespace nostall::report {
namespace {

constexpr const char* SourceRoot = "SRCROOT";

class Sarif {
public:
  Sarif(const Report& report, llvm::ArrayRef<policy::Suppressed> silenced, llvm::raw_ostream& out)
      : report(report), silenced(silenced), json(out, 2), rules(sarifRules(report, silenced)) {}

  void write() {
    json.object([&] {
      json.attribute("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                                "sarif-schema-2.1.0.json");
      json.attribute("version", "2.1.0");
      json.attributeArray("runs", [&] { json.object([&] { run(); }); });
    });
    json.flush();
  }

private:
  void run() {
    json.attributeObject("tool", [&] { json.attributeObject("driver", [&] { driver(); }); });
    json.attributeArray("invocations", [&] { json.object([&] { invocation(); }); });
    json.attributeObject("originalUriBaseIds", [&] {
      json.attributeObject(SourceRoot, [&] { message("description", "the folder that was analysed"); });
    });
    json.attribute("columnKind", "utf16CodeUnits");
    json.attributeArray("results", [&] {
      for (const Finding& finding : report.verdict.findings)
        json.object([&] { result(finding, nullptr); });
      for (const policy::Suppressed& suppressed : silenced)
        json.object([&] { result(suppressed.finding, &suppressed.reason); });
    });
  }

  void driver() {
    json.attribute("name", "nostall");
    if (!report.version.empty()) json.attribute("semanticVersion", jsonText(report.version));
    json.attributeArray("rules", [&] {
      for (const SarifRule& rule : rules)
        json.object([&] { writeRule(json, rule); });
    });
  }

  void invocation() {
    const bool complete = !report.interrupted && llvm::none_of(report.problems, lostFacts);
    json.attribute("executionSuccessful", complete);
    json.attributeArray("toolExecutionNotifications", [&] {
      for (const UnitProblem& problem : report.problems)
        json.object([&] { notification(problem); });
      if (report.interrupted)
        json.object([&] {
          json.attribute("level", "error");
          message("message", "the run was interrupted");
        });
    });
  }

  void notification(const UnitProblem& problem) {
    json.attribute("level", lostFacts(problem) ? "error" : "warning");
    message("message", "`" + shownFile(problem.unit, report.root) + "`: " + problemText(problem));
    json.attributeArray("locations", [&] {
      json.object([&] { json.attributeObject("physicalLocation", [&] { artifact(problem.unit); }); });
    });
  }

  void result(const Finding& finding, const std::string* reason) {
    const std::string& id = sarifRuleId(finding);
    auto rule = llvm::find_if(rules, [&](const SarifRule& each) { return each.id == id; });
    json.attribute("ruleId", jsonText(id));
    json.attribute("ruleIndex", static_cast<std::int64_t>(rule - rules.begin()));
    json.attribute("level", sarifLevel(finding.severity));
    message("message", finding.message);
    json.attributeArray("locations", [&] {
      json.object([&] {
        physical(finding.location);
        if (!finding.function.empty())
          json.attributeArray("logicalLocations", [&] {
            json.object([&] { json.attribute("fullyQualifiedName", jsonText(finding.function)); });
          });
      });
    });
    if (!finding.path.empty()) codeFlow(finding);
    related(finding);
    fixes(finding);
    if (reason) suppression(*reason);
    fingerprint(finding.location);
    json.attributeObject("properties", [&] {
      json.attribute("check", jsonText(finding.check));
      json.attribute("library", jsonText(finding.library));
      json.attribute("confidence", jsonText(name(finding.confidence)));
      json.attribute("context", jsonText(name(finding.context)));
      json.attribute("callee", jsonText(finding.callee));
      json.attribute("leaf", jsonText(finding.leaf));
    });
  }

  void codeFlow(const Finding& finding) {
    json.attributeArray("codeFlows", [&] {
      json.object([&] {
        json.attributeArray("threadFlows", [&] {
          json.object([&] {
            json.attributeArray("locations", [&] {
              for (std::size_t at = 0; at < finding.path.size(); ++at)
                json.object([&] { flowStep(finding.path[at], at); });
            });
          });
        });
      });
    });
  }

  void flowStep(const PathStep& step, std::size_t at) {
    json.attributeObject("location", [&] {
      physical(step.location);
      message("message", "`" + step.function + "`: " + step.label);
    });
    json.attributeArray("kinds", [&] { json.value(jsonText(name(step.kind))); });
    json.attribute("nestingLevel", static_cast<std::int64_t>(at));
    json.attribute("executionOrder", static_cast<std::int64_t>(at + 1));
  }

  /// The call that blocks, when it is not the finding's own, and the notes that have a place.
  void related(const Finding& finding) {
    std::vector<std::pair<Location, std::string>> places;
    for (const PathStep& step : finding.path)
      if (step.kind == StepKind::Blocking && step.location != finding.location)
        places.emplace_back(step.location, "`" + step.function + "`: " + step.label);
    for (const Note& note : finding.notes)
      if (!note.location.file.empty()) places.emplace_back(note.location, note.text);
    if (places.empty()) return;
    json.attributeArray("relatedLocations", [&] {
      for (std::size_t at = 0; at < places.size(); ++at)
        json.object([&] {
          json.attribute("id", static_cast<std::int64_t>(at + 1));
          physical(places[at].first);
          message("message", places[at].second);
        });
    });
  }

  void fixes(const Finding& finding) {
    auto written = llvm::make_filter_range(finding.suggestions, [](const Suggestion& suggestion) {
      return !suggestion.text.empty() && suggestion.location.line != 0;
    });
    if (written.empty()) return;
    json.attributeArray("fixes", [&] {
      for (const Suggestion& suggestion : written)
        json.object([&] { fix(suggestion); });
    });
  }

  void fix(const Suggestion& suggestion) {
    std::string text = suggestion.exactness + ": " + suggestion.advice;
    if (!suggestion.condition.empty()) text += "; if " + suggestion.condition;
    message("description", text);
    json.attributeArray("artifactChanges", [&] {
      json.object([&] {
        artifact(suggestion.location.file);
        json.attributeArray("replacements", [&] {
          json.object([&] {
            region("deletedRegion", suggestion.location);
            message("insertedContent", suggestion.text);
          });
        });
      });
    });
  }

  void suppression(const std::string& reason) {
    json.attributeArray("suppressions", [&] {
      json.object([&] {
        json.attribute("kind", "inSource");
        if (!reason.empty()) json.attribute("justification", jsonText(reason));
      });
    });
  }

  void fingerprint(const Location& place) {
    const std::vector<std::string>& hashes = hashesOf(place.file);
    if (place.line == 0 || place.line > hashes.size()) return;
    json.attributeObject("partialFingerprints",
                         [&] { json.attribute("primaryLocationLineHash", hashes[place.line - 1]); });
  }

  const std::vector<std::string>& hashesOf(const std::string& file) {
    auto [entry, isNew] = hashes.try_emplace(file);
    if (isNew)
      if (const std::string* text = sources.text(file)) entry->second = lineHashes(*text);
    return entry->second;
  }

  void message(llvm::StringRef key, const std::string& text) {
    json.attributeObject(key, [&] { json.attribute("text", jsonText(text)); });
  }

  void artifact(const std::string& file) {
    json.attributeObject("artifactLocation", [&] {
      const std::string shown = shownFile(file, report.root);
      if (llvm::sys::path::is_absolute(shown)) {
        json.attribute("uri", "file://" + uriPath(shown));
      } else {
        json.attribute("uri", uriPath(shown));
        json.attribute("uriBaseId", SourceRoot);
      }
    });
  }

  void region(llvm::StringRef key, const Location& place) {
    json.attributeObject(key, [&] {
      json.attribute("startLine", place.line);
      json.attribute("startColumn", column(place.file, place.line, place.column));
      json.attribute("endLine", std::max(place.line, place.endLine));
      json.attribute("endColumn", column(place.file, place.endLine, place.endColumn));
    });
  }

  std::int64_t column(const std::string& file, std::uint32_t line, std::uint32_t bytes) {
    if (bytes == 0) return 1;
    const std::optional<llvm::StringRef> text = sources.line(file, line);
    if (!text || bytes > text->size() + 1) return bytes;
    return static_cast<std::int64_t>(utf16Length(*text, bytes - 1)) + 1;
  }

  void physical(const Location& place) {
    if (place.file.empty()) return;
    json.attributeObject("physicalLocation", [&] {
      artifact(place.file);
      if (place.line != 0) region("region", place);
    });
  }

  const Report& report;
  llvm::ArrayRef<policy::Suppressed> silenced;
  llvm::json::OStream json;
  std::vector<SarifRule> rules;
  Sources sources;
  std::map<std::string, std::vector<std::string>> hashes;
};

void writeAll(const Report& report, const Style&, llvm::raw_ostream& out) {
  Sarif(report, report.verdict.suppressed, out).write();
  out << '\n';
}

void writeOpen(const Report& report, const Style&, llvm::raw_ostream& out) {
  Sarif(report, {}, out).write();
  out << '\n';
}

const RegisterReporter all("sarif", "SARIF 2.1.0 for code-scanning services", writeAll);
const RegisterReporter open("sarif-github", "SARIF for GitHub: without what comments silence", writeOpen);

} // namespace
} // namespace nostall::report
