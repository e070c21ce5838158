#include "Report/SarifRules.h"

#include "Link/Leaves.h"
#include "Report/Json.h"

#include <llvm/ADT/STLExtras.h>

#include <map>

namespace nostall::report {
namespace {

void message(llvm::json::OStream& json, llvm::StringRef key, const std::string& text) {
  json.attributeObject(key, [&] { json.attribute("text", jsonText(text)); });
}

std::string titleOf(const rules::Library& library) {
  return library.title.empty() ? library.name : library.title;
}

std::string whyOf(const SarifRule& rule) {
  return rule.rule->why.empty() ? rule.library->why : rule.rule->why;
}

/// What the check means, for rules that the catalogue does not have.
std::string meaningOf(const std::string& check) {
  if (check == "suppression-without-reason") return "a suppression comment without a reason silences nothing";
  if (check == "unused-suppression") return "a suppression comment silences nothing";
  return check;
}

std::string shortDescription(const SarifRule& rule) {
  if (!rule.rule) return meaningOf(rule.check);
  return titleOf(*rule.library) + ": " + whyOf(rule);
}

std::string linked(const rules::Alternative& alternative) {
  const std::string code = "`" + alternative.call + "`";
  return alternative.url.empty() ? code : "[" + code + "](" + alternative.url + ")";
}

/// The help as Markdown, or as text when `markdown` is false.
std::string help(const SarifRule& rule, bool markdown) {
  if (!rule.rule) return meaningOf(rule.check) + ".";
  std::string text = linker::isLocal(rule.check)
                         ? "A call of " + titleOf(*rule.library) + ": " + whyOf(rule) + ".\n"
                         : "A call of " + titleOf(*rule.library) + " " + whyOf(rule) +
                               ". On an event loop, nothing else runs meanwhile.\n";
  if (!rule.rule->instead.empty()) text += "\nInstead:\n";
  for (const rules::Alternative& alternative : rule.rule->instead) {
    text += "\n- " + (markdown ? linked(alternative) : "`" + alternative.call + "`");
    if (!alternative.framework.empty()) text += " with " + alternative.framework;
    if (!alternative.since.empty()) text += " (since " + alternative.since + ")";
    if (!alternative.condition.empty()) text += ", if " + alternative.condition;
  }
  if (!rule.rule->instead.empty()) text += "\n";
  if (!rule.rule->note.empty()) text += "\n" + rule.rule->note + "\n";
  const bool python = rule.library->language == rules::Language::Python;
  text += std::string("\nTo keep a call, write `") + (python ? "#" : "//") + " nostall: allow(" + rule.id +
          ") reason` on its line.";
  return text;
}

std::string helpUri(const SarifRule& rule) {
  if (!rule.rule) return {};
  auto known = llvm::find_if(rule.rule->instead, [](const rules::Alternative& a) { return !a.url.empty(); });
  return known == rule.rule->instead.end() ? rule.library->documentation : known->url;
}

/// The word by which services sort alerts.
llvm::StringRef problemSeverity(Severity severity) {
  return severity == Severity::Note ? "recommendation" : sarifLevel(severity);
}

/// The library that stands for what a rule without a catalogue is about.
const rules::Library& libraryOfOwn(const rules::Rule& rule) {
  static const auto titled = [](const rules::Rule& own, const char* title, rules::Language language) {
    rules::Library library;
    library.name = own.library;
    library.title = title;
    library.language = language;
    return library;
  };
  static const rules::Library annotations =
      titled(linker::annotatedBlocking(), "a function of this program", rules::Language::Cxx);
  static const rules::Library unknown =
      titled(linker::unknownReceiver(), "a method of an object of unknown type", rules::Language::Python);
  return &rule == &linker::unknownReceiver() ? unknown : annotations;
}

SarifRule describe(const Report& report, const Finding& finding) {
  SarifRule described{sarifRuleId(finding), finding.check, nullptr, nullptr};
  for (const rules::Rule* rule : linker::ownRules())
    if (rule->id == described.id) return {rule->id, rule->check, rule, &libraryOfOwn(*rule)};
  if (!report.catalogue) return described;
  for (const rules::Library& library : report.catalogue->libraries)
    for (const rules::Rule& rule : library.rules)
      if (rule.id == described.id) return {rule.id, rule.check, &rule, &library};
  return described;
}

} // namespace

const std::string& sarifRuleId(const Finding& finding) {
  return finding.rule.empty() ? finding.check : finding.rule;
}

std::vector<SarifRule> sarifRules(const Report& report, llvm::ArrayRef<policy::Suppressed> silenced) {
  std::map<std::string, SarifRule> rules;
  auto add = [&](const Finding& finding) {
    const std::string& id = sarifRuleId(finding);
    if (!rules.contains(id)) rules.emplace(id, describe(report, finding));
  };
  for (const Finding& finding : report.verdict.findings)
    add(finding);
  for (const policy::Suppressed& suppressed : silenced)
    add(suppressed.finding);
  auto sorted = llvm::make_second_range(rules);
  return {sorted.begin(), sorted.end()};
}

llvm::StringRef sarifLevel(Severity severity) { return name(severity); }

void writeRule(llvm::json::OStream& json, const SarifRule& rule) {
  const Severity severity = rule.rule ? linker::severityOf(*rule.rule) : Severity::Warning;
  json.attribute("id", jsonText(rule.id));
  json.attribute("name", jsonText(rule.id));
  message(json, "shortDescription", shortDescription(rule));
  message(json, "fullDescription", shortDescription(rule));
  json.attributeObject("help", [&] {
    json.attribute("text", jsonText(help(rule, false)));
    json.attribute("markdown", jsonText(help(rule, true)));
  });
  if (const std::string uri = helpUri(rule); !uri.empty()) json.attribute("helpUri", jsonText(uri));
  json.attributeObject("defaultConfiguration", [&] { json.attribute("level", sarifLevel(severity)); });
  json.attributeObject("properties", [&] {
    json.attribute("check", jsonText(rule.check));
    if (rule.library) json.attribute("library", jsonText(rule.library->name));
    json.attribute("problem.severity", problemSeverity(severity));
    json.attributeArray("tags", [&] {
      json.value("performance");
      json.value("concurrency");
    });
  });
}

} // namespace nostall::report
