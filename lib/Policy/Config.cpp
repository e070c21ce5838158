// Files → configuration. A file is read by the table of its keys, its paths and globs are completed with its
// own folder, and it is laid over the files that it extends: single settings replace, lists add.

#include "Policy/Config.h"

#include "Policy/ConfigTable.h"
#include "Policy/FileGlobs.h"
#include "Policy/Names.h"
#include "Support/Files.h"
#include "Support/Toml.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

namespace nostall::policy {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

constexpr std::string_view FileName = ".nostall.yaml";
constexpr std::string_view SharedFileName = "pyproject.toml";
constexpr std::string_view Section[] = {"tool", "nostall"};
constexpr std::size_t MaxDepth = 32;

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

void layOver(rules::Framework& below, rules::Framework& above) {
  append(below.aliases, above.aliases);
  append(below.types, above.types);
  append(below.functions, above.functions);
  append(below.taskTypes, above.taskTypes);
  append(below.executors, above.executors);
  append(below.callables, above.callables);
  append(below.hops, above.hops);
  append(below.entryPoints, above.entryPoints);
  append(below.exempt, above.exempt);
  if (!above.offload.empty()) below.offload = above.offload;
  if (!above.offloadUrl.empty()) below.offloadUrl = above.offloadUrl;
  if (!above.poolNote.empty()) below.poolNote = above.poolNote;
}

void layOver(Config& below, ConfigFile& file) {
  Config& above = file.config;
  if (!above.checks.empty()) below.checks = std::move(above.checks);
  if (above.failOn) below.failOn = above.failOn;
  if (file.unsure) below.unsure = *file.unsure;
  append(below.exclude, above.exclude);
  append(below.include, above.include);
  append(below.skip, above.skip);
  append(below.pythonRoots, above.pythonRoots);
  append(below.enable, above.enable);
  append(below.disable, above.disable);
  append(below.severity, above.severity);
  append(below.catalogue, above.catalogue);
  append(below.asyncFunctions, above.asyncFunctions);
  append(below.blockingFunctions, above.blockingFunctions);
  append(below.overrides, above.overrides);
  append(below.mentions, above.mentions);
  layOver(below.project, above.project);
}

class Loader {
public:
  explicit Loader(LoadedConfig& into) : into(into) {}

  /// Lays `file` over what is loaded already. `from` is where another file names it, or null.
  void load(const std::string& file, const rules::Problem* from) {
    if (llvm::is_contained(chain, file)) return complain(from, "`" + file + "` extends itself");
    if (chain.size() == MaxDepth) return complain(from, "more than 32 files extend each other");
    // Reached a second way: its settings have been laid below already.
    if (llvm::is_contained(loaded, file)) return;
    loaded.push_back(file);
    into.config.files.push_back(file);
    llvm::Expected<std::string> text = support::readFile(file);
    if (!text) {
      const std::string message = llvm::toString(text.takeError());
      if (from) return complain(from, message);
      into.problems.push_back({file, 0, 0, message});
      return;
    }
    chain.push_back(file);
    read(file, *text);
    chain.pop_back();
  }

private:
  void read(const std::string& file, const std::string& text) {
    const bool isToml = path::extension(file) == ".toml";
    std::optional<yaml::Node> root =
        isToml ? toml::parse(text, Section, file, into.problems) : yaml::parse(text, file, into.problems);
    if (isToml && root && root->kind == yaml::Node::Kind::Null)
      into.problems.push_back({file, 0, 0, "has no table `[tool.nostall]`"});
    if (!root || root->kind == yaml::Node::Kind::Null) return;
    ConfigFile own;
    yaml::Reader reader(file, into.problems);
    readTable(reader, *root, configTable(), own);
    const std::string folder = path::parent_path(file).str();
    for (const ConfigFile::Extended& extended : own.extends) {
      const rules::Problem place{file, extended.place.line, extended.place.column, {}};
      load(support::absolutePath(extended.path, folder), &place);
    }
    complete(own.config, folder);
    layOver(into.config, own);
  }

  /// Makes globs and paths absolute.
  static void complete(Config& config, const std::string& folder) {
    for (std::vector<std::string>* globs :
         {&config.exclude, &config.include, &config.skip, &config.pythonRoots})
      for (std::string& glob : *globs)
        glob = absoluteFileGlob(glob, folder);
    for (Override& each : config.overrides)
      for (std::string& glob : each.files)
        glob = absoluteFileGlob(glob, folder);
    for (std::string& file : config.catalogue)
      file = support::absolutePath(file, folder);
  }

  void complain(const rules::Problem* from, const std::string& text) {
    rules::Problem problem = from ? *from : rules::Problem{};
    problem.text = text;
    into.problems.push_back(problem);
  }

  LoadedConfig& into;
  std::vector<std::string> chain;  ///< files that are being read, each extended by the one before
  std::vector<std::string> loaded; ///< all files read so far
};

/// Where the settings begin in a `pyproject.toml`, if it has any. One that cannot be read counts when it
/// speaks of us.
std::optional<yaml::Place> sharedSettings(const std::string& file) {
  if (!fs::exists(file)) return std::nullopt;
  llvm::Expected<std::string> text = support::readFile(file);
  if (!text) {
    llvm::consumeError(text.takeError());
    return std::nullopt;
  }
  if (!llvm::StringRef(*text).contains("nostall")) return std::nullopt;
  std::vector<rules::Problem> problems;
  std::optional<yaml::Node> settings = toml::parse(*text, Section, file, problems);
  if (!settings) return yaml::Place{};
  return settings->kind == yaml::Node::Kind::Null ? std::nullopt : std::optional(settings->place);
}

} // namespace

bool LoadedConfig::ok() const {
  return llvm::none_of(problems, [](const rules::Problem& problem) { return problem.error; });
}

LoadedConfig loadConfig(const std::string& file) {
  LoadedConfig loaded;
  const std::string absolute = support::absolutePath(file);
  Loader(loaded).load(absolute, nullptr);
  loaded.config.file = absolute;
  if (path::filename(absolute) == llvm::StringRef(FileName)) {
    llvm::SmallString<256> shared(path::parent_path(absolute));
    path::append(shared, SharedFileName);
    if (std::optional<yaml::Place> place = sharedSettings(std::string(shared)))
      loaded.problems.push_back({std::string(shared), place->line, place->column,
                                 "`[tool.nostall]` is ignored: `.nostall.yaml` beside it is read instead",
                                 false});
  }
  return loaded;
}

std::string findConfig(const std::string& directory) {
  for (llvm::StringRef folder = directory; !folder.empty(); folder = path::parent_path(folder)) {
    llvm::SmallString<256> file(folder);
    path::append(file, FileName);
    if (fs::exists(file)) return std::string(file);
    llvm::SmallString<256> shared(folder);
    path::append(shared, SharedFileName);
    if (sharedSettings(std::string(shared))) return std::string(shared);
  }
  return {};
}

std::vector<rules::Problem> checkNames(const Config& config, const rules::Catalogue& catalogue) {
  const Names names(catalogue);
  std::vector<rules::Problem> problems;
  for (const Mention& mention : config.mentions)
    if (!names.isKnown(mention.name))
      problems.push_back(
          {mention.file, mention.line, mention.column,
           "`" + mention.name + "` is no check, rule or library" + names.suggestion(mention.name), false});
  return problems;
}

} // namespace nostall::policy
