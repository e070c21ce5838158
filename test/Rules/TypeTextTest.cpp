// The text form of what Python values are.

#include "Rules/TypeText.h"

#include <gtest/gtest.h>

#include <string>

namespace nostall::rules {
namespace {

using Kind = TypeExpression::Kind;

/// The expression with its structure made visible, or the problem with its offset.
std::string shown(const TypeExpression& type) {
  constexpr const char* words[] = {
      "any",      "instance", "class",    "self",           "element",   "argument",
      "made",     "new",      "result",   "provided",       "awaitable", "attribute",
      "callable", "list",     "iterator", "async-iterator", "or",        "awaited"};
  std::string text = words[static_cast<int>(type.kind)];
  if (!type.name.empty()) text += " " + type.name;
  if (type.number >= 0) text += " " + std::to_string(type.number);
  if (!type.keyword.empty()) text += " " + type.keyword;
  if (type.arguments.empty()) return text;
  text += "(";
  for (const TypeExpression& argument : type.arguments)
    text += (&argument == type.arguments.data() ? "" : ", ") + shown(argument);
  return text + ")";
}
std::string parsed(std::string_view text) {
  TypeProblem problem;
  if (auto type = parseType(text, problem)) return shown(*type);
  return std::to_string(problem.offset) + ": " + problem.text;
}

TEST(TypeText, Words) {
  EXPECT_EQ(parsed("any"), "any");
  EXPECT_EQ(parsed(" self "), "self");
  EXPECT_EQ(parsed("element"), "element");
  EXPECT_EQ(parsed("element of argument 0 or any"), "or(element(argument 0), any)");
}
TEST(TypeText, Classes) {
  EXPECT_EQ(parsed("a.B"), "instance a.B");
  EXPECT_EQ(parsed("class a.B"), "class a.B");
  EXPECT_EQ(parsed("a.B[c.D]"), "instance a.B(instance c.D)");
  EXPECT_EQ(parsed("a.B[new argument 0]"), "instance a.B(new(argument 0))");
  EXPECT_EQ(parsed("a.B[a.B[any] or self]"), "instance a.B(or(instance a.B(any), self))");
}
TEST(TypeText, Arguments) {
  EXPECT_EQ(parsed("argument 0"), "argument 0");
  EXPECT_EQ(parsed("argument class_"), "argument class_");
  EXPECT_EQ(parsed("argument 12 class_"), "argument 12 class_");
  EXPECT_EQ(parsed("made argument 0 bind"), "made 0 bind");
  EXPECT_EQ(parsed("argument 0 or a.B"), "or(argument 0, instance a.B)");
  EXPECT_EQ(parsed("argument 0 coro or a.B"), "or(argument 0 coro, instance a.B)");
}
TEST(TypeText, Prefixes) {
  EXPECT_EQ(parsed("awaitable result argument 0 func"), "awaitable(result(argument 0 func))");
  EXPECT_EQ(parsed("awaitable a.B or any"), "or(awaitable(instance a.B), any)");
  EXPECT_EQ(parsed("provided made argument 0"), "provided(made 0)");
  EXPECT_EQ(parsed("callable list iterator async-iterator awaited new self"),
            "callable(list(iterator(async-iterator(awaited(new(self))))))");
  EXPECT_EQ(parsed("attribute name of argument 0"), "attribute name(argument 0)");
}
TEST(TypeText, Problems) {
  EXPECT_EQ(parsed(""), "0: a type is missing");
  EXPECT_EQ(parsed("slef"), "0: `slef` is no type; did you mean `self`?");
  EXPECT_EQ(parsed("Session"), "0: `Session` is no type; a class is written with its module");
  EXPECT_EQ(parsed("a..B"), "0: `a..B` is no dotted name");
  EXPECT_EQ(parsed("a.B[c.D"), "7: `]` is missing");
  EXPECT_EQ(parsed("a.B]"), "3: `]` follows the type");
  EXPECT_EQ(parsed("a.B c.D"), "4: `c.D` follows the type");
  EXPECT_EQ(parsed("a.B or"), "6: a type is missing");
  EXPECT_EQ(parsed("argument"), "8: a name is missing");
  EXPECT_EQ(parsed("argument a.b"), "9: `a.b` is no name");
  EXPECT_EQ(parsed("argument 99999999999"), "9: `99999999999` is no argument's number");
  EXPECT_EQ(parsed("made a.B"), "5: `made` stands before `argument`");
  EXPECT_EQ(parsed("attribute x a.B"), "12: `of` is missing after `attribute x`");
  EXPECT_EQ(parsed("<a.B>"), "0: `<` is no type");
}
TEST(TypeText, EndlessNestingEnds) {
  std::string text;
  for (int i = 0; i < 100000; ++i)
    text += "list ";
  EXPECT_NE(parsed(text + "any").find("nests too deeply"), std::string::npos);
}

} // namespace
} // namespace nostall::rules
