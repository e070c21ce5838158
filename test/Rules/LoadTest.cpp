#include "FromText.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace nostall::rules {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const char FullLibrary[] = R"yaml(
library: lib
language: python
title: The library
headers: [a.h, "b/*.h"]
engine: embedded-disk
affinity: thread
affinity-note: one thread
documentation: https://example.org/doc
why: reads the file
rules:
  - id: lib-read
    check: blocking-wait
    calls:
      - functions: [f, "g*"]
        when: [{arguments: 2}]
        unless: [{awaited: true}]
      - class: C
        methods: m
        constructor: true
        destructor: true
        operators: ["()", "<<"]
        iteration: true
      - references: ns::now
    why: reads all of it
    engine: network
    severity: note
    instead:
      - call: "{name}_start"
        for: [f, ns::f]
        needs: then wait
        since: 1.2
        url: https://example.org/f
        fix: F1
        exactness: conditional
        condition: there is room
        framework: fw
        rewrite: "co_await {receiver}{access}{name}({args}, {arg0}, {rest}, {{}}) /* {call} {result} */"
    note: about it
  - id: lib-ast
    matcher: callExpr().bind("call")
)yaml";

TEST(LoadLibrary, ReadsEveryKey) {
  Catalogue catalogue = catalogueOf({FullLibrary});
  ASSERT_THAT(catalogue.libraries, SizeIs(1));
  const Library& library = catalogue.libraries[0];
  EXPECT_EQ(library.name, "lib");
  EXPECT_EQ(library.language, Language::Python);
  EXPECT_EQ(library.title, "The library");
  EXPECT_THAT(library.headers, ElementsAre(Glob{"a.h"}, Glob{"b/*.h"}));
  EXPECT_EQ(library.engine, Engine::EmbeddedDisk);
  EXPECT_EQ(library.affinity, Affinity::Thread);
  EXPECT_EQ(library.affinityNote, "one thread");
  EXPECT_EQ(library.documentation, "https://example.org/doc");
  EXPECT_EQ(library.why, "reads the file");
  EXPECT_EQ(library.file, "cpp/f.yaml");

  ASSERT_THAT(library.rules, SizeIs(2));
  const Rule& rule = library.rules[0];
  EXPECT_EQ(rule.id, "lib-read");
  EXPECT_EQ(rule.library, "lib");
  EXPECT_EQ(rule.check, "blocking-wait");
  EXPECT_EQ(rule.why, "reads all of it");
  EXPECT_EQ(rule.engine, Engine::Network);
  EXPECT_EQ(rule.severity, "note");
  EXPECT_EQ(rule.note, "about it");

  ASSERT_THAT(rule.calls, SizeIs(3));
  EXPECT_THAT(rule.calls[0].functions, ElementsAre(Glob{"f"}, Glob{"g*"}));
  EXPECT_THAT(rule.calls[0].when, SizeIs(1));
  EXPECT_THAT(rule.calls[0].unless, SizeIs(1));
  EXPECT_THAT(rule.calls[1].classes, ElementsAre(Glob{"C"}));
  EXPECT_THAT(rule.calls[1].methods, ElementsAre(Glob{"m"}));
  EXPECT_TRUE(rule.calls[1].constructor && rule.calls[1].destructor && rule.calls[1].iteration);
  EXPECT_THAT(rule.calls[1].operators, ElementsAre("()", "<<"));
  EXPECT_THAT(rule.calls[2].references, ElementsAre(Glob{"ns::now"}));

  ASSERT_THAT(rule.instead, SizeIs(1));
  const Alternative& instead = rule.instead[0];
  EXPECT_EQ(instead.call, "{name}_start");
  EXPECT_THAT(instead.callees, ElementsAre(Glob{"f"}, Glob{"ns::f"}));
  EXPECT_EQ(instead.needs, "then wait");
  EXPECT_EQ(instead.since, "1.2");
  EXPECT_EQ(instead.url, "https://example.org/f");
  EXPECT_EQ(instead.fix, FixClass::F1);
  EXPECT_EQ(instead.exactness, Exactness::Conditional);
  EXPECT_EQ(instead.condition, "there is room");
  EXPECT_EQ(instead.framework, "fw");
  EXPECT_EQ(instead.rewrite,
            "co_await {receiver}{access}{name}({args}, {arg0}, {rest}, {{}}) /* {call} {result} */");

  EXPECT_EQ(library.rules[1].matcher, "callExpr().bind(\"call\")");
  EXPECT_EQ(library.rules[1].check, "blocking-call");
  EXPECT_EQ(library.rules[1].why, "reads the file") << "the library's is the default";
  EXPECT_EQ(library.rules[1].engine, Engine::EmbeddedDisk) << "the library's is the default";
}

/// The one condition of a pattern written as `when: [text]`.
Condition condition(const std::string& text) {
  Catalogue catalogue = catalogueOf({ruleFor("{functions: f, when: [" + text + "]}")});
  if (catalogue.libraries.empty() || catalogue.libraries[0].rules[0].calls[0].when.size() != 1) return {};
  return catalogue.libraries[0].rules[0].calls[0].when[0];
}

TEST(LoadCondition, Counts) {
  EXPECT_EQ(condition("{arguments: 2}").argumentCount->least, 2u);
  EXPECT_EQ(condition("{arguments: 2}").argumentCount->most, 2u);
  EXPECT_EQ(condition("{arguments: {min: 1, max: 3}}").argumentCount->most, 3u);
  EXPECT_EQ(condition("{parameters: {min: 1}}").parameterCount->least, 1u);
  EXPECT_EQ(condition("{parameters: {min: 1}}").parameterCount->most, ~0u);
}
TEST(LoadCondition, Values) {
  EXPECT_EQ(condition("{argument: 1, integer: -3}").value->integer, -3);
  EXPECT_EQ(condition("{argument: 1, integer: -3}").value->position.number, 1u);
  EXPECT_EQ(condition("{argument: last, boolean: true}").value->integer, 1);
  EXPECT_EQ(condition("{argument: last, boolean: true}").value->position.kind, Position::Kind::Last);
  EXPECT_EQ(condition("{argument: any, 'null': true}").value->null, true);
  EXPECT_EQ(condition("{argument: any, 'null': true}").value->position.kind, Position::Kind::Any);
  EXPECT_EQ(condition("{argument: 0, null: false}").value->null, false);
  EXPECT_EQ(condition("{argument: 0, string: ''}").value->string, Glob{""});
  EXPECT_EQ(condition("{argument: 0, name: 'a::b'}").value->name, Glob{"a::b"});
  EXPECT_EQ(condition("{receiver: true, type: T}").value->position.kind, Position::Kind::Receiver);
  EXPECT_EQ(condition("{receiver: true, type: T}").value->type, Glob{"T"});
  EXPECT_EQ(condition("{argument: 0, source: '*::zero()'}").value->source, Glob{"*::zero()"});
  EXPECT_EQ(condition("{argument: 0, callable: true}").value->callable, true);
  EXPECT_EQ(condition("{argument: 0, runs: pool}").value->runs, Runs::Pool);
}
TEST(LoadCondition, Declarations) {
  EXPECT_EQ(condition("{parameter: last, type: '*error*'}").parameter->type, Glob{"*error*"});
  EXPECT_EQ(condition("{result: 'std::future'}").result, Glob{"std::future"});
  EXPECT_EQ(condition("{header: 'a/b.h'}").header, Glob{"a/b.h"});
}
TEST(LoadCondition, Flags) {
  EXPECT_EQ(condition("{awaited: true}").awaited, true);
  EXPECT_EQ(condition("{discarded: false}").discarded, false);
  EXPECT_EQ(condition("{implicit: true}").implicit, true);
}
TEST(LoadCondition, Guard) {
  auto guard = condition("{guarded-by: [busy, idle], truthy: true, same-argument: last}").guardedBy;
  ASSERT_TRUE(guard);
  EXPECT_THAT(guard->functions, ElementsAre(Glob{"busy"}, Glob{"idle"}));
  EXPECT_TRUE(guard->truthy);
  EXPECT_EQ(guard->sameArgument->kind, Position::Kind::Last);
}
TEST(LoadCondition, Earlier) {
  auto after =
      condition("{after: set, arguments: [{argument: 1, integer: 1}], same-handle: false}").afterCall;
  ASSERT_TRUE(after);
  EXPECT_THAT(after->functions, ElementsAre(Glob{"set"}));
  EXPECT_THAT(after->arguments, SizeIs(1));
  EXPECT_FALSE(after->sameHandle);
  auto await = condition("{after-await-of: [run]}").afterAwaitOf;
  ASSERT_TRUE(await);
  EXPECT_TRUE(await->sameHandle);
  EXPECT_THAT(*condition("{in-callback-of: cb}").inCallbackOf, ElementsAre(Glob{"cb"}));
}

const char FullFramework[] = R"yaml(
framework: fw
title: The framework
documentation: https://example.org
aliases: {"boost::fw": fw}
task-types:
  - type: fw::task
  - {type: fw::generator, generator: true}
executors:
  - {type: fw::pool, runs: pool}
  - {type: fw::strand, through: 1}
  - {call: [fw::background], runs: unsure}
callables:
  - calls: {functions: fw::post}
    callable: last
    runs: executor
    executor: receiver
  - calls: [{functions: fw::spawn}]
    callable: 1
    coroutine: true
    runs: inline
    looks-like-offload: it is not
hops:
  - calls: {functions: fw::move}
    runs: pool
    until: next-await
  - calls: {functions: fw::back}
    runs: executor
    executor: 0
entry-points:
  - overrides: Widget::*Event
    functions: main_loop
    parameters: fw::yield
    annotations: fw::slot
    results: fw::Reactor
    slots: fw::Behavior::*
    bases: Widget
    unless-bases: Thread
    runs: pool
exempt:
  - functions: fw::sleep
offload: "co_await fw::run({pool}, [&] {{ {call}; }})"
offload-url: https://example.org/run
)yaml";

TEST(LoadFramework, ReadsEveryKey) {
  Catalogue catalogue = catalogueOf({FullFramework});
  ASSERT_THAT(catalogue.frameworks, SizeIs(1));
  const Framework& framework = catalogue.frameworks[0];
  EXPECT_EQ(framework.name, "fw");
  EXPECT_EQ(framework.title, "The framework");
  EXPECT_EQ(framework.language, Language::Cxx) << "told by the folder";
  EXPECT_EQ(framework.documentation, "https://example.org");
  EXPECT_THAT(framework.aliases, ElementsAre(testing::Pair("boost::fw", "fw")));

  ASSERT_THAT(framework.taskTypes, SizeIs(2));
  EXPECT_EQ(framework.taskTypes[0].type, Glob{"fw::task"});
  EXPECT_TRUE(framework.taskTypes[1].generator);

  ASSERT_THAT(framework.executors, SizeIs(3));
  EXPECT_EQ(framework.executors[0].runs, Runs::Pool);
  EXPECT_EQ(framework.executors[1].through, 1u);
  EXPECT_THAT(framework.executors[2].calls, ElementsAre(Glob{"fw::background"}));

  ASSERT_THAT(framework.callables, SizeIs(2));
  EXPECT_EQ(framework.callables[0].callable.kind, Position::Kind::Last);
  EXPECT_EQ(framework.callables[0].runs, Runs::Executor);
  EXPECT_EQ(framework.callables[0].executor.kind, Position::Kind::Receiver);
  EXPECT_TRUE(framework.callables[1].coroutine);
  EXPECT_EQ(framework.callables[1].looksLikeOffload, "it is not");

  ASSERT_THAT(framework.hops, SizeIs(2));
  EXPECT_TRUE(framework.hops[0].untilNextAwait);
  EXPECT_FALSE(framework.hops[1].untilNextAwait);
  EXPECT_EQ(framework.hops[1].executor.number, 0u);

  ASSERT_THAT(framework.entryPoints, SizeIs(1));
  const EntryPoint& entry = framework.entryPoints[0];
  EXPECT_THAT(entry.overrides, ElementsAre(Glob{"Widget::*Event"}));
  EXPECT_THAT(entry.functions, ElementsAre(Glob{"main_loop"}));
  EXPECT_THAT(entry.parameters, ElementsAre(Glob{"fw::yield"}));
  EXPECT_THAT(entry.annotations, ElementsAre(Glob{"fw::slot"}));
  EXPECT_THAT(entry.results, ElementsAre(Glob{"fw::Reactor"}));
  EXPECT_THAT(entry.slots, ElementsAre(Glob{"fw::Behavior::*"}));
  EXPECT_THAT(entry.bases, ElementsAre(Glob{"Widget"}));
  EXPECT_THAT(entry.unlessBases, ElementsAre(Glob{"Thread"}));
  EXPECT_EQ(entry.runs, Runs::Pool);

  EXPECT_THAT(framework.exempt, SizeIs(1));
  EXPECT_EQ(framework.offload, "co_await fw::run({pool}, [&] {{ {call}; }})");
  EXPECT_EQ(framework.offloadUrl, "https://example.org/run");
}

TEST(LoadOverride, RulesByIdAndKeysOfTheLibrary) {
  Catalogue catalogue = catalogueOf(
      {"library: lib\nwhy: waits\nengine: network\nrules: [{id: a, calls: {functions: f}}, {id: b, calls: "
       "{functions: g}}]\n",
       "library: lib\ntitle: New\nrules: [{id: b, calls: {functions: h}}, {id: c, calls: {functions: "
       "k}}]\n"});
  ASSERT_THAT(catalogue.libraries, SizeIs(1));
  const Library& library = catalogue.libraries[0];
  EXPECT_EQ(library.title, "New");
  EXPECT_EQ(library.engine, Engine::Network);
  ASSERT_THAT(library.rules, SizeIs(3));
  EXPECT_EQ(library.rules[0].id, "a");
  EXPECT_EQ(library.rules[1].calls[0].functions[0], Glob{"h"});
  EXPECT_EQ(library.rules[2].id, "c");
  EXPECT_EQ(library.rules[2].why, "waits");
}
TEST(LoadOverride, ARuleMovesToTheLaterLibrary) {
  Catalogue catalogue = catalogueOf({"library: a\nwhy: w\nrules: [{id: x, calls: {functions: f}}]\n",
                                     "library: b\nwhy: w\nrules: [{id: x, calls: {functions: g}}]\n"});
  ASSERT_THAT(catalogue.libraries, SizeIs(2));
  EXPECT_THAT(catalogue.libraries[0].rules, IsEmpty());
  EXPECT_THAT(catalogue.libraries[1].rules, SizeIs(1));
}
TEST(LoadOverride, KeysOfAFramework) {
  Catalogue catalogue = catalogueOf({"framework: fw\ntitle: T\ntask-types: [{type: a}, {type: b}]\n",
                                     "framework: fw\ntask-types: {type: c}\n"});
  ASSERT_THAT(catalogue.frameworks, SizeIs(1));
  EXPECT_EQ(catalogue.frameworks[0].title, "T");
  ASSERT_THAT(catalogue.frameworks[0].taskTypes, SizeIs(1));
  EXPECT_EQ(catalogue.frameworks[0].taskTypes[0].type, Glob{"c"});
}
TEST(LoadOrder, ByName) {
  Catalogue catalogue = catalogueOf({"framework: b\n", "framework: a\n", "framework: c\n"});
  EXPECT_EQ(catalogue.frameworks[0].name, "a");
  EXPECT_EQ(catalogue.frameworks[2].name, "c");
}

/// A folder of files that goes away with the test.
class LoadFolder : public testing::Test {
protected:
  void SetUp() override {
    llvm::SmallString<128> folder;
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("nostall-rules", folder));
    root = folder.str().str();
  }
  void TearDown() override { std::filesystem::remove_all(root); }

  std::string write(const std::string& path, const std::string& text) {
    std::filesystem::path file = std::filesystem::path(root) / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
    return file;
  }
  /// Problems with paths relative to the folder.
  std::vector<std::string> load(const std::vector<std::string>& userFiles = {}) {
    loaded = loadCatalogue(root, userFiles);
    std::vector<std::string> lines;
    for (const Problem& problem : loaded.problems) {
      std::ostringstream out;
      out << problem;
      std::string line = out.str();
      for (std::size_t at; (at = line.find(root + "/")) != line.npos;)
        line.erase(at, root.size() + 1);
      lines.push_back(line);
    }
    return lines;
  }

  std::string root;
  Loaded loaded;
};

TEST_F(LoadFolder, FindsEveryFileAndTellsLanguages) {
  write("cpp/libraries/a.yaml", "library: a\nwhy: w\nrules: [{id: a, calls: {functions: f}}]\n");
  write("cpp/frameworks/b.yaml", "framework: b\n");
  write("python/frameworks/c.yml", "framework: c\n");
  write("schema/library.schema.json", "{}");
  EXPECT_THAT(load(), IsEmpty());
  EXPECT_TRUE(loaded.ok());
  ASSERT_THAT(loaded.catalogue.libraries, SizeIs(1));
  ASSERT_THAT(loaded.catalogue.frameworks, SizeIs(2));
  EXPECT_EQ(loaded.catalogue.frameworks[0].language, Language::Cxx);
  EXPECT_EQ(loaded.catalogue.frameworks[1].language, Language::Python);
}
TEST_F(LoadFolder, BundledFilesShareNoNames) {
  write("cpp/libraries/a.yaml", "library: a\nwhy: w\nrules:\n  - {id: x, calls: {functions: f}}\n");
  write("cpp/libraries/b.yaml", "library: b\nwhy: w\nrules:\n  - {id: x, calls: {functions: f}}\n");
  write("cpp/libraries/c.yaml", "library: a\nwhy: w\nrules:\n  - {id: y, calls: {functions: f}}\n");
  EXPECT_THAT(load(), ElementsAre("cpp/libraries/b.yaml:4:10: error: the id `x` is already taken in "
                                  "cpp/libraries/a.yaml",
                                  "cpp/libraries/c.yaml:1:10: error: `a` is already described in "
                                  "cpp/libraries/a.yaml"));
  EXPECT_FALSE(loaded.ok());
}
TEST_F(LoadFolder, UserFilesOverrideBundledOnes) {
  write("cpp/libraries/a.yaml", "library: a\nwhy: w\nrules: [{id: x, calls: {functions: f}}]\n");
  std::string user = write("mine.yaml", "library: a\nrules: [{id: x, calls: {functions: mine}}]\n");
  EXPECT_THAT(load({user}), IsEmpty());
  EXPECT_EQ(loaded.catalogue.libraries[0].rules[0].calls[0].functions[0], Glob{"mine"});
  EXPECT_EQ(loaded.catalogue.libraries[0].file, user);
}
TEST_F(LoadFolder, FrameworksThatNobodyDescribes) {
  write("cpp/frameworks/asio.yaml", "framework: asio\n");
  write("cpp/libraries/a.yaml",
        "library: a\nwhy: w\nrules:\n  - id: x\n    calls: {functions: f}\n    instead:\n"
        "      - {call: g, fix: F3, framework: asoi}\n");
  EXPECT_THAT(
      load(),
      ElementsAre("cpp/libraries/a.yaml:7:39: error: unknown framework `asoi`; did you mean `asio`?"));
}
TEST_F(LoadFolder, MatchersAreCheckedByWhoeverCan) {
  write("cpp/libraries/a.yaml",
        "library: a\nwhy: w\nrules:\n  - id: x\n    matcher: bad(\n  - {id: y, matcher: good()}\n");
  EXPECT_THAT(load(), IsEmpty());
  Loaded checked = loadCatalogue(root, {}, [](const std::string& rule, const std::string& expression) {
    return expression == "good()" ? "" : rule + " is not closed";
  });
  ASSERT_THAT(checked.problems, SizeIs(1));
  EXPECT_EQ(checked.problems[0].line, 5u);
  EXPECT_EQ(checked.problems[0].text, "the matcher of `x` does not parse: x is not closed");
  EXPECT_FALSE(checked.ok());
}
TEST_F(LoadFolder, MissingFiles) {
  EXPECT_THAT(load(), ElementsAre(root + ": error: has no catalogue files"));
  write("cpp/frameworks/b.yaml", "framework: b\n");
  EXPECT_THAT(load({root + "/none.yaml"}),
              ElementsAre("none.yaml: error: cannot be read: No such file or directory"));
  EXPECT_FALSE(loaded.ok());
  EXPECT_THAT(load({root + "/cpp"}), ElementsAre("cpp: error: cannot be read: Is a directory"));
}
TEST_F(LoadFolder, MissingRoot) {
  root += "/none";
  EXPECT_THAT(load(), SizeIs(1));
  EXPECT_FALSE(loaded.ok());
}

} // namespace
} // namespace nostall::rules
