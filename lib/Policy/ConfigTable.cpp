#include "Policy/ConfigTable.h"

#include "Policy/FileGlobs.h"
#include "Rules/Tables.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::policy {
namespace {

using yaml::Key;
using yaml::Node;
using yaml::Reader;
using yaml::SchemaBuilder;
using yaml::Table;

constexpr std::pair<std::string_view, Severity> SeverityWords[] = {
    {"error", Severity::Error}, {"warning", Severity::Warning}, {"note", Severity::Note}};

using Severities = std::vector<std::pair<std::string, Severity>>;

llvm::json::Object listOfTexts(SchemaBuilder&) { return yaml::listOrOneSchema(yaml::textSchema()); }

/// A list of texts, each checked by `problem`.
template <class T>
Key<T> checkedTexts(std::string_view name, std::string_view doc, std::vector<std::string> T::* member,
                    std::string (*problem)(std::string_view)) {
  return {name, doc, listOfTexts, [=](Reader& reader, const Node& node, T& into) {
            for (const Node* item : yaml::items(node)) {
              auto text = reader.text(*item, yaml::quoted(name));
              if (!text) continue;
              if (const std::string wrong = problem(*text); !wrong.empty()) reader.error(item->place, wrong);
              (into.*member).push_back(std::move(*text));
            }
          }};
}

std::string globProblem(std::string_view text) { return fileGlobProblem(text); }

/// A list of checks, rules or libraries.
template <class T>
Key<T> mentioned(std::string_view name, std::string_view doc, std::vector<std::string> T::* member) {
  return {name, doc, listOfTexts, [=](Reader& reader, const Node& node, T& into) {
            into.*member = reader.texts(node, yaml::quoted(name));
          }};
}

/// A mapping from checks, rules or libraries to severities.
template <class T>
Key<T> severities(std::string_view doc, Severities T::* member) {
  return {"severity", doc,
          [](SchemaBuilder&) {
            return llvm::json::Object{{"type", "object"},
                                      {"additionalProperties", yaml::wordsSchema(yaml::spellings(
                                                                   yaml::Words<Severity>(SeverityWords)))}};
          },
          [=](Reader& reader, const Node& node, T& into) {
            if (!reader.mapping(node, "`severity`")) return;
            for (const yaml::Entry& entry : node.entries)
              if (auto severity = yaml::readWord(reader, entry.value, yaml::quoted(entry.key),
                                                 yaml::Words<Severity>(SeverityWords)))
                (into.*member).emplace_back(entry.key, *severity);
          }};
}

const Table<Override>& overrideTable() {
  static const Table<Override> table{
      "override",
      "an override",
      {checkedTexts("files", "globs of the files that it is for, relative to this file's folder",
                    &Override::files, &globProblem)
           .required(),
       mentioned("disable", "checks, rules or libraries that are not reported there", &Override::disable),
       severities("how severe the findings of a check, rule or library are there", &Override::severity)}};
  return table;
}

/// A key of another struct that is a part of `T`.
template <class T, class Part, class Access>
Key<T> within(const Key<Part>& key, Access access) {
  return {key.name, key.doc, key.schema,
          [=](Reader& reader, const Node& node, T& into) { key.read(reader, node, access(into)); },
          key.isRequired};
}

Key<ConfigFile> ofConfig(const Key<Config>& key) {
  return within<ConfigFile>(key, [](ConfigFile& file) -> Config& { return file.config; });
}

Key<ConfigFile> extends() {
  return {"extends", "files whose settings apply first, relative to this file's folder", listOfTexts,
          [](Reader& reader, const Node& node, ConfigFile& file) {
            for (const Node* item : yaml::items(node))
              if (auto path = reader.text(*item, "`extends`"))
                file.extends.push_back({std::move(*path), item->place});
          }};
}

/// The keys by which a framework's catalogue file describes it, without those that name it.
std::vector<Key<ConfigFile>> projectKeys() {
  std::vector<Key<ConfigFile>> keys;
  constexpr std::string_view naming[] = {"framework", "language", "title", "documentation"};
  for (const Key<rules::Framework>& key : rules::frameworkTable().keys)
    if (!llvm::is_contained(naming, key.name))
      keys.push_back(
          within<ConfigFile>(key, [](ConfigFile& file) -> rules::Framework& { return file.config.project; }));
  return keys;
}

/// Notes every place that names a check, a rule or a library.
void collectMentions(Reader& reader, const Node& node, ConfigFile& file) {
  auto add = [&](const yaml::Place& place, const std::string& name) {
    file.config.mentions.push_back({reader.file(), place.line, place.column, name});
  };
  auto collect = [&](const Node& settings) {
    for (std::string_view key : {"checks", "enable", "disable"})
      if (const yaml::Entry* entry = settings.find(key))
        for (const Node* item : yaml::items(entry->value))
          add(item->place, item->text);
    if (const yaml::Entry* entry = settings.find("severity"))
      for (const yaml::Entry& each : entry->value.entries)
        add(each.place, each.key);
  };
  collect(node);
  if (const yaml::Entry* overrides = node.find("overrides"))
    for (const Node* item : yaml::items(overrides->value))
      collect(*item);
}

std::vector<Key<ConfigFile>> allKeys() {
  namespace keys = yaml::keys;
  std::vector<Key<ConfigFile>> all{
      extends(),
      ofConfig(checkedTexts("exclude", "globs of files that are analysed but not reported on",
                            &Config::exclude, &globProblem)),
      ofConfig(checkedTexts(
          "include",
          "globs of Python files that are analysed although they are tests, migrations or the like",
          &Config::include, &globProblem)),
      ofConfig(
          checkedTexts("skip", "globs of Python files that are not analysed", &Config::skip, &globProblem)),
      ofConfig(checkedTexts("python-roots", "folders that names of Python modules start from",
                            &Config::pythonRoots, &globProblem)),
      ofConfig(mentioned("checks", "the checks to run; all unless said", &Config::checks)),
      ofConfig(mentioned("enable", "checks and rules that are off unless asked for", &Config::enable)),
      ofConfig(mentioned("disable", "checks, rules or libraries that are not reported", &Config::disable)),
      ofConfig(severities("how severe the findings of a check, rule or library are", &Config::severity)),
      ofConfig(keys::word("fail-on", "the lowest severity that makes the exit code 1", &Config::failOn,
                          yaml::Words<Severity>(SeverityWords))),
      keys::flag("unsure", "report calls that may or may not run on a loop", &ConfigFile::unsure),
      ofConfig(checkedTexts(
          "catalogue", "the project's own catalogue files, relative to this file's folder",
          &Config::catalogue,
          +[](std::string_view path) { return std::string(path.empty() ? "an empty path" : ""); })),
      ofConfig(checkedTexts("async-functions", "qualified names of functions that run on an event loop",
                            &Config::asyncFunctions, &rules::nameProblem)),
      ofConfig(checkedTexts("blocking-functions", "qualified names of functions that block",
                            &Config::blockingFunctions, &rules::nameProblem)),
      ofConfig(keys::list("overrides", "settings for some files; later ones win", &Config::overrides,
                          &overrideTable)),
  };
  for (Key<ConfigFile>& key : projectKeys())
    all.push_back(std::move(key));
  return all;
}

} // namespace

const Table<ConfigFile>& configTable() {
  static const Table<ConfigFile> table{"config", "the configuration", allKeys(), &collectMentions};
  return table;
}

} // namespace nostall::policy
