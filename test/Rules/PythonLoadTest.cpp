// The keys that only descriptions of Python have.

#include "FromText.h"

#include <gmock/gmock.h>

namespace nostall::rules {
namespace {

using Kind = TypeExpression::Kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const char FullLibrary[] = R"yaml(
library: lib
language: python
modules: [lib, other.part]
why: waits
types:
  - class: lib.Session
    names: [lib.session.Session]
    bases: lib.Base
    methods: {query: "lib.Query[new argument 0]", "begin*": lib.Transaction}
    attributes: {bind: lib.Engine}
    enter: self
    async-enter: awaitable self
    element: element
    async-element: lib.Row
    item: any
    call: lib.Session
    awaited: lib.Session
    constructed: lib.Session[argument 0]
    keywords-into: lib.Settings
    keeps-elements: true
    handed: {class: 1, keywords: {position: 2, keyword: kwargs}, to: initialize, functions: lib.route}
functions:
  lib.connect: lib.Session
  lib.pool: {names: lib.pools.pool, result: awaitable lib.Pool}
  lib.db: {variable: true, result: lib.Session}
rules:
  - id: lib-session
    calls:
      - {class: lib.Session, enter: true, exit: true, attributes: [a, "b*"]}
      - {decorators: lib.task, when: [{argument: {position: 0, keyword: fn}, coroutine: false}]}
      - {functions: lib.f, when: [{async: true}, {awaitable: false}, {in-async: true}]}
  - {id: lib-detected, check: async-session-misuse, detector: some-name}
)yaml";

TEST(PythonLibrary, ReadsEveryKey) {
  Catalogue catalogue = catalogueOf({FullLibrary});
  ASSERT_THAT(catalogue.libraries, SizeIs(1));
  const Library& library = catalogue.libraries[0];
  EXPECT_THAT(library.headers, ElementsAre(Glob{"lib"}, Glob{"other.part"}));

  ASSERT_THAT(library.types, SizeIs(1));
  const TypeDescription& type = library.types[0];
  EXPECT_EQ(type.name, "lib.Session");
  EXPECT_THAT(type.names, ElementsAre("lib.session.Session"));
  EXPECT_THAT(type.bases, ElementsAre("lib.Base"));
  ASSERT_THAT(type.methods, SizeIs(2));
  EXPECT_EQ(type.methods[0].first, "query");
  EXPECT_EQ(type.methods[0].second.kind, Kind::Instance);
  EXPECT_EQ(type.methods[1].first, "begin*") << "in the order of the file";
  ASSERT_THAT(type.attributes, SizeIs(1));
  EXPECT_EQ(type.enter.kind, Kind::Self);
  EXPECT_EQ(type.asyncEnter.kind, Kind::Awaitable);
  EXPECT_EQ(type.element.kind, Kind::Element);
  EXPECT_EQ(type.asyncElement.name, "lib.Row");
  EXPECT_EQ(type.item.kind, Kind::Any);
  EXPECT_EQ(type.call.name, "lib.Session");
  EXPECT_EQ(type.awaited.name, "lib.Session");
  EXPECT_THAT(type.constructed.arguments, SizeIs(1));
  EXPECT_EQ(type.keywordsInto.name, "lib.Settings");
  EXPECT_TRUE(type.keepsElements);
  EXPECT_EQ(type.handed.type.number, 1u);
  EXPECT_EQ(type.handed.keywords.number, 2u);
  EXPECT_EQ(type.handed.keywords.keyword, "kwargs");
  EXPECT_EQ(type.handed.to, "initialize");
  EXPECT_THAT(type.handed.functions, ElementsAre("lib.route"));

  ASSERT_THAT(library.functions, SizeIs(3));
  EXPECT_EQ(library.functions[0].name, "lib.connect");
  EXPECT_EQ(library.functions[0].result.name, "lib.Session");
  EXPECT_THAT(library.functions[1].names, ElementsAre("lib.pools.pool"));
  EXPECT_EQ(library.functions[1].result.kind, Kind::Awaitable);
  EXPECT_TRUE(library.functions[2].variable);

  ASSERT_THAT(library.rules, SizeIs(2));
  const std::vector<CallPattern>& calls = library.rules[0].calls;
  EXPECT_TRUE(calls[0].enter && calls[0].exit);
  EXPECT_THAT(calls[0].attributes, ElementsAre(Glob{"a"}, Glob{"b*"}));
  EXPECT_THAT(calls[1].decorators, ElementsAre(Glob{"lib.task"}));
  EXPECT_EQ(calls[1].when[0].value->position.keyword, "fn");
  EXPECT_EQ(calls[1].when[0].value->coroutine, false);
  EXPECT_EQ(calls[2].when[0].async, true);
  EXPECT_EQ(calls[2].when[1].awaitable, false);
  EXPECT_EQ(calls[2].when[2].inAsync, true);
  EXPECT_EQ(library.rules[1].detector, "some-name");
  EXPECT_EQ(library.rules[1].check, "async-session-misuse");
}

TEST(PythonFramework, ReadsEveryKey) {
  Catalogue catalogue = catalogueOf({R"yaml(
framework: fw
language: python
types: {class: fw.App}
functions: {fw.app: fw.App}
callables:
  - calls: {decorators: fw.App.get}
    callable: {position: 1, keyword: func}
    runs: pool
    receives: [fw.Request, any]
    replaces: true
    startup: true
  - {calls: {functions: fw.run}, callable: target, runs: executor, executor: pool}
entry-points:
  - {overrides: fw.Handler.get, coroutine: false, startup: true}
offload: await run({function}{passed})
pool-note: forty threads
)yaml"});
  ASSERT_THAT(catalogue.frameworks, SizeIs(1));
  const Framework& framework = catalogue.frameworks[0];
  EXPECT_THAT(framework.types, SizeIs(1));
  EXPECT_THAT(framework.functions, SizeIs(1));
  ASSERT_THAT(framework.callables, SizeIs(2));
  const CallableRule& rule = framework.callables[0];
  EXPECT_EQ(rule.callable.kind, Position::Kind::Number);
  EXPECT_EQ(rule.callable.number, 1u);
  EXPECT_EQ(rule.callable.keyword, "func");
  EXPECT_THAT(rule.receives, SizeIs(2));
  EXPECT_TRUE(rule.replaces && rule.startup);
  EXPECT_EQ(framework.callables[1].callable.kind, Position::Kind::Keyword);
  EXPECT_EQ(framework.callables[1].callable.keyword, "target");
  EXPECT_EQ(framework.callables[1].executor.keyword, "pool");
  ASSERT_THAT(framework.entryPoints, SizeIs(1));
  EXPECT_EQ(framework.entryPoints[0].coroutine, false);
  EXPECT_TRUE(framework.entryPoints[0].startup);
  EXPECT_EQ(framework.poolNote, "forty threads");
}

TEST(PythonLoadError, Types) {
  auto library = [](const std::string& text) {
    return complaints("library: l\nlanguage: python\n" + text + "\n");
  };
  EXPECT_THAT(library("types: {class: a.C}"), IsEmpty()) << "no rules are needed";
  EXPECT_THAT(library("types: {names: a.C}"), ElementsAre("3:8: a type needs the key `class`"));
  EXPECT_THAT(library("types: [{class: a.C}, {class: a.C}]"),
              ElementsAre("3:23: the class `a.C` stands twice in this file"));
  EXPECT_THAT(library("types: {class: 'a::C'}"), ElementsAre("3:16: `a::C` is no dotted name"));
  EXPECT_THAT(library("types: {class: a.C, enter: slef}"),
              ElementsAre("3:28: `slef` is no type; did you mean `self`?"));
  EXPECT_THAT(library("types: {class: a.C, methods: {m: \"a.B[x]\"}}"),
              ElementsAre("3:39: `x` is no type; a class is written with its module"));
  EXPECT_THAT(library("types: {class: a.C, methods: {a.m: any}}"),
              ElementsAre("3:31: `methods` are written without their class"));
  EXPECT_THAT(library("functions: {a.f: {variable: true}}"),
              ElementsAre("3:18: a function needs the key `result`"));
  EXPECT_THAT(library("functions: [a.f]"), Contains(HasSubstr("`functions` is a list")));
  EXPECT_THAT(library("modules: 'a.*'\ntypes: {class: a.C}"),
              ElementsAre("3:10: modules are written in full; what is inside them counts"));
}
TEST(PythonLoadError, KeysInCxx) {
  EXPECT_THAT(complaints("framework: f\ntypes: []\n"),
              ElementsAre("2:1: `types` is for files with `language: python`"));
  EXPECT_THAT(complaints("framework: f\ncallables: {calls: {functions: f}, callable: fn, runs: pool}\n"),
              ElementsAre(HasSubstr("2:46: `callable` names an argument by keyword")));
}
TEST(PythonLoadOrder, OneNameInTwoLanguages) {
  const std::string rules = "why: w\nrules: [{id: ";
  std::vector<std::string> files{"library: x\n" + rules + "a, calls: {functions: f}}]\n",
                                 "library: x\nlanguage: python\n" + rules + "b, calls: {functions: f}}]\n"};
  Catalogue catalogue = catalogueOf(files);
  ASSERT_THAT(catalogue.libraries, SizeIs(2));
  EXPECT_EQ(catalogue.libraries[0].language, Language::Cxx);
  EXPECT_EQ(catalogue.libraries[1].language, Language::Python);
  files.push_back("library: x\nlanguage: python\ntitle: Mine\n");
  catalogue = catalogueOf(files);
  ASSERT_THAT(catalogue.libraries, SizeIs(2));
  EXPECT_EQ(catalogue.libraries[0].title, "");
  EXPECT_EQ(catalogue.libraries[1].title, "Mine");
  EXPECT_THAT(catalogue.libraries[1].rules, SizeIs(1));
}

} // namespace
} // namespace nostall::rules
