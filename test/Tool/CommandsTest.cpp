// The other subcommands, as a user runs them.

#include "Golden.h"
#include "Tool/Project.h"

#include <llvm/Support/JSON.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace nostall::test {
namespace {

using nostall::testing::matchesGolden;
using ::testing::HasSubstr;

TEST(Explain, KnowsChecksRulesAndLibraries) {
  Project project;
  EXPECT_THAT(project.nostall({"explain", "blocking-call"}).out, HasSubstr("# blocking-call"));
  EXPECT_THAT(project.nostall({"explain", "nostall-blocking-call"}).out, HasSubstr("# blocking-call"));
  EXPECT_THAT(project.nostall({"explain", "libpq"}).out, HasSubstr("PQexec"));
  const Outcome unknown = project.nostall({"explain", "blocking-cal"});
  EXPECT_EQ(unknown.exitCode, 2);
  EXPECT_THAT(unknown.err, HasSubstr("nearest"));
}

TEST(Rules, PrintsJson) {
  Project project;
  llvm::Expected<llvm::json::Value> rules =
      llvm::json::parse(project.nostall({"rules", "--format", "json"}).out);
  ASSERT_TRUE(static_cast<bool>(rules));
  EXPECT_GT(rules->getAsArray()->size(), 50u);
}

TEST(Rules, CataloguePageIsUpToDate) {
  Project project;
  const Outcome page = project.nostall({"rules", "--format", "markdown"});
  EXPECT_TRUE(matchesGolden("docs/catalogue.md", page.out));
}

TEST(Path, ShowsWhyAFunctionBlocks) {
  Project project;
  project.unit("a.cpp",
               "#include <libpq-fe.h>\nnamespace db { void run(PGconn* c) { PQexec(c, \"x\"); }\n"
               "void load(PGconn* c) { run(c); } void none() {} }\n",
               taskFlags());
  const Outcome run = project.nostall({"path", "db::load"});
  EXPECT_EQ(run.exitCode, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("db::load: blocks"));
  EXPECT_THAT(run.out, HasSubstr("PQexec"));
  EXPECT_THAT(project.nostall({"path", "none"}).out, HasSubstr("no blocking call"));
  EXPECT_EQ(project.nostall({"path", "nowhere"}).exitCode, 2);
}

TEST(Facts, AreValidAndDumped) {
  Project project;
  project.unit("a.cpp", withTask("task<int> f(PGconn* c) { PQexec(c, \"x\"); co_return 0; }\n"), taskFlags());
  EXPECT_EQ(project.nostall({"facts", "validate"}).exitCode, 0);
  const Outcome dump = project.nostall({"facts", "dump"});
  EXPECT_TRUE(static_cast<bool>(llvm::json::parse(dump.out)));
  EXPECT_THAT(dump.out, HasSubstr("PQexec"));
}

TEST(Doctor, NamesWhatIsMissing) {
  Project project;
  project.unit("a.cpp", "int main() {}\n");
  project.file("b.cpp", "int other() { return 0; }\n");
  const Outcome run = project.nostall({"doctor"});
  EXPECT_EQ(run.exitCode, 0) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr("lists 1 units"));
  EXPECT_THAT(run.out, HasSubstr("b.cpp"));
}

TEST(Doctor, FailsWithoutADatabase) {
  Project project;
  EXPECT_EQ(project.nostall({"doctor"}).exitCode, 2);
}

TEST(Config, ShowsWhatApplies) {
  Project project;
  EXPECT_THAT(project.nostall({"config"}).out, HasSubstr("built-in defaults"));
  project.file(".nostall.yaml", "disable: [blocking-wait]\n");
  std::filesystem::create_directories(project.root() / "deep" / "folder");
  EXPECT_THAT(project.nostall({"config", "deep/folder"}).out, HasSubstr("blocking-wait"));
}

} // namespace
} // namespace nostall::test
