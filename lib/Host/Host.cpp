// The unit's own shards take the place of the stored ones about the same files: they are what the files say
// now, and a program that follows edits must not see a function twice. What is left of the stored program is
// linked with them, and only what stands in the unit's files is of interest.
#include "Host/Host.h"

#include "Cxx/Analyse.h"
#include "Host/SettingsCache.h"
#include "Host/Stale.h"
#include "Host/StoredProgram.h"
#include "Link/Link.h"
#include "Policy/Policy.h"
#include "Support/Files.h"
#include "Support/Locations.h"

#include <clang/AST/ASTContext.h>

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringSet.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <map>
#include <set>
#include <sstream>

namespace nostall::host {
namespace {

namespace path = llvm::sys::path;

/// The nearest file or folder of that name, in `folder` or above it.
std::string locate(const std::string& name, llvm::StringRef folder) {
  if (name.empty() || path::is_absolute(name)) return name;
  for (; !folder.empty(); folder = path::parent_path(folder))
    if (std::string candidate = support::absolutePath(name, folder); llvm::sys::fs::exists(candidate))
      return candidate;
  return name;
}

std::vector<cxx::AstRule> astRulesOf(const rules::Catalogue& catalogue) {
  std::vector<cxx::AstRule> result;
  for (const rules::Library& library : catalogue.libraries)
    for (const rules::Rule& rule : library.rules)
      if (library.language == facts::Language::Cxx && !rule.matcher.empty())
        result.push_back({rule.id, rule.matcher});
  return result;
}

std::shared_ptr<const Prepared> settingsOf(const Options& options, const std::string& folder,
                                           Outcome& outcome) {
  llvm::Expected<std::string> rules = support::rulesDirectory();
  if (!rules) {
    outcome.errors.push_back(llvm::toString(rules.takeError()));
    return nullptr;
  }
  policy::SettingsRequest request;
  request.directory = folder;
  request.configFile = locate(options.configFile, folder);
  for (const std::string& file : options.catalogueFiles)
    request.catalogueFiles.push_back(locate(file, folder));
  // What the bundled rules say of other languages takes most of the time to read.
  request.rulesDirectory = *rules + "/cpp";
  auto prepared = settingsFor(std::move(request));
  if (prepared->settings.ok()) return prepared;
  for (const rules::Problem& problem : prepared->settings.problems) {
    if (!problem.error) continue;
    std::ostringstream text;
    text << problem;
    outcome.errors.push_back(text.str());
  }
  return nullptr;
}

/// An editor's AST has the declarations of the main file alone, and templates of headers without bodies.
bool isWhole(clang::ASTContext& context) {
  return llvm::any_of(context.getTraversalScope(), llvm::IsaPred<clang::TranslationUnitDecl>);
}

/// What a unit had besides what stands in its main file: instantiations of templates that stand elsewhere.
std::shared_ptr<const facts::Shard> instantiationsOf(const facts::Shard& shard) {
  auto rest = std::make_shared<facts::Shard>(shard);
  rest->suppressions.clear();
  rest->entities.clear();
  std::vector<facts::Index> numbers;
  for (const facts::Entity& entity : shard.entities) {
    const bool kept = entity.range.file != 0 && entity.range.file != facts::None;
    numbers.push_back(kept ? static_cast<facts::Index>(rest->entities.size()) : facts::None);
    if (!kept) continue;
    facts::Entity& copy = rest->entities.emplace_back(entity);
    if (copy.parent != facts::None) copy.parent = numbers[copy.parent];
  }
  return rest;
}

/// Adds the stored shards of files that the unit has none of, and gives the unit's own their targets.
void addProgram(std::vector<LinkShard>& shards, StoredProgram program, bool whole) {
  llvm::StringMap<std::set<std::string>> own;
  for (const LinkShard& shard : shards)
    own[shard.shard->files.front()].insert(program.targets.begin(), program.targets.end());
  // Link wants them by file; of equal keys a multimap keeps the order.
  std::multimap<std::string, LinkShard> all;
  for (LinkShard& shard : program.shards) {
    const std::string file = shard.shard->files.front();
    auto replaced = own.find(file);
    if (replaced != own.end()) {
      replaced->second.insert(shard.targets.begin(), shard.targets.end());
      if (whole) continue;
      shard.shard = instantiationsOf(*shard.shard);
    }
    all.emplace(file, std::move(shard));
  }
  for (LinkShard& shard : shards) {
    const std::string file = shard.shard->files.front();
    shard.targets.assign(own[file].begin(), own[file].end());
    all.emplace(file, std::move(shard));
  }
  shards.clear();
  for (auto& [file, shard] : all)
    shards.push_back(std::move(shard));
}

} // namespace

Outcome analyse(clang::ASTContext& context, const Options& options) {
  Outcome outcome;
  const std::string file = cxx::mainFileOf(context);
  const std::string folder = path::parent_path(file).str();
  const auto prepared = settingsOf(options, folder, outcome);
  if (!prepared) return outcome;
  const policy::Settings& settings = prepared->settings;

  std::vector<LinkShard> shards;
  llvm::StringSet<> unitFiles;
  for (facts::Shard& shard : cxx::factsOf(context, astRulesOf(settings.catalogue))) {
    unitFiles.insert(shard.files.front());
    shards.push_back({std::make_shared<const facts::Shard>(std::move(shard)), {}});
  }
  if (!options.factsDirectory.empty()) {
    auto program = storedProgram(locate(options.factsDirectory, folder), file);
    if (!program) {
      outcome.errors.push_back(llvm::toString(program.takeError()));
    } else if (*program) {
      outcome.hasProgram = true;
      const std::vector<std::string> changed = std::move((*program)->changed);
      addProgram(shards, std::move(**program), isWhole(context));
      outcome.stale = staleFor(unitFiles, shards, changed);
    }
  }

  LinkOptions linkOptions;
  linkOptions.matcher = &prepared->matcher;
  LinkResult linked = link(shards, settings.catalogue, linkOptions);
  llvm::erase_if(linked.findings,
                 [&](const Finding& finding) { return !unitFiles.contains(finding.location.file); });
  policy::Config config = settings.config;
  config.unsure |= options.unsure;
  outcome.findings =
      policy::applyPolicy(std::move(linked.findings), shards, config, settings.catalogue).findings;
  return outcome;
}

} // namespace nostall::host
