// What a configuration says of the project's own functions becomes a part of the catalogue, so that link
// knows one source of truth. It is said for every language: names tell by themselves whose they are.

#include "Policy/Config.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::policy {
namespace {

constexpr const char* Name = "project";

constexpr rules::Language Languages[] = {rules::Language::Cxx, rules::Language::Python};

/// The entry of that name and language, put where the order by name wants it when it is new.
template <class T>
T& entry(std::vector<T>& all, rules::Language language) {
  auto at = llvm::find_if(all, [&](const T& each) {
    return each.name > Name || (each.name == Name && each.language >= language);
  });
  if (at != all.end() && at->name == Name && at->language == language) return *at;
  T fresh;
  fresh.name = Name;
  fresh.title = "this project";
  fresh.language = language;
  return *all.insert(at, std::move(fresh));
}

std::vector<rules::Glob> globs(const std::vector<std::string>& names) {
  std::vector<rules::Glob> result;
  for (const std::string& name : names)
    result.push_back({name});
  return result;
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

bool saysAnything(const rules::Framework& framework) {
  return !framework.aliases.empty() || !framework.taskTypes.empty() || !framework.executors.empty() ||
         !framework.types.empty() || !framework.functions.empty() || !framework.callables.empty() ||
         !framework.hops.empty() || !framework.entryPoints.empty() || !framework.exempt.empty() ||
         !framework.offload.empty();
}

void addFramework(const Config& config, rules::Language language, rules::Catalogue& catalogue) {
  const rules::Framework& own = config.project;
  if (!saysAnything(own) && config.asyncFunctions.empty()) return;
  rules::Framework& framework = entry(catalogue.frameworks, language);
  append(framework.aliases, own.aliases);
  append(framework.types, own.types);
  append(framework.functions, own.functions);
  append(framework.taskTypes, own.taskTypes);
  append(framework.executors, own.executors);
  append(framework.callables, own.callables);
  append(framework.hops, own.hops);
  append(framework.entryPoints, own.entryPoints);
  append(framework.exempt, own.exempt);
  if (!own.offload.empty()) framework.offload = own.offload;
  if (!own.offloadUrl.empty()) framework.offloadUrl = own.offloadUrl;
  if (!own.poolNote.empty()) framework.poolNote = own.poolNote;
  if (!config.asyncFunctions.empty()) {
    rules::EntryPoint named;
    named.functions = globs(config.asyncFunctions);
    framework.entryPoints.push_back(std::move(named));
  }
  framework.file = config.file;
}

void addLibrary(const Config& config, rules::Language language, rules::Catalogue& catalogue) {
  if (config.blockingFunctions.empty()) return;
  rules::Rule rule;
  rule.id = "project-blocking";
  rule.library = Name;
  rule.why = "waits, as the configuration says";
  rules::CallPattern pattern;
  pattern.functions = globs(config.blockingFunctions);
  rule.calls.push_back(std::move(pattern));
  rules::Library& library = entry(catalogue.libraries, language);
  library.rules.push_back(std::move(rule));
  library.file = config.file;
}

} // namespace

void applyConfig(const Config& config, rules::Catalogue& catalogue) {
  for (rules::Language language : Languages) {
    addFramework(config, language, catalogue);
    addLibrary(config, language, catalogue);
  }
}

} // namespace nostall::policy
