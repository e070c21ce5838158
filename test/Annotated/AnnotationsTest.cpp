#include "Annotated/Annotations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::annotated {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Annotations read(std::string_view text) {
  std::vector<Problem> problems;
  Annotations annotations = readAnnotations(text, "f.cpp", problems);
  for (const Problem& problem : problems)
    ADD_FAILURE() << problem;
  return annotations;
}
std::vector<std::string> problems(std::string_view source) {
  std::vector<Problem> problems;
  readAnnotations(source, "f.cpp", problems);
  std::vector<std::string> lines;
  for (const Problem& problem : problems)
    lines.push_back(std::to_string(problem.line) + ": " + problem.text);
  return lines;
}
/// Each expectation as `line kind text`.
std::vector<std::string> expectations(std::string_view source) {
  constexpr const char* kinds[] = {"expect", "unsure", "ok", "todo-expect", "todo-ok"};
  std::vector<std::string> lines;
  for (const Expectation& e : read(source).expectations)
    lines.push_back(std::to_string(e.line) + " " + kinds[static_cast<int>(e.kind)] + " " + text(e));
  return lines;
}

TEST(Annotations, Directives) {
  Annotations a = read("// FLAGS: -std=c++20 -I%stubs/drogon\n// PKG: libpq libpqxx\n// FILES: other.cpp\n"
                       "// ERRORS: allowed\nint x;\n");
  EXPECT_THAT(a.flags, ElementsAre("-std=c++20", "-I%stubs/drogon"));
  EXPECT_THAT(a.packages, ElementsAre("libpq", "libpqxx"));
  EXPECT_THAT(a.files, ElementsAre("other.cpp"));
  EXPECT_TRUE(a.errorsAllowed);
}
TEST(Annotations, ProseBesideDirectives) {
  EXPECT_THAT(read("// KJ: promises run on the loop.\n// About: this\n// FLAGS: -x\n").flags,
              ElementsAre("-x"));
  EXPECT_FALSE(read("// nothing\n").errorsAllowed);
}
TEST(Annotations, DirectivesThatWouldBeLost) {
  EXPECT_THAT(problems("// FLAG: -x\n"), ElementsAre("1: unknown directive `FLAG`; did you mean `FLAGS`?"));
  EXPECT_THAT(problems("int x;\n// PKG: libpq\n"),
              ElementsAre(HasSubstr("2: `PKG` stands below the first lines")));
  EXPECT_THAT(problems("// ERRORS: some\n"), ElementsAre(HasSubstr("`ERRORS` can only be `allowed`")));
}

TEST(Annotations, Expectations) {
  EXPECT_THAT(expectations("f(); // expect: blocking-call [libpq]\n"),
              ElementsAre("1 expect blocking-call [libpq]"));
  EXPECT_THAT(expectations("\nf(); // expect: blocking-call [libpq] via ns::load\n"),
              ElementsAre("2 expect blocking-call [libpq] via ns::load"));
  EXPECT_THAT(expectations("f(); // expect: unused-suppression\n"),
              ElementsAre("1 expect unused-suppression"));
  EXPECT_THAT(expectations("f(); // unsure: blocking-call [a]\n"), ElementsAre("1 unsure blocking-call [a]"));
  EXPECT_THAT(expectations("f(); // todo-expect: blocking-call [a]\n"),
              ElementsAre("1 todo-expect blocking-call [a]"));
  EXPECT_THAT(expectations("f(); // ok: on the pool\n"), ElementsAre("1 ok on the pool"));
}
TEST(Annotations, Severity) {
  EXPECT_THAT(expectations("f(); // expect: blocking-call [a] as note via g\n"),
              ElementsAre("1 expect blocking-call [a] as note via g"));
  EXPECT_THAT(problems("f(); // expect: blocking-call [a] as hint\n"),
              ElementsAre(HasSubstr("is not `check")));
}
TEST(Annotations, PythonComments) {
  std::vector<Problem> problems;
  Annotations a = readAnnotations("# ERRORS: allowed\n\nx = a // expect  # expect: blocking-call [a]\n"
                                  "y = '#'  # ok: found behind another\n",
                                  "f.py", problems);
  EXPECT_TRUE(a.errorsAllowed);
  ASSERT_THAT(a.expectations, testing::SizeIs(2));
  EXPECT_EQ(a.expectations[0].name, "a");
  EXPECT_EQ(a.expectations[1].reason, "found behind another");
  EXPECT_THAT(problems, IsEmpty());
}
TEST(Annotations, TodoOkHasAReasonOrAFinding) {
  EXPECT_THAT(expectations("f(); // todo-ok: cannot see it\n"), ElementsAre("1 todo-ok cannot see it"));
  EXPECT_THAT(expectations("f(); // todo-ok: guessed\n"), ElementsAre("1 todo-ok guessed"));
  std::vector<Problem> problems;
  EXPECT_EQ(readAnnotations("f(); // todo-ok: blocking-call [a]\n", "f.cpp", problems).expectations[0].check,
            "blocking-call");
  EXPECT_EQ(readAnnotations("f(); // todo-ok: guessed\n", "f.cpp", problems).expectations[0].check, "");
}
TEST(Annotations, SeveralOnALine) {
  EXPECT_THAT(expectations("f(); // expect: a [x]; b [y] via g; unsure: c [z]; ok: rest\n"),
              ElementsAre("1 expect a [x]", "1 expect b [y] via g", "1 unsure c [z]", "1 ok rest"));
}
TEST(Annotations, OtherLines) {
  EXPECT_THAT(expectations("// expect+1: a [x]\nf();\n// expect+2: b [y]\n\ng();\n"),
              ElementsAre("2 expect a [x]", "5 expect b [y]"));
}
TEST(Annotations, OtherCommentsAreNone) {
  EXPECT_THAT(expectations("f(); // plain\n// see: https://x.org\ng(\"//\"); // note: this [one] is prose\n"),
              IsEmpty());
  EXPECT_THAT(expectations("g(\"//\"); // ok: found behind another slash\n"),
              ElementsAre("1 ok found behind another slash"));
}
TEST(Annotations, ColumnsAndLines) {
  Expectation e = read("\nf(); // expect+1: a [x]\n").expectations[0];
  EXPECT_EQ(e.written, 2u);
  EXPECT_EQ(e.line, 3u);
  EXPECT_EQ(e.column, 6u);
  EXPECT_EQ(e.file, "f.cpp");
}
TEST(Annotations, MalformedOnes) {
  EXPECT_THAT(problems("f(); // expect: [libpq]\n"),
              ElementsAre(HasSubstr("is not `check [rule or library]")));
  EXPECT_THAT(problems("f(); // expect: blocking-call [libpq\n"), ElementsAre(HasSubstr("is not `check")));
  EXPECT_THAT(problems("f(); // expect: blocking-call libpq\n"), ElementsAre(HasSubstr("is not `check")));
  EXPECT_THAT(problems("f(); // expect:\n"), ElementsAre("1: nothing follows the keyword"));
  EXPECT_THAT(problems("f(); // ok: \n"), ElementsAre("1: nothing follows the keyword"));
  EXPECT_THAT(problems("// expect: a [x]\nf();\n"),
              ElementsAre(HasSubstr("nothing but the comment stands on its line")));
  EXPECT_THAT(problems("f(); // expcet: blocking-call [a]\n"),
              ElementsAre("1: unknown keyword `expcet`; did you mean `expect`?"));
}

} // namespace
} // namespace nostall::annotated
