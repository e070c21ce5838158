// Files → catalogue. What the keys are and what each checks for itself stands in the tables (Tables.h); here
// files are found, told apart, laid over each other, and checked against each other.

#include "Rules/Load.h"

#include "Rules/Tables.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

#include <algorithm>
#include <tuple>

namespace nostall::rules {
namespace {

using yaml::Entry;
using yaml::Node;
using yaml::Reader;

/// The language that a word stands for.
std::optional<Language> languageOfWord(std::string_view text) {
  for (const auto& [word, value] : LanguageWords)
    if (text == word) return value;
  return std::nullopt;
}

/// The language that a folder in the path stands for.
std::optional<Language> languageOf(llvm::StringRef path) {
  std::optional<Language> language;
  for (auto part = llvm::sys::path::begin(path), end = llvm::sys::path::end(path); part != end; ++part)
    if (auto named = languageOfWord(part->str())) language = named;
  return language;
}

/// Names appear in comments and on command lines, so they are plain words.
bool isPlainName(llvm::StringRef name) {
  return !name.empty() && llvm::isAlnum(name.front()) &&
         llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || llvm::StringRef("-_.+").contains(c); });
}

bool isKeyword(const Node& node) {
  constexpr std::string_view words[] = {"last", "any", "receiver", "true", "false"};
  return node.kind == Node::Kind::Scalar && !node.text.empty() && !llvm::isDigit(node.text[0]) &&
         llvm::all_of(node.text, [](char c) { return llvm::isAlnum(c) || c == '_'; }) &&
         !llvm::is_contained(words, node.text);
}

/// Records what only Python has in the description of something of C++, where it would never match.
void refusePython(Reader& reader, const Node& node) {
  constexpr std::string_view keys[] = {"types",      "modules",    "enter",    "exit",
                                       "attributes", "decorators", "async",    "awaitable",
                                       "in-async",   "detector",   "receives", "replaces"};
  constexpr std::string_view positions[] = {"argument", "callable", "executor", "same-argument"};
  for (const Node& item : node.items)
    refusePython(reader, item);
  for (const Entry& entry : node.entries) {
    if (entry.key == "aliases") continue;
    if (llvm::is_contained(keys, entry.key)) {
      reader.error(entry.place, "`" + entry.key + "` is for files with `language: python`");
      continue;
    }
    const Node& value = entry.value;
    bool keyword = value.kind == Node::Kind::Mapping || isKeyword(value);
    if (llvm::is_contained(positions, entry.key) && keyword)
      reader.error(value.place,
                   "`" + entry.key +
                       "` names an argument by keyword, which is for files with `language: python`");
    refusePython(reader, value);
  }
}

/// A place that speaks of a framework which another file may describe.
struct Mention {
  std::string file;
  yaml::Place place;
  std::string framework;
};

class Loader {
public:
  Loader(Catalogue& catalogue, std::vector<Problem>& problems, const MatcherCheck& checkMatcher = {})
      : catalogue(catalogue), problems(problems), checkMatcher(checkMatcher) {}

  void addFile(const std::string& path, bool bundled) {
    auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
    if (buffer)
      addText((*buffer)->getBuffer(), path, bundled);
    else
      problems.push_back({path, 0, 0, "cannot be read: " + buffer.getError().message()});
  }

  void addText(std::string_view text, const std::string& path, bool bundled) {
    std::size_t before = problems.size();
    readText(text, path, bundled);
    // Keys are read in the order of their table; people read files from the top.
    std::sort(problems.begin() + static_cast<std::ptrdiff_t>(before), problems.end(),
              [](const Problem& a, const Problem& b) {
                return std::tie(a.line, a.column, a.text) < std::tie(b.line, b.column, b.text);
              });
  }

  /// Checks that need all files.
  void finish() {
    std::vector<std::string_view> known;
    for (const Framework& framework : catalogue.frameworks)
      known.push_back(framework.name);
    for (const Mention& mention : mentions)
      if (!llvm::is_contained(known, mention.framework))
        Reader(mention.file, problems)
            .error(mention.place, "unknown framework `" + mention.framework + "`" +
                                      yaml::suggestion(mention.framework, known));
  }

private:
  void readText(std::string_view text, const std::string& path, bool bundled) {
    auto root = yaml::parse(text, path, problems);
    if (!root) return;
    Reader reader(path, problems);
    if (!reader.mapping(*root, "the file")) return;
    const Entry* library = root->find("library");
    const Entry* framework = root->find("framework");
    if (!library == !framework)
      return reader.error(root->place,
                          "a catalogue file starts with either `library: NAME` or `framework: NAME`");
    const Entry& name = library ? *library : *framework;
    if (!isPlainName(name.value.text))
      return reader.error(
          name.value.place,
          "a name is made of letters, digits and `-`, `_`, `.`, `+`; the full one goes to `title`");
    if (library)
      addLibrary(reader, *root, name.value, bundled);
    else
      addFramework(reader, *root, name.value, bundled);
  }

  /// What an earlier file says of the same name and language, or a fresh value. Bundled files never share
  /// both.
  template <class T>
  T start(Reader& reader, const std::vector<T>& all, const Node& root, const Node& name, bool bundled) {
    T value;
    value.language = language(reader, all, root, name.text);
    auto same = llvm::find_if(
        all, [&](const T& other) { return other.name == name.text && other.language == value.language; });
    if (same != all.end()) {
      if (bundled) reader.error(name.place, "`" + name.text + "` is already described in " + same->file);
      value = *same;
    }
    value.file = reader.file();
    return value;
  }

  /// As the file says, or its folder; else that of the one thing that has the name so far.
  template <class T>
  static Language language(const Reader& reader, const std::vector<T>& all, const Node& root,
                           const std::string& name) {
    const Entry* entry = root.find("language");
    if (auto own = entry ? languageOfWord(entry->value.text) : languageOf(reader.file())) return *own;
    auto isNamed = [&](const T& other) { return other.name == name; };
    auto first = llvm::find_if(all, isNamed);
    return first != all.end() && llvm::count_if(all, isNamed) == 1 ? first->language : Language::Cxx;
  }

  template <class T>
  static void put(std::vector<T>& all, T value) {
    auto key = [](const T& other) { return std::tie(other.name, other.language); };
    auto at = llvm::lower_bound(all, value, [&](const T& a, const T& b) { return key(a) < key(b); });
    if (at != all.end() && key(*at) == key(value))
      *at = std::move(value);
    else
      all.insert(at, std::move(value));
  }

  void addLibrary(Reader& reader, const Node& root, const Node& name, bool bundled) {
    Library library = start(reader, catalogue.libraries, root, name, bundled);
    readTable(reader, root, libraryTable(), library);
    if (library.rules.empty() && library.types.empty() && library.functions.empty())
      reader.error(root.place, "the library has no rules");
    if (library.language == Language::Cxx) refusePython(reader, root);
    if (const Entry* rules = root.find("rules"))
      for (const Node* rule : yaml::items(rules->value))
        settle(reader, *rule, library, bundled);
    put(catalogue.libraries, std::move(library));
  }

  /// A rule's id belongs to one library: takes it from another one, and notes which frameworks the rule
  /// speaks of.
  void settle(Reader& reader, const Node& rule, const Library& library, bool bundled) {
    if (const Entry* instead = rule.find("instead"))
      for (const Node* alternative : yaml::items(instead->value))
        if (const Entry* framework = alternative->find("framework"))
          mentions.push_back({reader.file(), framework->value.place, framework->value.text});
    const Entry* id = rule.find("id");
    if (!id) return;
    if (const Entry* matcher = rule.find("matcher"); matcher && checkMatcher)
      if (std::string problem = checkMatcher(id->value.text, matcher->value.text); !problem.empty()) {
        std::replace(problem.begin(), problem.end(), '\n', ' ');
        reader.error(matcher->place, "the matcher of `" + id->value.text + "` does not parse: " + problem);
      }
    for (Library& other : catalogue.libraries) {
      if (other.name == library.name && other.language == library.language) continue;
      auto same = llvm::find_if(other.rules, [&](const Rule& r) { return r.id == id->value.text; });
      if (same == other.rules.end()) continue;
      if (bundled)
        reader.error(id->value.place, "the id `" + same->id + "` is already taken in " + other.file);
      other.rules.erase(same);
    }
  }

  void addFramework(Reader& reader, const Node& root, const Node& name, bool bundled) {
    Framework framework = start(reader, catalogue.frameworks, root, name, bundled);
    readTable(reader, root, frameworkTable(), framework);
    if (framework.language == Language::Cxx) refusePython(reader, root);
    put(catalogue.frameworks, std::move(framework));
  }

  Catalogue& catalogue;
  std::vector<Problem>& problems;
  MatcherCheck checkMatcher;
  std::vector<Mention> mentions;
};

/// The catalogue's files under `root`, sorted.
std::vector<std::string> bundledFiles(const std::string& root, std::vector<Problem>& problems) {
  namespace fs = llvm::sys::fs;
  namespace path = llvm::sys::path;
  std::vector<std::string> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(root, error), end; at != end && !error; at.increment(error)) {
    llvm::StringRef file = at->path();
    llvm::StringRef folder = path::filename(path::parent_path(file));
    bool yaml = path::extension(file) == ".yaml" || path::extension(file) == ".yml";
    if (yaml && (folder == "libraries" || folder == "frameworks")) files.push_back(file.str());
  }
  if (error) problems.push_back({root, 0, 0, "cannot be read: " + error.message()});
  if (files.empty() && !error) problems.push_back({root, 0, 0, "has no catalogue files"});
  llvm::sort(files);
  return files;
}

} // namespace

bool Loaded::ok() const {
  return llvm::none_of(problems, [](const Problem& problem) { return problem.error; });
}

Loaded loadCatalogue(const std::string& root, const std::vector<std::string>& userFiles,
                     const MatcherCheck& checkMatcher) {
  Loaded loaded;
  Loader loader(loaded.catalogue, loaded.problems, checkMatcher);
  for (const std::string& file : bundledFiles(root, loaded.problems))
    loader.addFile(file, true);
  for (const std::string& file : userFiles)
    loader.addFile(file, false);
  loader.finish();
  return loaded;
}

void parseCatalogueFile(std::string_view text, const std::string& path, Catalogue& into,
                        std::vector<Problem>& problems) {
  Loader(into, problems).addText(text, path, false);
}

} // namespace nostall::rules
