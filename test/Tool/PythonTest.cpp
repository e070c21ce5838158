// Python as a user meets it: one run over both languages, the cache, and input of every bad kind.

#include "Tool/Project.h"

#include <llvm/Support/JSON.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace nostall::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// A coroutine that sleeps two modules away.
void twoModules(Project& project) {
  project.file("app/main.py", "from app import work\n\nasync def handle():\n    work.wait()\n");
  project.file("app/work.py", "import time\n\ndef wait():\n    time.sleep(1)\n");
}

TEST(Python, NeedsNoCompileDatabase) {
  Project project;
  twoModules(project);
  const Outcome run = project.nostall({"check", "."});
  EXPECT_EQ(run.exitCode, 1) << run.err;
  EXPECT_THAT(run.out, HasSubstr("app/main.py:4:10: error: "));
  EXPECT_THAT(run.out, HasSubstr("[blocking-wait"));
  EXPECT_THAT(run.err, HasSubstr("1 error in 2 units"));
}

TEST(Python, SharesARunWithCxx) {
  Project project;
  twoModules(project);
  project.unit("a.cpp", withTask("task<int> f(PGconn* c) { PQexec(c, \"x\"); co_return 0; }\n"), taskFlags());
  const Outcome run = project.nostall({"check", "."});
  EXPECT_EQ(run.exitCode, 1);
  EXPECT_THAT(run.out, HasSubstr("app/main.py:4:10: error: "));
  EXPECT_THAT(run.out, HasSubstr("a.cpp:3:26: "));
  EXPECT_THAT(run.err, HasSubstr("C++: 1 error in 1 unit\nPython: 1 error in 2 units\n2 errors in 3 units"));
  EXPECT_THAT(project.nostall({"check", "."}).err, HasSubstr("in 3 units (3 from cache)"));
}

TEST(Python, OneLanguageCanBeAskedFor) {
  Project project;
  twoModules(project);
  project.unit("a.cpp", "int main() {}\n");
  EXPECT_EQ(project.nostall({"check", "--language", "cpp"}).exitCode, 0);
  EXPECT_THAT(project.nostall({"check", "--language", "python"}).err, HasSubstr("in 2 units"));
}

TEST(Python, APartOfARepositoryMayBeOfOneLanguage) {
  Project project;
  twoModules(project);
  project.unit("native/a.cpp", "int main() {}\n");
  EXPECT_THAT(project.nostall({"check", "app"}).err, HasSubstr("in 2 units"));
  EXPECT_THAT(project.nostall({"check", "native"}).err, HasSubstr("in 1 unit"));
}

TEST(Python, UnchangedRunsSayTheSame) {
  Project project;
  twoModules(project);
  project.file("app/broken.py", "def f(:\n    pass\n");
  project.file("app/quiet.py",
               "import time\nasync def f():\n    time.sleep(1)  # nostall: allow(blocking-wait) at start\n");
  const std::vector<std::string> check{"check", ".", "-o", "json=report.json", "-o", "full"};
  const Outcome first = project.nostall(check);
  const std::string report = project.read("report.json");
  const Outcome second = project.nostall(check);
  EXPECT_EQ(second.out, first.out);
  EXPECT_EQ(second.exitCode, first.exitCode);
  EXPECT_EQ(project.read("report.json"), report);
  EXPECT_THAT(second.err, HasSubstr("(4 from cache)"));
  EXPECT_THAT(second.err, HasSubstr("app/broken.py: recovered"));
  EXPECT_THAT(second.err, HasSubstr("1 suppressed"));
}

TEST(Python, UnchangedRunsNeedNoFacts) {
  Project project;
  twoModules(project);
  project.file("app/quiet.py", "import time\nasync def f():\n    time.sleep(\n        1,\n        "
                               "key=lambda: 1)  # nostall: allow(blocking-wait) at start\n");
  const Outcome first = project.nostall({"check", "."});
  for (const auto& version : std::filesystem::directory_iterator(project.path(".cache/nostall")))
    std::filesystem::remove_all(version.path() / "packs");
  const Outcome second = project.nostall({"check", "."});
  EXPECT_EQ(second.out, first.out);
  EXPECT_THAT(second.err, HasSubstr("(3 from cache)"));
}

TEST(Python, AChangedModuleIsReadAgainAlone) {
  Project project;
  twoModules(project);
  project.nostall({"check", "."});
  project.file("app/work.py", "def wait():\n    pass\n");
  const Outcome run = project.nostall({"check", "."});
  EXPECT_EQ(run.exitCode, 0) << run.out;
  EXPECT_THAT(run.err, HasSubstr("(1 from cache)"));
}

TEST(Python, WhatDecidesFindingsIsNeverTakenFromTheCache) {
  Project project;
  twoModules(project);
  project.nostall({"check", "."});
  project.file(".nostall.yaml", "disable: blocking-wait\n");
  EXPECT_EQ(project.nostall({"check", "."}).exitCode, 0);
  project.file(".nostall.yaml", "blocking-functions: app.main.handle\nasync-functions: nothing\n");
  EXPECT_EQ(project.nostall({"check", "."}).exitCode, 1);
  std::filesystem::remove(project.path(".nostall.yaml"));
  std::filesystem::rename(project.path("app/work.py"), project.path("app/other.py"));
  EXPECT_EQ(project.nostall({"check", "."}).exitCode, 0) << "the module is gone";
}

TEST(Python, DamagedCacheEntriesAreMadeAnew) {
  Project project;
  twoModules(project);
  const Outcome first = project.nostall({"check", "."});
  for (const auto& entry : std::filesystem::recursive_directory_iterator(project.path(".cache")))
    if (entry.is_regular_file()) std::filesystem::resize_file(entry.path(), entry.file_size() / 2);
  const Outcome second = project.nostall({"check", "."});
  EXPECT_EQ(second.out, first.out);
  EXPECT_THAT(second.err, Not(HasSubstr("from cache")));
}

TEST(Python, OutputIsTheSameWhateverTheNumberOfJobs) {
  Project project;
  for (int i = 0; i != 40; ++i)
    project.file("app/m" + std::to_string(i) + ".py", "import time\nasync def f():\n    time.sleep(1)\n");
  const Outcome one = project.nostall({"check", ".", "--no-cache", "-j1", "-o", "json"});
  const Outcome four = project.nostall({"check", ".", "--no-cache", "-j4", "-o", "json"});
  EXPECT_EQ(one.out, four.out);
}

TEST(Python, SettingsMayStandInPyproject) {
  Project project;
  twoModules(project);
  project.file("pyproject.toml", "[tool.nostall]\nskip = ['app/main.py']\n");
  EXPECT_THAT(project.nostall({"check", "."}).err, HasSubstr("in 1 unit"));
  project.file("pyproject.toml", "[tool.nostall]\nskip = [1, \n");
  const Outcome broken = project.nostall({"check", "."});
  EXPECT_EQ(broken.exitCode, 2);
  EXPECT_THAT(broken.err, HasSubstr("pyproject.toml:"));
}

TEST(Python, ThePathOfAFunctionCrossesModules) {
  Project project;
  twoModules(project);
  const Outcome run = project.nostall({"path", "main.handle"});
  EXPECT_EQ(run.exitCode, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("app/work.py"));
}

TEST(Python, FactsOfAFileAreItsOwn) {
  Project project;
  twoModules(project);
  const Outcome parsed = project.nostall({"facts", "app/main.py"});
  EXPECT_TRUE(static_cast<bool>(llvm::json::parse(parsed.out))) << parsed.err;
  EXPECT_THAT(parsed.out, HasSubstr("\"expressions\""));
  EXPECT_EQ(project.nostall({"facts", "validate"}).exitCode, 0);
}

TEST(Python, TheDoctorKnowsIt) {
  Project project;
  twoModules(project);
  project.file("tests/test_a.py", "");
  const Outcome run = project.nostall({"doctor"});
  EXPECT_EQ(run.exitCode, 0) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr("Python files: 2"));
  EXPECT_THAT(run.out, HasSubstr("left out as tests: 1"));
}

TEST(BadPython, NothingAtAllIsAnError) {
  Project project;
  project.file("README", "");
  const Outcome run = project.nostall({"check", "."});
  EXPECT_EQ(run.exitCode, 2);
  EXPECT_THAT(run.err, HasSubstr("compile_commands.json"));
  EXPECT_THAT(run.err, HasSubstr("Python file"));
  EXPECT_THAT(run.err, Not(HasSubstr("0 findings")));
}

TEST(BadPython, OnlyTestsIsAnErrorThatSaysSo) {
  Project project;
  project.file("tests/test_a.py", "async def f(): pass\n");
  const Outcome run = project.nostall({"check", "."});
  EXPECT_EQ(run.exitCode, 2);
  EXPECT_THAT(run.err, HasSubstr("left out: 1 file or folder as tests"));
  EXPECT_EQ(project.nostall({"check", "tests/test_a.py"}).exitCode, 0);
}

TEST(BadPython, BinaryFilesAreUnitsThatFail) {
  Project project;
  twoModules(project);
  project.file("app/image.py", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
  const Outcome run = project.nostall({"check", "."});
  EXPECT_EQ(run.exitCode, 3) << run.err;
  EXPECT_THAT(run.err, HasSubstr("app/image.py: failed"));
  EXPECT_THAT(run.out, HasSubstr("app/main.py:4:10"));
  EXPECT_EQ(project.nostall({"check", "."}).exitCode, 3) << "from the cache too";
}

TEST(BadPython, InvalidUtf8IsNoCrash) {
  Project project;
  twoModules(project);
  project.file("app/latin.py", "# -*- coding: latin-1 -*-\nname = 'caf\xe9'\n");
  project.file("app/bad.py", "name = '\xff\xfe\xc3'\nasync def g\xc3():\n    pass\n");
  const Outcome run = project.nostall({"check", ".", "-o", "json"});
  EXPECT_TRUE(run.exitCode == 1 || run.exitCode == 3) << run.exitCode << run.err;
  EXPECT_TRUE(static_cast<bool>(llvm::json::parse(run.out)));
}

TEST(BadPython, LongLinesAndDeepNestingEnd) {
  Project project;
  std::string line = "x = [";
  while (line.size() < 10 << 20)
    line += "f('" + std::string(200, 'a') + "'), ";
  project.file("long.py", line + "]\n");
  project.file("deep.py", "x = " + std::string(200000, '(') + std::string(200000, ')') + "\n");
  project.file("nested.py", "x = " + std::string(50000, '[') + "\n");
  const Outcome run = project.nostall({"check", "."});
  EXPECT_TRUE(run.exitCode == 0 || run.exitCode == 3) << run.exitCode << run.err;
  EXPECT_THAT(run.err, HasSubstr("units"));
}

TEST(BadPython, LinksAreNoLoops) {
  Project project;
  twoModules(project);
  std::filesystem::create_directory_symlink("..", project.path("app/up"));
  EXPECT_THAT(project.nostall({"check", "."}).err, HasSubstr("in 2 units"));
}

TEST(BadPython, WhatCannotBeReadIsReported) {
  Project project;
  twoModules(project);
  std::filesystem::create_symlink("nowhere", project.path("app/gone.py"));
  if (::geteuid() != 0) {
    project.file("app/secret.py", "");
    std::filesystem::permissions(project.path("app/secret.py"), std::filesystem::perms::none);
  }
  const Outcome run = project.nostall({"check", "."});
  EXPECT_EQ(run.exitCode, 3) << run.err;
  EXPECT_THAT(run.err, HasSubstr("app/gone.py: failed"));
  EXPECT_THAT(run.out, HasSubstr("app/main.py:4:10"));
}

} // namespace
} // namespace nostall::test
