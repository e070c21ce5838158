#include "Driver/PythonFiles.h"

#include "TempFolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace nostall::driver {
namespace {

using ::nostall::testing::TempFolder;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

/// A tree of empty files, and what is found in it.
class PythonTree : public ::testing::Test {
protected:
  void files(const std::vector<std::string>& names) {
    for (const std::string& name : names)
      folder.file(name, "");
  }
  PythonFiles find(const PythonSearch& search) { return findPythonFiles(search); }
  PythonFiles find() { return find({{folder.path()}, {}, {}}); }
  /// Relative to the folder.
  std::vector<std::string> names(const PythonFiles& found) {
    std::vector<std::string> result;
    for (const PythonFile& file : found.files)
      result.push_back(file.path.substr(folder.path().size() + 1));
    return result;
  }
  std::vector<std::string> names() { return names(find()); }

  TempFolder folder;
};

TEST_F(PythonTree, SourcesAloneAndSorted) {
  files({"b.py", "a/c.py", "a.py", "a.pyi", "a.txt", "py", "gui.pyw", ".hidden.py", ".github/x.py"});
  EXPECT_THAT(names(), ElementsAre("a.py", "a/c.py", "b.py", "gui.pyw"));
}

TEST_F(PythonTree, TestsAreLeftOut) {
  files({"app/main.py", "app/test_main.py", "app/main_test.py", "app/conftest.py", "app/tests.py",
         "tests/a.py", "app/tests/deep/a.py", "app/contest.py"});
  EXPECT_THAT(names(), ElementsAre("app/contest.py", "app/main.py"));
  EXPECT_THAT(find().leftOut, Contains(Pair("tests", 6)));
}

TEST_F(PythonTree, MigrationsAreLeftOut) {
  files({"app/env.py", "app/versions/a.py", "app/migrations/0001.py", "alembic/env.py",
         "alembic/versions/a.py", "db/script.py.mako", "db/env.py", "db/versions/a.py", "db/models.py"});
  EXPECT_THAT(names(), ElementsAre("app/env.py", "app/versions/a.py", "db/models.py"));
}

TEST_F(PythonTree, EnvironmentsAndBuildOutputAreLeftOut) {
  files({"a.py", "env/pyvenv.cfg", "env/lib/b.py", ".venv/b.py", "venv/b.py", "x/site-packages/b.py",
         "node_modules/b.py", "__pycache__/b.py", ".tox/b.py", ".eggs/b.py", "build/b.py", "dist/b.py",
         "a.egg-info/b.py", "mamba/conda-meta/x", "mamba/b.py"});
  EXPECT_THAT(names(), ElementsAre("a.py"));
}

TEST_F(PythonTree, WhatIsNamedIsTaken) {
  files({"tests/a.py", "tests/sub/test_b.py", "tests/sub/tests/c.py", "build/d.py"});
  EXPECT_THAT(names(find({{folder.path("tests/sub/test_b.py"), folder.path("build")}, {}, {}})),
              ElementsAre("build/d.py", "tests/sub/test_b.py"));
  EXPECT_THAT(names(find({{folder.path("tests")}, {}, {}})), ElementsAre("tests/a.py"))
      << "what lies below is judged by its own name";
}

TEST_F(PythonTree, ScriptsHaveToBeNamed) {
  folder.file("serve", "#!/usr/bin/env python3\n");
  folder.file("run", "#!/bin/sh\n");
  EXPECT_THAT(names(), IsEmpty());
  EXPECT_THAT(names(find({{folder.path("serve"), folder.path("run")}, {}, {}})), ElementsAre("serve"));
}

TEST_F(PythonTree, TheConfigurationIncludesAndSkips) {
  files({"a.py", "tests/a.py", "tests/b/c.py", "gen/a.py"});
  EXPECT_THAT(names(find({{folder.path()}, {folder.path("tests/b")}, {folder.path("gen")}})),
              ElementsAre("a.py", "tests/b/c.py"));
  EXPECT_THAT(names(find({{folder.path()}, {folder.path("**/c.py")}, {}})),
              ElementsAre("a.py", "gen/a.py", "tests/b/c.py"));
}

TEST_F(PythonTree, WhatGitIgnoresIsLeftOut) {
  files({".git/HEAD", "a.py", "gen/a.py", "local.py", "app/keep.py", "app/drop.py", "app/deep/drop.py"});
  folder.file(".gitignore", "gen/\ndrop.py\n");
  folder.file(".git/info/exclude", "local.py\n");
  folder.file("app/.gitignore", "!/drop.py\n");
  EXPECT_THAT(names(), ElementsAre("a.py", "app/drop.py", "app/keep.py"));
  EXPECT_THAT(names(find({{folder.path("app")}, {}, {}})), ElementsAre("app/drop.py", "app/keep.py"))
      << "files above the folder count as well";
  EXPECT_THAT(names(find({{folder.path("gen/a.py")}, {}, {}})), ElementsAre("gen/a.py"));
}

TEST_F(PythonTree, AFolderThatIsIgnoredIsNotTakenBackFromWithin) {
  files({".git/HEAD", "gen/a.py"});
  folder.file(".gitignore", "gen/\n!a.py\n");
  EXPECT_THAT(names(), IsEmpty());
}

TEST_F(PythonTree, IgnoreFilesOfOtherRepositoriesAboveDoNotCount) {
  files({".git/HEAD", "inner/.git/HEAD", "inner/a.py"});
  folder.file(".gitignore", "a.py\n");
  EXPECT_THAT(names(find({{folder.path("inner")}, {}, {}})), ElementsAre("inner/a.py"));
}

TEST_F(PythonTree, LinkedWorkTreesShareTheirExcludes) {
  files({"repo/.git/HEAD", "tree/a.py", "tree/local.py"});
  folder.file("repo/.git/info/exclude", "local.py\n");
  folder.file("repo/.git/worktrees/tree/commondir", "../..\n");
  folder.file("tree/.git", "gitdir: " + folder.path("repo/.git/worktrees/tree") + "\n");
  EXPECT_THAT(names(find({{folder.path("tree")}, {}, {}})), ElementsAre("tree/a.py"));
}

TEST_F(PythonTree, LinksAreNoLoops) {
  files({"app/a.py", "other/b.py"});
  std::filesystem::create_directory_symlink("..", folder.path("app/loop"));
  std::filesystem::create_directory_symlink("../other", folder.path("app/other"));
  std::filesystem::create_symlink("a.py", folder.path("app/same.py"));
  std::filesystem::create_symlink(folder.path("other/b.py"), folder.path("app/linked.py"));
  EXPECT_THAT(names(), ElementsAre("app/a.py", "other/b.py"));
  EXPECT_THAT(names(find({{folder.path("app")}, {}, {}})), ElementsAre("app/a.py", "app/linked.py"));
}

TEST_F(PythonTree, WhatCannotBeReadIsAProblem) {
  files({"a.py"});
  std::filesystem::create_symlink("nowhere", folder.path("gone.py"));
  std::filesystem::create_symlink("self.py", folder.path("self.py"));
  PythonFiles found = find();
  EXPECT_THAT(names(found), ElementsAre("a.py"));
  ASSERT_EQ(found.problems.size(), 2u);
  EXPECT_EQ(found.problems[0].unit, folder.path("gone.py"));
  EXPECT_EQ(found.problems[0].status, "failed");
}

TEST_F(PythonTree, FoldersMayBeNamedLikeModules) {
  files({"a.py/b.py"});
  EXPECT_THAT(names(), ElementsAre("a.py/b.py"));
}

TEST_F(PythonTree, NothingIsFoundTwice) {
  files({"app/a.py", "app/b/c.py"});
  EXPECT_THAT(names(find({{folder.path("app/b"), folder.path("app"), folder.path("app/a.py")}, {}, {}})),
              ElementsAre("app/a.py", "app/b/c.py"));
}

} // namespace
} // namespace nostall::driver
