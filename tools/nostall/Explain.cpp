// `nostall explain RULE|CHECK`: the page of a check, or what the catalogue says of a rule or a library.

#include "Command.h"
#include "Link/Leaves.h"
#include "RuleText.h"
#include "Session.h"
#include "Support/Files.h"
#include "Support/Locations.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>

#include <fmt/format.h>

#include <memory>

namespace nostall::cli {
namespace {

void print(const rules::Library& library, const rules::Rule& rule) {
  llvm::outs() << rule.id << " [" << rule.check << "]\n";
  llvm::outs() << "  library:  " << library.title << " (" << library.name << ")\n";
  llvm::outs() << "  engine:   " << engineName(rule.engine) << '\n';
  const bool local = linker::isLocal(rule.check);
  llvm::outs() << (local ? "  why:      " : "  blocks:   ") << whyText(library, rule) << '\n';
  if (rule.offByDefault) llvm::outs() << "  off by default: `enable: " << rule.id << "` turns it on\n";
  llvm::outs() << "  calls:\n";
  for (const std::string& name : callNames(library, rule))
    llvm::outs() << "    " << name << '\n';
  if (!rule.matcher.empty()) llvm::outs() << "    AST matcher: " << rule.matcher << '\n';
  if (rule.instead.empty() && !local)
    llvm::outs() << "  instead:  nothing awaitable exists; hand the call to a thread that may wait\n";
  else if (!rule.instead.empty())
    llvm::outs() << "  instead:\n";
  for (const rules::Alternative& alternative : rule.instead) {
    llvm::outs() << "    " << alternative.call << " (" << fixName(alternative.fix) << ", "
                 << exactnessName(alternative.exactness);
    if (!alternative.since.empty()) llvm::outs() << ", since " << alternative.since;
    if (!alternative.framework.empty()) llvm::outs() << ", with " << alternative.framework;
    llvm::outs() << ")\n";
    for (const rules::Glob& callee : alternative.callees)
      llvm::outs() << "      for: " << callee.pattern << '\n';
    if (!alternative.needs.empty()) llvm::outs() << "      needs: " << alternative.needs << '\n';
    if (!alternative.rewrite.empty()) llvm::outs() << "      rewrite: " << alternative.rewrite << '\n';
    if (!alternative.condition.empty()) llvm::outs() << "      only if: " << alternative.condition << '\n';
    if (!alternative.url.empty()) llvm::outs() << "      " << alternative.url << '\n';
  }
  if (!library.affinityNote.empty()) llvm::outs() << "  threads:  " << library.affinityNote << '\n';
  if (!rule.note.empty()) llvm::outs() << "  note:     " << rule.note << '\n';
}

/// Prints the page of a check; false when there is none of that name.
bool printPage(llvm::StringRef name) {
  llvm::SmallString<256> path(support::checkPagesDirectory());
  llvm::sys::path::append(path, name + ".md");
  llvm::Expected<std::string> page = support::readFile(std::string(path));
  if (!page) {
    llvm::consumeError(page.takeError());
    return false;
  }
  llvm::outs() << *page;
  return true;
}

int explain(const SessionOptions& options, const std::string& name) {
  std::unique_ptr<Session> session = openSession(options);
  if (!session) return UsageError;
  llvm::StringRef wanted(name);
  wanted.consume_front("nostall-");
  if (!wanted.contains('/') && !wanted.contains("..") && printPage(wanted)) return Clean;

  bool found = false;
  std::string nearest;
  unsigned nearestDistance = ~0u;
  const auto consider = [&](llvm::StringRef candidate) {
    const unsigned distance = wanted.edit_distance(candidate, true, nearestDistance);
    if (distance < nearestDistance) {
      nearestDistance = distance;
      nearest = candidate.str();
    }
  };
  for (const rules::Library& library : session->catalogue.libraries) {
    consider(library.name);
    for (const rules::Rule& rule : library.rules) {
      consider(rule.id);
      if (wanted != rule.id && wanted != library.name) continue;
      if (found) llvm::outs() << '\n';
      print(library, rule);
      found = true;
    }
  }
  if (found) return Clean;
  return usageError(
      fmt::format("no check, rule or library is named `{}`; the nearest is `{}`, and `nostall rules` "
                  "lists them all",
                  name, nearest));
}

const RegisterCommand
    registration("explain", "explain a check, a rule or a library",
                 [](CLI::App& app) -> std::function<int()> {
                   auto options = std::make_shared<SessionOptions>();
                   auto name = std::make_shared<std::string>();
                   addCatalogueOptions(app, *options);
                   app.add_option("name", *name, "name of a check, a rule or a library")->required();
                   return [=] { return explain(*options, *name); };
                 });

} // namespace
} // namespace nostall::cli
