// `nostall rules`: the catalogue as a table, as JSON for tools, or as the page in docs/.

#include "Command.h"
#include "Link/Leaves.h"
#include "RuleText.h"
#include "Session.h"

#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace nostall::cli {
namespace {

struct RulesOptions {
  SessionOptions session;
  std::string format = "text";
};

void printText(const rules::Catalogue& catalogue) {
  std::size_t width = 0;
  for (const rules::Library& library : catalogue.libraries)
    for (const rules::Rule& rule : library.rules)
      width = std::max(width, rule.id.size());
  for (const rules::Library& library : catalogue.libraries) {
    llvm::outs() << library.title << " [" << library.name << "]\n";
    for (const rules::Rule& rule : library.rules)
      llvm::outs() << fmt::format("  {:<{}}  {:<16}  {}\n", rule.id, width, rule.check,
                                  whyText(library, rule));
  }
  llvm::outs() << "\nFrameworks: ";
  bool first = true;
  for (const rules::Framework& framework : catalogue.frameworks) {
    llvm::outs() << (first ? "" : ", ") << framework.name;
    first = false;
  }
  llvm::outs() << "\nExplain one with: nostall explain RULE\n";
}

void printJson(const rules::Catalogue& catalogue) {
  llvm::json::OStream json(llvm::outs(), 2);
  json.array([&] {
    for (const rules::Library& library : catalogue.libraries)
      for (const rules::Rule& rule : library.rules)
        json.object([&] {
          json.attribute("rule", rule.id);
          json.attribute("check", rule.check);
          json.attribute("library", library.name);
          json.attribute("title", library.title);
          json.attribute("language", languageName(library.language));
          json.attribute("engine", engineName(rule.engine));
          json.attribute("why", whyText(library, rule));
          json.attributeArray("calls", [&] {
            for (const std::string& name : callNames(library, rule))
              json.value(name);
          });
          json.attributeArray("instead", [&] {
            for (const rules::Alternative& alternative : rule.instead)
              json.object([&] {
                json.attribute("call", alternative.call);
                if (!alternative.callees.empty())
                  json.attributeArray("for", [&] {
                    for (const rules::Glob& callee : alternative.callees)
                      json.value(callee.pattern);
                  });
                if (!alternative.needs.empty()) json.attribute("needs", alternative.needs);
                if (!alternative.since.empty()) json.attribute("since", alternative.since);
                if (!alternative.url.empty()) json.attribute("url", alternative.url);
                json.attribute("fix", fixName(alternative.fix));
                json.attribute("exactness", exactnessName(alternative.exactness));
              });
          });
        });
  });
  llvm::outs() << '\n';
}

void printMarkdown(const rules::Library& library) {
  if (library.rules.empty()) return;
  llvm::outs() << "\n### " << library.title << "\n\n";
  llvm::outs() << "Library `" << library.name << "`";
  if (!library.documentation.empty()) llvm::outs() << ", [documentation](" << library.documentation << ")";
  llvm::outs() << ".";
  if (!library.affinityNote.empty()) llvm::outs() << " Threads: " << library.affinityNote << ".";
  llvm::outs() << "\n\n| rule | check | engine | calls | instead |\n| --- | --- | --- | --- | --- |\n";
  for (const rules::Rule& rule : library.rules) {
    std::string calls;
    for (const std::string& name : callNames(library, rule))
      calls += (calls.empty() ? "`" : ", `") + name + "`";
    if (!rule.matcher.empty()) calls += calls.empty() ? "AST matcher" : ", AST matcher";
    if (!rule.detector.empty())
      calls += (calls.empty() ? "detector `" : ", detector `") + rule.detector + "`";
    std::string instead;
    for (const rules::Alternative& alternative : rule.instead)
      instead += (instead.empty() ? "`" : "; `") + alternative.call + "` (" + fixName(alternative.fix) +
                 (alternative.since.empty() ? "" : ", since " + alternative.since) + ")";
    if (instead.empty()) instead = linker::isLocal(rule.check) ? "" : "offload";
    llvm::outs() << "| `" << rule.id << "` | " << rule.check << " | " << engineName(rule.engine) << " | "
                 << markdownCell(calls) << " | " << markdownCell(instead) << " |\n";
  }
}

void printMarkdown(const rules::Catalogue& catalogue, rules::Language language) {
  for (const rules::Library& library : catalogue.libraries)
    if (library.language == language) printMarkdown(library);
  llvm::outs() << "\n### Frameworks\n\n| framework | title | task types |\n| --- | --- | --- |\n";
  for (const rules::Framework& framework : catalogue.frameworks) {
    if (framework.language != language) continue;
    std::string types;
    for (const rules::TaskType& task : framework.taskTypes)
      types += (types.empty() ? "`" : ", `") + task.type.pattern + "`";
    llvm::outs() << "| `" << framework.name << "` | " << markdownCell(framework.title) << " | "
                 << markdownCell(types) << " |\n";
  }
}

void printMarkdown(const rules::Catalogue& catalogue) {
  llvm::outs()
      << "<!-- Generated by `nostall rules --format markdown`. Do not edit. -->\n\n# The catalogue\n\n"
      << "What nostall knows to block, and what to await instead. "
      << "How these entries are written: [catalogue-format.md](catalogue-format.md).\n";
  llvm::outs() << "\n## C and C++\n";
  printMarkdown(catalogue, rules::Language::Cxx);
  llvm::outs() << "\n## Python\n";
  printMarkdown(catalogue, rules::Language::Python);
}

const RegisterCommand registration("rules", "list the catalogue", [](CLI::App& app) -> std::function<int()> {
  auto options = std::make_shared<RulesOptions>();
  addCatalogueOptions(app, options->session);
  app.add_option("--format", options->format, "text, json or markdown")
      ->check(CLI::IsMember({"text", "json", "markdown"}));
  return [options]() -> int {
    std::unique_ptr<Session> session = openSession(options->session);
    if (!session) return UsageError;
    if (options->format == "json")
      printJson(session->catalogue);
    else if (options->format == "markdown")
      printMarkdown(session->catalogue);
    else
      printText(session->catalogue);
    return Clean;
  };
});

} // namespace
} // namespace nostall::cli
