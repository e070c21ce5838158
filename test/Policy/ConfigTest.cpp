#include "Policy/Config.h"

#include "Golden.h"
#include "Policy/ConfigSchema.h"
#include "TempFolder.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <sstream>

namespace nostall::policy {
namespace {

using nostall::testing::matchesGolden;
using nostall::testing::TempFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

/// A configuration of one or more files; the first one is loaded.
struct Files {
  TempFolder folder;
  explicit Files(llvm::StringRef text) { add(".nostall.yaml", text); }
  Files& add(const std::string& name, llvm::StringRef text) {
    folder.file(name, text);
    return *this;
  }
  std::string main = ".nostall.yaml";
  LoadedConfig load() const { return loadConfig(folder.path(main)); }
  Config config() const {
    EXPECT_THAT(problems(), IsEmpty());
    return load().config;
  }
  /// Each as it is printed, with paths relative to the folder.
  std::vector<std::string> problems() const {
    std::vector<std::string> lines;
    for (const rules::Problem& problem : load().problems) {
      std::ostringstream text;
      text << problem;
      std::string line = text.str();
      for (std::size_t at; (at = line.find(folder.path() + "/")) != std::string::npos;)
        line.erase(at, folder.path().size() + 1);
      lines.push_back(line);
    }
    return lines;
  }
};

std::vector<std::string> patterns(const std::vector<rules::Glob>& globs) {
  std::vector<std::string> result;
  for (const rules::Glob& glob : globs)
    result.push_back(glob.pattern);
  return result;
}

TEST(Config, Settings) {
  const Files files("exclude: [third_party, '**/*.pb.cc']\n"
                    "checks: [blocking-call, blocking-wait]\n"
                    "enable: pool-capacity\n"
                    "disable: libpq\n"
                    "severity: {sqlite: note, blocking-wait: error}\n"
                    "fail-on: error\n"
                    "unsure: true\n"
                    "catalogue: rules/own.yaml\n"
                    "async-functions: ['app::on*']\n"
                    "blocking-functions: [app::readAll]\n"
                    "overrides:\n"
                    "  - files: test\n"
                    "    disable: [blocking-call]\n"
                    "    severity: {libpq: warning}\n");
  const Config config = files.config();
  EXPECT_EQ(config.file, files.folder.path(".nostall.yaml"));
  EXPECT_THAT(config.exclude, ElementsAre(files.folder.path("third_party"), files.folder.path("**/*.pb.cc")));
  EXPECT_THAT(config.checks, ElementsAre("blocking-call", "blocking-wait"));
  EXPECT_THAT(config.enable, ElementsAre("pool-capacity"));
  EXPECT_THAT(config.disable, ElementsAre("libpq"));
  EXPECT_THAT(config.severity,
              ElementsAre(Pair("sqlite", Severity::Note), Pair("blocking-wait", Severity::Error)));
  EXPECT_EQ(config.failOn, Severity::Error);
  EXPECT_TRUE(config.unsure);
  EXPECT_THAT(config.catalogue, ElementsAre(files.folder.path("rules/own.yaml")));
  EXPECT_THAT(config.asyncFunctions, ElementsAre("app::on*"));
  EXPECT_THAT(config.blockingFunctions, ElementsAre("app::readAll"));
  ASSERT_EQ(config.overrides.size(), 1u);
  EXPECT_THAT(config.overrides[0].files, ElementsAre(files.folder.path("test")));
  EXPECT_THAT(config.overrides[0].disable, ElementsAre("blocking-call"));
  EXPECT_THAT(config.overrides[0].severity, ElementsAre(Pair("libpq", Severity::Warning)));
}

TEST(Config, AnEmptyFileSaysNothing) {
  for (const char* text : {"", "# nothing\n", "{}\n"}) {
    const Config config = Files(text).config();
    EXPECT_FALSE(config.unsure);
    EXPECT_THAT(config.disable, IsEmpty());
  }
}

TEST(Config, DescribesTheProjectAsAFramework) {
  const Config config = Files("task-types: [{type: app::Task}]\n"
                              "executors: [{type: app::Pool, runs: pool}]\n"
                              "callables:\n"
                              "  - calls: [{functions: app::background}]\n"
                              "    callable: last\n"
                              "    runs: pool\n"
                              "hops: [{calls: [{functions: app::toPool}], runs: pool}]\n"
                              "entry-points: [{overrides: 'app::Handler::on*'}]\n"
                              "offload: 'co_await app::run([&] {{ return {call}; }})'\n")
                            .config();
  EXPECT_EQ(config.project.taskTypes.at(0).type.pattern, "app::Task");
  EXPECT_EQ(config.project.executors.at(0).runs, rules::Runs::Pool);
  EXPECT_EQ(config.project.callables.at(0).calls.at(0).functions.at(0).pattern, "app::background");
  EXPECT_EQ(config.project.hops.size(), 1u);
  EXPECT_THAT(patterns(config.project.entryPoints.at(0).overrides), ElementsAre("app::Handler::on*"));
  EXPECT_THAT(config.project.offload, HasSubstr("{call}"));
}

TEST(Config, ProblemsHaveAPlace) {
  EXPECT_THAT(
      Files("disabel: [libpq]\n").problems(),
      ElementsAre(".nostall.yaml:1:1: error: unknown key `disabel` in the configuration; did you mean "
                  "`disable`?"));
  EXPECT_THAT(
      Files("overrides:\n  - files: x\n    disabled: y\n").problems(),
      ElementsAre(
          ".nostall.yaml:3:5: error: unknown key `disabled` in an override; did you mean `disable`?"));
  EXPECT_THAT(Files("severity: {libpq: eror}\n").problems(),
              ElementsAre(".nostall.yaml:1:19: error: `libpq` cannot be `eror`; did you mean `error`?"));
  EXPECT_THAT(Files("overrides: [{disable: x}]\n").problems(),
              ElementsAre(".nostall.yaml:1:13: error: an override needs the key `files`"));
  EXPECT_THAT(Files("unsure: maybe\n").problems(),
              ElementsAre(".nostall.yaml:1:9: error: `unsure` is `maybe`; it must be `true` or `false`"));
  EXPECT_THAT(Files("exclude: ['a[b']\n").problems(),
              ElementsAre(HasSubstr(".nostall.yaml:1:11: error: `a[b` is no glob: ")));
  EXPECT_THAT(Files("async-functions: 'f(int)'\n").problems(),
              ElementsAre(HasSubstr(".nostall.yaml:1:18: error: names are written without parameters")));
  EXPECT_THAT(Files("- a\n").problems(),
              ElementsAre(HasSubstr(".nostall.yaml:1:1: error: the configuration is ")));
  EXPECT_THAT(Files("a: [\n").problems(), ElementsAre(HasSubstr(": error: ")));
  EXPECT_FALSE(Files("a: [\n").load().ok());
}

TEST(Config, ProblemsOfTheProjectsFrameworkToo) {
  EXPECT_THAT(
      Files("executors: [{type: app::Pool, runs: pol}]\n").problems(),
      ElementsAre(HasSubstr(".nostall.yaml:1:37: error: `runs` cannot be `pol`; did you mean `pool`?")));
}

TEST(Config, AFileThatCannotBeRead) {
  const TempFolder folder;
  const LoadedConfig loaded = loadConfig(folder.path("none.yaml"));
  ASSERT_EQ(loaded.problems.size(), 1u);
  EXPECT_THAT(loaded.problems[0].text, HasSubstr("none.yaml"));
  EXPECT_FALSE(loaded.ok());
}

TEST(Config, ExtendedFilesApplyFirst) {
  Files files("extends: base/one.yaml\nchecks: blocking-wait\nenable: d\ndisable: b\nunsure: false\n");
  files.add("base/one.yaml",
            "checks: blocking-call\nenable: c\ndisable: a\nunsure: true\nfail-on: note\nexclude: gen\n");
  const Config config = files.config();
  EXPECT_THAT(config.checks, ElementsAre("blocking-wait"));
  EXPECT_THAT(config.enable, ElementsAre("c", "d"));
  EXPECT_THAT(config.disable, ElementsAre("a", "b"));
  EXPECT_FALSE(config.unsure);
  EXPECT_EQ(config.failOn, Severity::Note);
  EXPECT_THAT(config.exclude, ElementsAre(files.folder.path("base/gen")));
  EXPECT_EQ(config.file, files.folder.path(".nostall.yaml"));
}

TEST(Config, SeveralFilesMayBeExtended) {
  Files files("extends: [one.yaml, two.yaml]\n");
  files.add("one.yaml", "extends: two.yaml\ndisable: one\n").add("two.yaml", "disable: two\n");
  EXPECT_THAT(files.config().disable, ElementsAre("two", "one"));
}

TEST(Config, CyclesAreAnError) {
  Files itself("extends: .nostall.yaml\n");
  EXPECT_THAT(itself.problems(), ElementsAre(".nostall.yaml:1:10: error: `.nostall.yaml` extends itself"));
  Files three("extends: a.yaml\n");
  three.add("a.yaml", "extends: b.yaml\n").add("b.yaml", "# back\nextends: [a.yaml]\n");
  EXPECT_THAT(three.problems(), ElementsAre("b.yaml:2:11: error: `a.yaml` extends itself"));
}

TEST(Config, AMissingExtendedFileIsNamedWhereItIsAskedFor) {
  EXPECT_THAT(Files("disable: a\nextends: none.yaml\n").problems(),
              ElementsAre(HasSubstr(".nostall.yaml:2:10: error: cannot read `none.yaml`")));
}

TEST(Config, IsFoundUpwards) {
  const TempFolder folder;
  folder.file("deep/er/a.cpp", "");
  EXPECT_EQ(findConfig(folder.path("deep/er")), "");
  const std::string file = folder.file(".nostall.yaml", "");
  EXPECT_EQ(findConfig(folder.path("deep/er")), file);
  const std::string nearer = folder.file("deep/.nostall.yaml", "");
  EXPECT_EQ(findConfig(folder.path("deep/er")), nearer);
}

/// A configuration in `pyproject.toml`.
struct Pyproject : Files {
  explicit Pyproject(llvm::StringRef text) : Files("") {
    std::filesystem::remove(folder.path(".nostall.yaml"));
    add("pyproject.toml", text);
    main = "pyproject.toml";
  }
};

TEST(Pyproject, HoldsTheSameSettings) {
  const Pyproject files("[project]\nname = 'shop'\n\n[tool.nostall]\nunsure = true\nexclude = ['legacy']\n"
                        "include = 'tests/slow'\npython-roots = ['services/*']\nfail-on = \"error\"\n\n"
                        "[tool.nostall.severity]\nsqlite3 = 'note'\n\n"
                        "[[tool.nostall.overrides]]\nfiles = 'scripts'\ndisable = ['blocking-call']\n");
  const Config config = files.config();
  EXPECT_TRUE(config.unsure);
  EXPECT_THAT(config.exclude, ElementsAre(files.folder.path("legacy")));
  EXPECT_THAT(config.include, ElementsAre(files.folder.path("tests/slow")));
  EXPECT_THAT(config.pythonRoots, ElementsAre(files.folder.path("services/*")));
  EXPECT_EQ(config.failOn, Severity::Error);
  EXPECT_THAT(config.severity, ElementsAre(Pair("sqlite3", Severity::Note)));
  ASSERT_EQ(config.overrides.size(), 1u);
  EXPECT_THAT(config.overrides[0].files, ElementsAre(files.folder.path("scripts")));
}

TEST(Pyproject, ErrorsAreLocated) {
  EXPECT_THAT(
      Pyproject("[tool.nostall]\nexclud = ['a']\n").problems(),
      ElementsAre("pyproject.toml:2:1: error: unknown key `exclud` in the configuration; did you mean "
                  "`exclude`?"));
  EXPECT_THAT(
      Pyproject("[tool.nostall]\nunsure = 'true'\n").problems(),
      ElementsAre("pyproject.toml:2:10: error: `unsure` is `\"true\"`; it must be `true` or `false`"));
  EXPECT_THAT(Pyproject("[tool.nostall]\nunsure = \n").problems(),
              ElementsAre(HasSubstr("pyproject.toml:2:")));
  EXPECT_THAT(Pyproject("[tool.other]\n").problems(),
              ElementsAre("pyproject.toml: error: has no table `[tool.nostall]`"));
  EXPECT_THAT(Pyproject("a = " + std::string(100000, '[')).problems(), ElementsAre(HasSubstr("error: ")));
}

TEST(Pyproject, IsFoundWhenItHasSettings) {
  const TempFolder folder;
  folder.file("deep/er/a.py", "");
  const std::string shared = folder.file("pyproject.toml", "[tool.nostall]\nunsure = true\n");
  folder.file("deep/pyproject.toml", "[tool.black]\nline-length = 100\n");
  EXPECT_EQ(findConfig(folder.path("deep/er")), shared);
  const std::string own = folder.file(".nostall.yaml", "disable: sqlite3\n");
  EXPECT_EQ(findConfig(folder.path("deep/er")), own);
  const LoadedConfig loaded = loadConfig(own);
  ASSERT_EQ(loaded.problems.size(), 1u);
  EXPECT_TRUE(loaded.ok());
  EXPECT_FALSE(loaded.config.unsure);
  EXPECT_THAT(loaded.problems[0].text, HasSubstr("is ignored"));
}

TEST(Pyproject, ABrokenOneOfOthersIsNotOurs) {
  const TempFolder folder;
  folder.file("pyproject.toml", "[tool.black\n");
  EXPECT_EQ(findConfig(folder.path()), "");
  const std::string ours = folder.file("pyproject.toml", "[tool.nostall\n");
  EXPECT_EQ(findConfig(folder.path()), ours);
}

TEST(Config, UnknownNamesAreWarnedAbout) {
  rules::Rule rule;
  rule.id = "libpq-query";
  rules::Library library;
  library.name = rule.library = "libpq";
  library.rules = {rule};
  rules::Catalogue catalogue;
  catalogue.libraries = {library};

  const Config config = Files("disable: [libpq, libpq-query, blocking-call, libpg]\n"
                              "severity: {unused-suppression: error, sqlte: note}\n"
                              "overrides: [{files: a, disable: nothing}]\n")
                            .config();
  std::vector<std::string> texts;
  for (const rules::Problem& problem : checkNames(config, catalogue)) {
    EXPECT_FALSE(problem.error);
    texts.push_back(std::to_string(problem.line) + ":" + std::to_string(problem.column) + " " + problem.text);
  }
  EXPECT_THAT(texts, ElementsAre("1:46 `libpg` is no check, rule or library; did you mean `libpq`?",
                                 "2:39 `sqlte` is no check, rule or library",
                                 "3:33 `nothing` is no check, rule or library"));
}

TEST(ApplyConfig, AddsAFrameworkAndALibrary) {
  rules::Catalogue catalogue;
  catalogue.libraries.resize(2);
  catalogue.libraries[0].name = "a";
  catalogue.libraries[1].name = "z";
  Config config;
  config.asyncFunctions = {"app::on*"};
  config.blockingFunctions = {"app::readAll", "app::wait*"};
  applyConfig(config, catalogue);
  ASSERT_EQ(catalogue.frameworks.size(), 2u);
  ASSERT_EQ(catalogue.libraries.size(), 4u);
  for (std::size_t i : {0, 1}) {
    const auto language = i == 0 ? rules::Language::Cxx : rules::Language::Python;
    const rules::Framework& framework = catalogue.frameworks[i];
    EXPECT_EQ(framework.name, "project");
    EXPECT_EQ(framework.language, language);
    EXPECT_THAT(patterns(framework.entryPoints.at(0).functions), ElementsAre("app::on*"));
    const rules::Library& library = catalogue.libraries[i + 1];
    EXPECT_EQ(library.name, "project");
    EXPECT_EQ(library.language, language);
    const rules::Rule& rule = library.rules.at(0);
    EXPECT_EQ(rule.id, "project-blocking");
    EXPECT_EQ(rule.library, "project");
    EXPECT_THAT(patterns(rule.calls.at(0).functions), ElementsAre("app::readAll", "app::wait*"));
  }
}

TEST(ApplyConfig, AddsNothingWhenNothingIsSaid) {
  rules::Catalogue catalogue;
  applyConfig({}, catalogue);
  EXPECT_THAT(catalogue.frameworks, IsEmpty());
  EXPECT_THAT(catalogue.libraries, IsEmpty());
}

TEST(ApplyConfig, AddsToAFrameworkOfThatName) {
  rules::Catalogue catalogue;
  rules::Framework own;
  own.name = "project";
  own.taskTypes = {{{"app::Task"}, false}};
  catalogue.frameworks = {own};
  Config config;
  config.project.taskTypes = {{{"app::Other"}, false}};
  applyConfig(config, catalogue);
  ASSERT_EQ(catalogue.frameworks.size(), 2u);
  EXPECT_EQ(catalogue.frameworks[0].taskTypes.size(), 2u);
  EXPECT_EQ(catalogue.frameworks[1].taskTypes.size(), 1u) << "Python's has what the configuration says";
}

TEST(ConfigSchema, IsUpToDate) {
  EXPECT_TRUE(matchesGolden("docs/schema/config.schema.json", configSchema()));
}

} // namespace
} // namespace nostall::policy
