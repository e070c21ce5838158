#include "Support/Yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace nostall::yaml {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// What parsing complains of, as printed.
std::vector<std::string> complaints(const std::vector<Problem>& problems) {
  std::vector<std::string> lines;
  for (const Problem& problem : problems) {
    std::ostringstream out;
    out << problem;
    lines.push_back(out.str());
  }
  return lines;
}
std::vector<std::string> errors(std::string_view text) {
  std::vector<Problem> problems;
  std::optional<Node> node = parse(text, "f.yaml", problems);
  EXPECT_TRUE(node || !problems.empty()) << "refused without a word";
  return complaints(problems);
}

/// The tree as a line: scalars with their places.
std::string shown(const Node& node) {
  std::string at = "@" + std::to_string(node.place.line) + ":" + std::to_string(node.place.column);
  std::string inner;
  switch (node.kind) {
  case Node::Kind::Null:
    return "null" + at;
  case Node::Kind::Scalar:
    return (node.quoted ? "'" + node.text + "'" : node.text) + at;
  case Node::Kind::Sequence:
    for (const Node& item : node.items)
      inner += " " + shown(item);
    return "[" + inner + " ]" + at;
  case Node::Kind::Mapping:
    for (const Entry& entry : node.entries)
      inner += " " + entry.key + ": " + shown(entry.value);
    return "{" + inner + " }" + at;
  }
  return "";
}
std::string tree(std::string_view text) {
  std::vector<Problem> problems;
  std::optional<Node> node = parse(text, "f.yaml", problems);
  EXPECT_THAT(complaints(problems), IsEmpty());
  return node ? shown(*node) : "none";
}

TEST(YamlParse, KeepsOrderAndPlaces) {
  EXPECT_EQ(tree("b: 1\na: two words\n"), "{ b: 1@1:4 a: two words@2:4 }@1:1");
  EXPECT_EQ(tree("a:\n  - x\n  - {k: v}\n"), "{ a: [ x@2:5 { k: v@3:9 }@3:5 ]@2:3 }@1:1");
  EXPECT_EQ(tree("a: [std::x, \"*y\"]"), "{ a: [ std::x@1:5 '*y'@1:13 ]@1:4 }@1:1");
}
TEST(YamlParse, Comments) { EXPECT_EQ(tree("# head\na: b # tail\n# end"), "{ a: b@2:4 }@2:1"); }
TEST(YamlParse, NothingIsNull) {
  EXPECT_EQ(tree(""), "null@1:1");
  EXPECT_EQ(tree("# only a comment\n"), "null@1:1");
  EXPECT_EQ(tree("a:\nb: ~\nc: ''\n"), "{ a: null@1:1 b: null@2:4 c: ''@3:4 }@1:1");
}
TEST(YamlParse, BlockScalars) { EXPECT_EQ(tree("a: |\n  x\n  y\nb: 1"), "{ a: 'x\ny\n'@1:1 b: 1@4:4 }@1:1"); }
TEST(YamlParse, WindowsLineEnds) { EXPECT_EQ(tree("a: b\r\nc: d\r\n"), "{ a: b@1:4 c: d@2:4 }@1:1"); }
TEST(YamlParse, NonAsciiText) { EXPECT_EQ(tree("a: größer\n"), "{ a: größer@1:4 }@1:1"); }

TEST(YamlParse, DuplicateKey) {
  EXPECT_THAT(errors("a: 1\nb: 2\na: 3\n"),
              ElementsAre("f.yaml:3:1: error: `a` stands twice; first on line 1"));
}
TEST(YamlParse, Tab) {
  EXPECT_THAT(errors("a:\n\tb: 1\n"),
              ElementsAre("f.yaml:2:1: error: tab in the indentation; indent with spaces"));
}
TEST(YamlParse, InvalidUtf8) {
  EXPECT_THAT(errors("a: 1\nb: \xff\n"), ElementsAre("f.yaml:2:4: error: invalid UTF-8"));
  EXPECT_THAT(errors("a: \xc3"), ElementsAre("f.yaml:1:4: error: invalid UTF-8"));
}
TEST(YamlParse, ControlCharacter) {
  EXPECT_THAT(errors(std::string_view("a: \0b", 5)), ElementsAre("f.yaml:1:4: error: control character 0x0"));
}
TEST(YamlParse, Alias) {
  EXPECT_THAT(
      errors("a: *Event\n"),
      ElementsAre("f.yaml:1:4: error: aliases are not supported; a text that starts with `*` needs quotes"));
}
TEST(YamlParse, Anchor) {
  EXPECT_THAT(errors("a: &x 1\n"), ElementsAre(HasSubstr("anchors are not supported")));
}
TEST(YamlParse, Tag) { EXPECT_THAT(errors("a: !x 1\n"), ElementsAre(HasSubstr("tags are not supported"))); }
TEST(YamlParse, SecondDocument) {
  EXPECT_THAT(errors("a: 1\n---\nb: 2\n"),
              ElementsAre("f.yaml:3:1: error: a second document starts here; one file is one document"));
}
TEST(YamlParse, KeyThatIsNoText) {
  EXPECT_THAT(errors("? [a]\n: b\n"), ElementsAre(HasSubstr("a key must be a text")));
}
TEST(YamlParse, DeepNestingStops) {
  EXPECT_THAT(errors(std::string(100000, '[')), ElementsAre(HasSubstr("error:")));
  std::string block;
  for (int i = 0; i < 2000; ++i)
    block += std::string(i, ' ') + "a:\n";
  EXPECT_THAT(errors(block), ElementsAre(HasSubstr("nested too deeply")));
}
TEST(YamlParse, TooLarge) {
  EXPECT_THAT(errors(std::string(5 << 20, ' ')), ElementsAre("f.yaml: error: larger than 4 MiB"));
}

TEST(YamlParse, BrokenSyntaxIsLocated) {
  for (std::string_view text :
       {"a: [1, 2\nb: 3\n", "a: {b\n", "a: 'x\n", "a: \"x\n", "- a\nb: c\n", "a: b: c\n",
        "a:\n   b: 1\n  c: 2\n", "%x\n", "@a: 1\n", "a: \"\\q\"\n", "}", "a: >x\n", ": :\n- -\n"})
    for (const std::string& line : errors(text))
      EXPECT_THAT(line, testing::MatchesRegex("f.yaml:[0-9]+:[0-9]+: .*"));
}
TEST(YamlParse, EveryPrefixAndEveryByteEndsWell) {
  const std::string text =
      "library: x # c\nheaders: [a, \"b*\"]\nrules:\n  - id: 'q'\n    when: [{a: {min: 1}}, {b: c}]\n"
      "    note: |\n      text\n  - ? k\n    : v\n";
  for (std::size_t i = 0; i < text.size(); ++i) {
    errors(text.substr(0, i));
    for (char c : std::string_view("[]{}:-?,#&*!|>'\"%@` \n~", 22)) {
      std::string changed = text;
      changed[i] = c;
      errors(changed);
    }
  }
}

class Read : public testing::Test {
protected:
  Node node(std::string_view text) { return parse(text, "f.yaml", problems).value_or(Node{}); }
  std::vector<std::string> said() { return complaints(problems); }
  std::vector<Problem> problems;
  Reader reader{"f.yaml", problems};
};

TEST_F(Read, Text) {
  EXPECT_EQ(reader.text(node("12"), "`a`"), "12");
  EXPECT_EQ(reader.text(node("''"), "`a`"), "");
  EXPECT_THAT(said(), IsEmpty());
  EXPECT_EQ(reader.text(node("[x]"), "`a`"), std::nullopt);
  EXPECT_THAT(said(), ElementsAre("f.yaml:1:1: error: `a` is a list; it must be a text"));
}
TEST_F(Read, Boolean) {
  EXPECT_EQ(reader.boolean(node("false"), "`a`"), false);
  EXPECT_EQ(reader.boolean(node("yes"), "`a`"), std::nullopt);
  EXPECT_THAT(said(), ElementsAre("f.yaml:1:1: error: `a` is `yes`; it must be `true` or `false`"));
}
TEST_F(Read, Numbers) {
  EXPECT_EQ(reader.integer(node("-3"), "`a`"), -3);
  EXPECT_EQ(reader.number(node("3"), "`a`"), 3u);
  EXPECT_EQ(reader.number(node("-3"), "`a`"), std::nullopt);
  EXPECT_EQ(reader.integer(node("'3'"), "`a`"), std::nullopt);
  EXPECT_EQ(reader.integer(node("99999999999999999999"), "`a`"), std::nullopt);
  EXPECT_EQ(said().size(), 3u);
}
TEST_F(Read, Words) {
  EXPECT_EQ(reader.word(node("wait"), "`engine`", {"network", "wait"}), 1u);
  EXPECT_EQ(reader.word(node("netwrok"), "`engine`", {"network", "wait"}), std::nullopt);
  EXPECT_EQ(reader.word(node("x"), "`engine`", {"network", "wait"}), std::nullopt);
  EXPECT_THAT(said(), ElementsAre("f.yaml:1:1: error: `engine` cannot be `netwrok`; did you mean `network`?",
                                  "f.yaml:1:1: error: `engine` cannot be `x`; known: `network`, `wait`"));
}
TEST_F(Read, ListOrSingle) {
  EXPECT_THAT(reader.texts(node("x"), "`a`"), ElementsAre("x"));
  EXPECT_THAT(reader.texts(node("[x, y]"), "`a`"), ElementsAre("x", "y"));
  EXPECT_THAT(reader.texts(node("[]"), "`a`"), IsEmpty());
  EXPECT_THAT(said(), IsEmpty());
}
TEST_F(Read, UnknownKeys) {
  reader.unknownKeys(node("name: 1\nengin: 2\n"), "a rule", {"name", "engine"});
  EXPECT_THAT(said(),
              ElementsAre("f.yaml:2:1: error: unknown key `engin` in a rule; did you mean `engine`?"));
}
TEST(YamlNearest, IsNeitherTooShyNorTooBold) {
  EXPECT_EQ(nearest("fucntions", {"functions", "class"}), "functions");
  EXPECT_EQ(nearest("method", {"methods", "class"}), "methods");
  EXPECT_EQ(nearest("colour", {"methods", "class"}), "");
}

} // namespace
} // namespace nostall::yaml
