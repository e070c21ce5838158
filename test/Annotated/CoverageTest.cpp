// Every rule of the catalogue has a source that shows it firing, every library and framework one that shows
// it silent, and every check a page. What is exempt stands in the list below, each with its reason; an
// exemption that is no longer needed fails too. Names are counted for each language: both have a `sqlite3`.

#include "Annotated/Annotations.h"
#include "Rules/Load.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

#include <gtest/gtest.h>

#include <set>

namespace nostall::annotated {
namespace {

const std::string Source = NOSTALL_SOURCE_DIR;

struct Exemption {
  std::string_view name; ///< of a rule, library or framework: `python/sqlite3`
  std::string_view reason;
};
constexpr std::array<Exemption, 0> Exemptions{};

/// What the annotated sources speak of.
struct Spoken {
  std::set<std::string> positive; ///< `cpp/rule` and `cpp/library` with an `expect` or `unsure`
  std::set<std::string> negative; ///< `cpp/folder` for folders on the way to a file with an `ok`
  std::set<std::string> checks;
};

/// `cpp/`: the folder of test/checks that the file is in.
std::string languageOf(llvm::StringRef file) {
  return file.drop_front(Source.size() + llvm::StringRef("/test/checks/").size()).split('/').first.str() +
         "/";
}
std::string name(rules::Language language) {
  return language == rules::Language::Python ? "python/" : "cpp/";
}

Spoken spoken() {
  Spoken result;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator at(Source + "/test/checks", error), end;
       at != end && !error; at.increment(error)) {
    auto buffer = llvm::MemoryBuffer::getFile(at->path());
    if (at->type() != llvm::sys::fs::file_type::regular_file || !buffer) continue;
    std::vector<Problem> problems;
    const std::string language = languageOf(at->path());
    for (const Expectation& e :
         readAnnotations((*buffer)->getBuffer().str(), at->path(), problems).expectations) {
      if (e.kind == Kind::Expect || e.kind == Kind::Unsure) result.positive.insert(language + e.name);
      if (!e.check.empty()) result.checks.insert(e.check);
      if (e.kind != Kind::Ok) continue;
      llvm::StringRef folder = llvm::sys::path::parent_path(at->path());
      for (auto part = llvm::sys::path::begin(folder); part != llvm::sys::path::end(folder); ++part)
        result.negative.insert(language + part->str());
    }
    for (const Problem& problem : problems)
      ADD_FAILURE() << problem;
  }
  EXPECT_FALSE(error) << error.message();
  return result;
}

const rules::Catalogue& catalogue() {
  static const rules::Loaded loaded = rules::loadCatalogue(Source + "/rules", {});
  return loaded.catalogue;
}

/// Collects what is missing and settles it with the exemptions.
class Missing {
public:
  void add(const std::string& name, const std::string& what) {
    missing.insert(name);
    bool exempt = llvm::any_of(Exemptions, [&](const Exemption& e) { return e.name == name; });
    if (!exempt) ADD_FAILURE() << what;
  }
  ~Missing() {
    for (const Exemption& exemption : Exemptions)
      if (!missing.contains(std::string(exemption.name)))
        ADD_FAILURE() << "`" << exemption.name << "` needs no exemption any more";
  }

private:
  std::set<std::string> missing;
};

TEST(Coverage, RulesFireAndLibrariesAndFrameworksAreSilent) {
  Spoken tests = spoken();
  Missing missing;
  for (const rules::Library& library : catalogue().libraries) {
    // A library's name stands for its rule when it has only one.
    const std::string language = name(library.language);
    bool byLibrary = library.rules.size() == 1 && tests.positive.contains(language + library.name);
    for (const rules::Rule& rule : library.rules)
      if (!byLibrary && !tests.positive.contains(language + rule.id))
        missing.add(language + rule.id, library.file + ": no source under test/checks/" + language +
                                            " expects `" + rule.id + "`");
    if (!tests.negative.contains(language + library.name))
      missing.add(language + library.name, library.file + ": no source in a folder test/checks/" + language +
                                               library.name + " has an `ok`");
  }
  for (const rules::Framework& framework : catalogue().frameworks) {
    const std::string language = name(framework.language);
    if (!tests.negative.contains(language + framework.name))
      missing.add(language + framework.name, framework.file + ": no source in a folder test/checks/" +
                                                 language + "frameworks/" + framework.name + " has an `ok`");
  }
}

TEST(Coverage, ChecksHavePages) {
  std::set<std::string> checks = spoken().checks;
  checks.insert({"fake-offload", "suppression-without-reason", "unused-suppression"});
  for (const rules::Library& library : catalogue().libraries)
    for (const rules::Rule& rule : library.rules)
      checks.insert(rule.check);
  for (const std::string& check : checks)
    EXPECT_TRUE(llvm::sys::fs::exists(Source + "/docs/checks/" + check + ".md"))
        << "no page docs/checks/" << check << ".md";
}

} // namespace
} // namespace nostall::annotated
