// What git documents of .gitignore, case by case.

#include "Support/Ignore.h"

#include <gtest/gtest.h>

namespace nostall::support {
namespace {

using Answer = IgnoreFile::Answer;

/// What a .gitignore in `/r` says of a path in it; a slash at the end makes it a folder.
Answer ask(llvm::StringRef ignore, llvm::StringRef path) {
  bool isFolder = path.consume_back("/");
  return IgnoreFile("/r", ignore).ask("/r/" + path.str(), isFolder);
}
bool ignores(llvm::StringRef ignore, llvm::StringRef path) { return ask(ignore, path) == Answer::Ignored; }

TEST(Ignore, NamesAtAnyDepth) {
  EXPECT_TRUE(ignores("a.py", "a.py"));
  EXPECT_TRUE(ignores("a.py", "x/y/a.py"));
  EXPECT_FALSE(ignores("a.py", "a.pyx"));
  EXPECT_TRUE(ignores("*.py", "x/.py"));
  EXPECT_TRUE(ignores("gen_*", "x/gen_a.py"));
}

TEST(Ignore, ASlashAnchors) {
  EXPECT_TRUE(ignores("/a.py", "a.py"));
  EXPECT_FALSE(ignores("/a.py", "x/a.py"));
  EXPECT_TRUE(ignores("x/a.py", "x/a.py"));
  EXPECT_FALSE(ignores("x/a.py", "y/x/a.py"));
  EXPECT_FALSE(ignores("x/*", "x/y/a.py")) << "a star stays within a name";
  EXPECT_TRUE(ignores("x/*", "x/y/"));
}

TEST(Ignore, ASlashAtTheEndIsForFolders) {
  EXPECT_TRUE(ignores("gen/", "x/gen/"));
  EXPECT_FALSE(ignores("gen/", "x/gen"));
  EXPECT_FALSE(ignores("/x/gen/", "y/x/gen/"));
}

TEST(Ignore, TwoStars) {
  EXPECT_TRUE(ignores("**/gen", "gen"));
  EXPECT_TRUE(ignores("**/gen", "x/y/gen"));
  EXPECT_TRUE(ignores("**/x/gen", "y/x/gen"));
  EXPECT_TRUE(ignores("x/**", "x/y/z"));
  EXPECT_FALSE(ignores("x/**", "x/"));
  EXPECT_TRUE(ignores("a/**/b", "a/b"));
  EXPECT_TRUE(ignores("a/**/b", "a/x/y/b"));
  EXPECT_FALSE(ignores("a/**/b", "a/x/y/c"));
  EXPECT_TRUE(ignores("a/**/b/**/c", "a/b/x/b/y/c"));
  EXPECT_TRUE(ignores("/a**c", "abc")) << "beside other characters it is one star";
  EXPECT_FALSE(ignores("/a**c", "ab/c"));
}

TEST(Ignore, SetsAndQuestionMarks) {
  EXPECT_TRUE(ignores("v?", "v1"));
  EXPECT_TRUE(ignores("v[0-9]", "v1"));
  EXPECT_FALSE(ignores("v[!0-9]", "v1"));
  EXPECT_FALSE(ignores("v[^0-9]", "v1"));
  EXPECT_TRUE(ignores("v[[:digit:]x]", "v1"));
  EXPECT_TRUE(ignores("v[]-]", "v]"));
  EXPECT_TRUE(ignores("v[]-]", "v-"));
  EXPECT_TRUE(ignores("v[\\]]", "v]"));
  EXPECT_FALSE(ignores("v[0", "v0")) << "a set that does not end fits nothing";
}

TEST(Ignore, TheLastLineDecides) {
  EXPECT_EQ(ask("*.py\n!keep.py", "keep.py"), Answer::TakenBack);
  EXPECT_EQ(ask("!keep.py\n*.py", "keep.py"), Answer::Ignored);
  EXPECT_EQ(ask("*.py", "a.txt"), Answer::Nothing);
}

TEST(Ignore, CommentsBlanksAndEscapes) {
  EXPECT_EQ(ask("# a\n\n   \n", "a"), Answer::Nothing);
  EXPECT_TRUE(ignores("\\#a", "#a"));
  EXPECT_TRUE(ignores("\\!a", "!a"));
  EXPECT_TRUE(ignores("a   ", "a"));
  EXPECT_TRUE(ignores("a\\ ", "a "));
  EXPECT_TRUE(ignores("a\r\nb\r\n", "b"));
  EXPECT_TRUE(ignores("\xEF\xBB\xBF"
                      "a",
                      "a"));
  EXPECT_EQ(ask("/\n!/\n!", "a"), Answer::Nothing);
  EXPECT_FALSE(ignores("a\\", "a")) << "half an escape fits nothing of that name";
}

TEST(Ignore, ManyStarsTakeNoTime) {
  std::string pattern = "/";
  for (int i = 0; i != 200; ++i)
    pattern += "*a";
  EXPECT_FALSE(ignores(pattern, std::string(4000, 'a') + "b"));
  std::string path;
  for (int i = 0; i != 500; ++i)
    path += "a/";
  EXPECT_FALSE(ignores("**/a/**/a/**/a/**/b/**/a/**/c", path + "d"));
}

} // namespace
} // namespace nostall::support
