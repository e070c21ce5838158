// What is rewritten, and that it compiles afterwards.

#include "Tidy/Tidy.h"
#include "Tool/Examples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* Nap = "#include <asio.hpp>\n"
                            "asio::awaitable<void> nap(asio::steady_timer& timer) {\n"
                            "  timer.wait();\n"
                            "  co_return;\n"
                            "}\n";
constexpr const char* Rewritten = "  co_await timer.async_wait(asio::use_awaitable);\n";

void expectCompiles(const Project& project, const std::string& file) {
  std::vector<std::string> command{CLANG_PROGRAM, "-std=c++20", "-fsyntax-only"};
  for (const std::string& flag : asioFlags())
    command.push_back(flag);
  command.push_back(file);
  const Outcome run = project.run(command);
  EXPECT_EQ(run.exitCode, 0) << run.err;
}

TEST(Fixes, ExactRewritingsAreApplied) {
  Project project;
  project.unit("nap.cpp", Nap, asioFlags());
  EXPECT_EQ(tidy(project, {"nap.cpp"}, {"--fix"}).exitCode, 0);
  EXPECT_THAT(project.read("nap.cpp"), HasSubstr(Rewritten));
  expectCompiles(project, "nap.cpp");
  EXPECT_THAT(placesIn(project, tidy(project, {"nap.cpp"}).out), ElementsAre());
}

TEST(Fixes, AreExportedAndAppliedLater) {
  Project project;
  project.unit("nap.cpp", Nap, asioFlags());
  project.file("fixes/readme", "");
  EXPECT_EQ(tidy(project, {"nap.cpp"}, {"--export-fixes=fixes/nap.yaml"}).exitCode, 0);
  EXPECT_EQ(project.read("nap.cpp"), Nap);
  const Outcome applied = project.run({CLANG_APPLY_REPLACEMENTS_PROGRAM, "fixes"});
  EXPECT_EQ(applied.exitCode, 0) << applied.err;
  EXPECT_THAT(project.read("nap.cpp"), HasSubstr(Rewritten));
}

TEST(Fixes, ThatNeedAPoolAreLeftToNotes) {
  const std::string text = "#include <asio.hpp>\n#include <sqlite3.h>\n"
                           "asio::awaitable<void> tidyUp(asio::thread_pool& pool, sqlite3* db) {\n"
                           "  sqlite3_exec(db, \"vacuum\", nullptr, nullptr, nullptr);\n"
                           "  co_return;\n"
                           "}\n";
  Project project;
  project.unit("a.cpp", text, asioFlags());
  tidy(project, {"a.cpp"}, {"--fix"});
  EXPECT_EQ(project.read("a.cpp"), text);
  tidy(project, {"a.cpp"}, {"--fix-notes"});
  EXPECT_THAT(project.read("a.cpp"), HasSubstr("co_await asio::co_spawn(pool, "));
  expectCompiles(project, "a.cpp");
}

TEST(Diff, ReportsTheLinesOfAPatchAlone) {
  Project project;
  const std::string head = "task<int> f(PGconn* c) {\nPQexec(c, \"old\");\n";
  project.unit("a.cpp", withTask(head + "co_return 0; }\n"), taskFlags());
  project.file("old/a.cpp", project.read("a.cpp"));
  project.file("a.cpp", withTask(head + "PQexec(c, \"new\");\nco_return 0; }\n"));
  project.file(
      "patch",
      project.run({"/usr/bin/diff", "-U0", "--label", "a/a.cpp", "--label", "b/a.cpp", "old/a.cpp", "a.cpp"})
          .out);
  const Outcome run = project.run({"/bin/sh", "-c",
                                   CLANG_TIDY_DIFF_PROGRAM
                                   " -p1 -path . -clang-tidy-binary " CLANG_TIDY_PROGRAM
                                   " -load " NOSTALL_TIDY_MODULE " -checks='-*,nostall-*' -quiet < patch"});
  EXPECT_THAT(placesIn(project, run.out), ElementsAre("a.cpp:5:1")) << run.err;
}

} // namespace
} // namespace nostall::test
