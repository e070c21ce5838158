#include "Policy/FileGlobs.h"

#include <gtest/gtest.h>

namespace nostall::policy {
namespace {

bool matches(llvm::StringRef glob, llvm::StringRef path) {
  EXPECT_EQ(fileGlobProblem(glob), "");
  return matchesFile(absoluteFileGlob(glob, "/p"), "/p/" + path.str());
}

TEST(FileGlobs, StarsMatchSlashesToo) {
  EXPECT_TRUE(matches("*.pb.h", "a.pb.h"));
  EXPECT_TRUE(matches("*.pb.h", "x/y/a.pb.h"));
  EXPECT_FALSE(matches("*.pb.h", "a.h"));
}
TEST(FileGlobs, TwoStarsMatchAnyFoldersOrNone) {
  for (const char* path : {"src/gen/a.cpp", "src/x/gen/a.cpp", "src/x/y/gen/a.cpp"})
    EXPECT_TRUE(matches("src/**/gen/*.cpp", path)) << path;
  EXPECT_FALSE(matches("src/**/gen/*.cpp", "src/xgen/a.cpp"));
  EXPECT_TRUE(matches("**/test", "a/test/b.cpp"));
  EXPECT_TRUE(matches("**/test", "test/b.cpp"));
  EXPECT_TRUE(matches("src/**", "src/x/a.cpp"));
}
TEST(FileGlobs, AFolderStandsForWhatIsInIt) {
  for (const char* glob : {"third_party", "third_party/", "./third_party", "third_*"})
    EXPECT_TRUE(matches(glob, "third_party/x/a.cpp")) << glob;
  EXPECT_FALSE(matches("third_party", "third_party_not/a.cpp"));
}
TEST(FileGlobs, SetsAndAlternatives) {
  EXPECT_TRUE(matches("a[0-9].cpp", "a7.cpp"));
  EXPECT_FALSE(matches("a[!0-9].cpp", "a7.cpp"));
  EXPECT_TRUE(matches("*.{cc,cpp}", "a.cc"));
  EXPECT_TRUE(matches("a?.cpp", "ab.cpp"));
}
TEST(FileGlobs, AbsoluteOnesStayAsTheyAre) { EXPECT_EQ(absoluteFileGlob("/x/*.h", "/p"), "/x/*.h"); }
TEST(FileGlobs, TheFolderIsNoGlob) {
  EXPECT_TRUE(matchesFile(absoluteFileGlob("*.h", "/p[1]{a,b}*"), "/p[1]{a,b}*/x.h"));
  EXPECT_FALSE(matchesFile(absoluteFileGlob("*.h", "/p[1]"), "/p1/x.h"));
}
TEST(FileGlobs, NothingMatchesNoGlob) { EXPECT_FALSE(matchesFile({}, "/p/a.cpp")); }
TEST(FileGlobs, BrokenOnesAreNamed) {
  EXPECT_NE(fileGlobProblem("a[b"), "");
  EXPECT_NE(fileGlobProblem("a{b"), "");
  EXPECT_NE(fileGlobProblem(""), "");
}

} // namespace
} // namespace nostall::policy
