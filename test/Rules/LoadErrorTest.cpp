// Everything that a catalogue file may get wrong, and what is said of it where.

#include "FromText.h"

#include <gmock/gmock.h>

namespace nostall::rules {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(LoadError, NotAFileOfOurs) {
  EXPECT_THAT(complaints("[a]"),
              ElementsAre("1:1: the file is a list; it must be a mapping of keys to values"));
  EXPECT_THAT(complaints(""),
              ElementsAre("1:1: the file is nothing; it must be a mapping of keys to values"));
  EXPECT_THAT(complaints("title: x\n"),
              ElementsAre("1:1: a catalogue file starts with either `library: NAME` or `framework: NAME`"));
  EXPECT_THAT(complaints("library: a\nframework: b\n"), ElementsAre(HasSubstr("either `library: NAME`")));
  EXPECT_THAT(complaints("library: my lib\n"), ElementsAre(HasSubstr("1:10: a name is made of letters")));
  EXPECT_THAT(complaints("a: [\n"), ElementsAre(HasSubstr("not valid YAML")));
}
TEST(LoadError, UnknownKeys) {
  EXPECT_THAT(complaints("framework: f\ntask-type: []\n"),
              ElementsAre("2:1: unknown key `task-type` in a framework; did you mean `task-types`?"));
  EXPECT_THAT(complaints("library: l\nwhy: w\nrules:\n  - id: a\n    call: {functions: f}\n"),
              ElementsAre("4:5: the rule matches no call; it needs `calls`, `matcher` or `detector`",
                          "5:5: unknown key `call` in a rule; did you mean `calls`?"));
  EXPECT_THAT(
      complaints(ruleFor("{function: f}")),
      ElementsAre(
          "5:13: the pattern names no call; it needs `functions`, `class`, `references` or `decorators`",
          "5:14: unknown key `function` in a call pattern; did you mean `functions`?"));
}
TEST(LoadError, Library) {
  EXPECT_THAT(complaints("library: l\n"), ElementsAre("1:1: the library has no rules"));
  EXPECT_THAT(complaints("library: l\nrules: x\n"),
              ElementsAre("1:1: the library has no rules", "2:8: `rules` is `x`; it must be a list"));
  std::string rest = "\nwhy: w\nrules: [{id: a, calls: {functions: f}}]\n";
  EXPECT_THAT(
      complaints("library: l\nengine: disk" + rest),
      ElementsAre("2:9: `engine` cannot be `disk`; known: `network`, `embedded-disk`, `in-memory`, `wait`"));
  EXPECT_THAT(complaints("library: l\naffinity: threads" + rest),
              ElementsAre("2:11: `affinity` cannot be `threads`; did you mean `thread`?"));
  EXPECT_THAT(complaints("library: l\nlanguage: c++" + rest),
              ElementsAre(HasSubstr("2:11: `language` cannot be")));
  EXPECT_THAT(complaints("library: l\ndocumentation: x.org" + rest),
              ElementsAre("2:16: `documentation` is no URL; it starts with `https://`"));
  EXPECT_THAT(complaints("library: l\nheaders: ['<a.h>', '']" + rest),
              ElementsAre(HasSubstr("2:11: headers are written without"), "2:20: an empty header name"));
}
TEST(LoadError, Rule) {
  auto rule = [](const std::string& text) {
    return complaints("library: l\nwhy: w\nrules:\n  - " + text + "\n");
  };
  EXPECT_THAT(rule("calls: {functions: f}"), ElementsAre("4:5: a rule needs the key `id`"));
  EXPECT_THAT(rule("{id: LibPq_x, calls: {functions: f}}"),
              ElementsAre("4:10: `LibPq_x` is not kebab-case: lower-case words joined by hyphens"));
  EXPECT_THAT(rule("{id: a--b, calls: {functions: f}}"), ElementsAre(HasSubstr("not kebab-case")));
  EXPECT_THAT(rule("{id: a}"),
              ElementsAre("4:5: the rule matches no call; it needs `calls`, `matcher` or `detector`"));
  EXPECT_THAT(rule("{id: a, calls: {functions: f}}\n  - {id: a, calls: {functions: g}}"),
              ElementsAre("5:10: the id `a` stands twice in this file"));
  EXPECT_THAT(rule("{id: a, calls: {functions: f}, check: blocking}"),
              ElementsAre(HasSubstr("`check` cannot be `blocking`")));
  EXPECT_THAT(rule("{id: a, calls: {functions: f}, severity: fatal}"),
              ElementsAre("4:46: `severity` cannot be `fatal`; known: `error`, `warning`, `note`"));
  EXPECT_THAT(complaints("library: l\nrules: [{id: a, calls: {functions: f}}]"),
              ElementsAre("2:9: nothing says why the call blocks; add `why` to the rule or to the library"));
}
TEST(LoadError, Alternative) {
  auto instead = [](const std::string& text) {
    return complaints("library: l\nwhy: w\nrules:\n  - id: a\n    calls: {functions: f}\n    instead: {" +
                      text + "}\n");
  };
  EXPECT_THAT(instead("fix: F3"), ElementsAre("6:14: an alternative needs the key `call`"));
  EXPECT_THAT(instead("call: g"), ElementsAre("6:14: an alternative needs the key `fix`"));
  EXPECT_THAT(instead("call: g, fix: F5"), ElementsAre(HasSubstr("6:29: `fix` cannot be `F5`")));
  EXPECT_THAT(instead("call: '{nam}', fix: F3"),
              ElementsAre("6:21: `{name}` is the only placeholder of `call`"));
  EXPECT_THAT(instead("call: g, fix: F1"),
              ElementsAre("6:24: `F1` is a mechanical change; say which in `rewrite`"));
  EXPECT_THAT(instead("call: g, fix: F2"), ElementsAre(HasSubstr("warning: `F2` has a new call to write")));
  EXPECT_THAT(instead("call: g, fix: F3, exactness: exact"),
              ElementsAre("6:33: nothing is exact without a `rewrite`"));
  EXPECT_THAT(instead("call: g, fix: F3, exactness: conditional, rewrite: g()"),
              ElementsAre("6:33: a conditional rewrite needs a `condition` that says on what"));
  EXPECT_THAT(instead("call: g, fix: F3, condition: if so"),
              ElementsAre("6:33: `condition` has no effect without `exactness: conditional`"));
  EXPECT_THAT(instead("call: g, fix: F3, url: 'g'"), ElementsAre(HasSubstr("`url` is no URL")));
}
TEST(LoadError, Placeholders) {
  auto rewrite = [](const std::string& text) {
    return complaints(
        "library: l\nwhy: w\nrules:\n  - id: a\n    calls: {functions: f}\n    instead:\n      - call: g\n"
        "        fix: F3\n        rewrite: '" +
        text + "'\n");
  };
  EXPECT_THAT(rewrite("{recevier}.g()"),
              ElementsAre("9:18: unknown placeholder `{recevier}`; did you mean `receiver`?"));
  EXPECT_THAT(rewrite("g({pool})"), ElementsAre(HasSubstr("unknown placeholder `{pool}`")));
  EXPECT_THAT(rewrite("[] { g(); }"), ElementsAre(HasSubstr("unknown placeholder `{ g(); }`")));
  EXPECT_THAT(rewrite("[] {{ g(); }"),
              ElementsAre("9:18: a single `}`; a brace of the code is written twice"));
  EXPECT_THAT(rewrite("g({args"), ElementsAre("9:18: a single `{`; a brace of the code is written twice"));
  EXPECT_THAT(rewrite("g({arg12})"), IsEmpty());
}
TEST(LoadError, Names) {
  auto function = [](const std::string& name) { return complaints(ruleFor("{functions: '" + name + "'}")); };
  EXPECT_THAT(function(""), ElementsAre(HasSubstr("an empty name")));
  EXPECT_THAT(function("*"), ElementsAre(HasSubstr("`*` names everything")));
  EXPECT_THAT(function("::f"), ElementsAre(HasSubstr("without a leading `::`")));
  EXPECT_THAT(function("a::"), ElementsAre(HasSubstr("ends in `::`")));
  EXPECT_THAT(function("f(int)"), ElementsAre(HasSubstr("without parameters")));
  EXPECT_THAT(function("C<T>::f"), ElementsAre(HasSubstr("without template arguments")));
  EXPECT_THAT(function("a b"), ElementsAre(HasSubstr("has a space")));
  EXPECT_THAT(function("C::operator()"), IsEmpty());
  EXPECT_THAT(function("C::operator bool"), IsEmpty());
  EXPECT_THAT(complaints(ruleFor("{functions: []}")), ElementsAre(HasSubstr("`functions` is empty")));
  EXPECT_THAT(complaints(ruleFor("{class: C, methods: 'C::m'}")),
              ElementsAre("5:33: members are written without their class"));
}
TEST(LoadError, Pattern) {
  EXPECT_THAT(complaints(ruleFor("{methods: m}")), ElementsAre("5:14: `methods` needs `class` beside it"));
  EXPECT_THAT(complaints(ruleFor("{class: C}")),
              ElementsAre(HasSubstr("`class` names no call; add `methods`")));
  EXPECT_THAT(complaints(ruleFor("{class: C, operators: '@'}")),
              ElementsAre(HasSubstr("`operators` cannot be `\"@\"`")));
  EXPECT_THAT(complaints(ruleFor("{}")), ElementsAre(HasSubstr("the pattern names no call")));
}
TEST(LoadError, Conditions) {
  auto when = [](const std::string& text) {
    return complaints(ruleFor("{functions: f, when: [" + text + "]}"));
  };
  EXPECT_THAT(when("{argumets: 1}"),
              ElementsAre("5:36: unknown condition `argumets`; did you mean `arguments`?"));
  EXPECT_THAT(when("{}"), ElementsAre(HasSubstr("an empty condition")));
  EXPECT_THAT(when("awaited"), ElementsAre(HasSubstr("a condition is `awaited`; it must be a mapping")));
  EXPECT_THAT(when("{argument: 0}"), ElementsAre(HasSubstr("the condition asks nothing of the value")));
  EXPECT_THAT(
      when("{argument: first, integer: 1}"),
      ElementsAre(
          "5:46: `argument` names an argument by keyword, which is for files with `language: python`"));
  EXPECT_THAT(when("{argument: a-b, integer: 1}"),
              ElementsAre("5:46: `argument` must be a number from 0, `last`, `any` or a keyword"));
  EXPECT_THAT(when("{argument: -1, integer: 1}"),
              ElementsAre(HasSubstr("`argument` must be a number from 0")));
  EXPECT_THAT(when("{argument: 0, receiver: true, integer: 1}"),
              ElementsAre(HasSubstr("either `argument` or `receiver`")));
  EXPECT_THAT(when("{receiver: false, integer: 1}"), ElementsAre(HasSubstr("`receiver` can only be `true`")));
  EXPECT_THAT(when("{argument: 0, integer: 1, boolean: true}"), ElementsAre(HasSubstr("exclude each other")));
  EXPECT_THAT(when("{argument: 0, runs: inline}"), ElementsAre(HasSubstr("`runs` cannot be `inline`")));
  EXPECT_THAT(when("{argument: 0, type: ''}"), ElementsAre(HasSubstr("an empty text")));
  EXPECT_THAT(when("{arguments: many}"),
              ElementsAre(HasSubstr("`arguments` is `many`; it must be a whole number")));
  EXPECT_THAT(when("{arguments: {min: 3, max: 1}}"), ElementsAre(HasSubstr("`min` is larger than `max`")));
  EXPECT_THAT(when("{arguments: {}}"), ElementsAre(HasSubstr("`arguments` needs `min` or `max`")));
  EXPECT_THAT(when("{parameter: 0}"),
              ElementsAre(HasSubstr("a condition on a parameter needs the key `type`")));
  EXPECT_THAT(when("{awaited: yes}"), ElementsAre(HasSubstr("it must be `true` or `false`")));
  EXPECT_THAT(when("{awaited: true, discarded: true}"),
              ElementsAre(HasSubstr("unknown key `awaited` in a condition")));
  EXPECT_THAT(when("{guarded-by: f, same-argument: any}"),
              ElementsAre(HasSubstr("`same-argument` must be a number from 0, `last`, `receiver`")));
  EXPECT_THAT(when("{argument: receiver, integer: 1}"), ElementsAre(HasSubstr("`last`, `any` or a keyword")));
  EXPECT_THAT(when("{async: true}"), ElementsAre("5:36: `async` is for files with `language: python`"));
}
TEST(LoadError, Framework) {
  auto framework = [](const std::string& text) { return complaints("framework: f\n" + text + "\n"); };
  EXPECT_THAT(framework("task-types: {generator: true}"),
              ElementsAre("2:13: a task type needs the key `type`"));
  EXPECT_THAT(framework("aliases: [a]"), ElementsAre(HasSubstr("`aliases` is a list")));
  EXPECT_THAT(framework("aliases: {'::a': 'a<b>'}"),
              ElementsAre(HasSubstr("2:11: names are written without a leading"),
                          HasSubstr("2:18: names are written without template arguments")));
  EXPECT_THAT(framework("executors: {runs: pool}"),
              ElementsAre("2:12: an executor needs either `type` or `call`"));
  EXPECT_THAT(framework("executors: {type: t}"),
              ElementsAre("2:12: an executor needs either `runs` or `through`"));
  EXPECT_THAT(framework("executors: {call: f, through: 0}"), ElementsAre("2:22: `through` needs `type`"));
  EXPECT_THAT(framework("executors: {type: t, runs: inline}"),
              ElementsAre(HasSubstr("`runs` cannot be `inline`")));
  EXPECT_THAT(framework("callables: {callable: 0, runs: loop}"),
              ElementsAre("2:12: a callable rule needs the key `calls`"));
  EXPECT_THAT(framework("callables: {calls: {functions: f}, callable: 0, runs: executor}"),
              ElementsAre(HasSubstr("`runs: executor` needs `executor`")));
  EXPECT_THAT(framework("callables: {calls: {functions: f}, callable: 0, runs: loop, executor: 1}"),
              ElementsAre(HasSubstr("`executor` has no effect without `runs: executor`")));
  EXPECT_THAT(framework("callables: {calls: {functions: f}, callable: 0, runs: pool, looks-like-offload: x}"),
              ElementsAre(HasSubstr("does not only look like an offload")));
  EXPECT_THAT(framework("hops: {calls: {functions: f}, runs: inline}"),
              ElementsAre(HasSubstr("`runs` cannot be `inline`")));
  EXPECT_THAT(framework("hops: {calls: {functions: f}, runs: pool, until: next}"),
              ElementsAre(HasSubstr("`until` cannot be `next`; known: `next-await`, `next-hop`")));
  EXPECT_THAT(framework("entry-points: {runs: loop}"),
              ElementsAre(HasSubstr("the entry point names no function")));
  EXPECT_THAT(framework("offload: 'run({pol}, {call})'"),
              ElementsAre("2:10: unknown placeholder `{pol}`; did you mean `pool`?"));
}

} // namespace
} // namespace nostall::rules
