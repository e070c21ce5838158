// `nostall check` as a user runs it: exit codes, streams, formats, the cache, and bad input.

#include "Tool/Project.h"

#include <llvm/Support/JSON.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace nostall::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// One coroutine in one file, its query three calls down in another.
void twoFiles(Project& project) {
  project.file("query.h", "#pragma once\nstruct pg_conn;\nvoid load(pg_conn*);\n");
  project.unit(
      "handler.cpp",
      withTask("#include \"query.h\"\ntask<int> handle(pg_conn* c) {\n  load(c);\n  co_return 0;\n}\n"),
      taskFlags());
  project.unit("query.cpp",
               "#include \"query.h\"\n#include <libpq-fe.h>\n"
               "static void run(pg_conn* c) { PQclear(PQexec(c, \"select 1\")); }\n"
               "static void fetch(pg_conn* c) { run(c); }\nvoid load(pg_conn* c) { fetch(c); }\n",
               taskFlags());
}

TEST(Check, FollowsACallAcrossFiles) {
  Project project;
  twoFiles(project);
  const Outcome run = project.nostall({"check"});
  EXPECT_EQ(run.exitCode, 1) << run.err;
  EXPECT_THAT(run.out, HasSubstr("handler.cpp:5:3: error: "));
  EXPECT_THAT(run.out, HasSubstr("[blocking-call"));
  EXPECT_THAT(run.err, HasSubstr("2 units"));
}

TEST(Check, ShowsTheWholePath) {
  Project project;
  twoFiles(project);
  const Outcome run = project.nostall({"check", "--output", "jsonl"});
  const llvm::StringRef line = llvm::StringRef(run.out).split('\n').first;
  llvm::Expected<llvm::json::Value> finding = llvm::json::parse(line);
  ASSERT_TRUE(static_cast<bool>(finding)) << run.out;
  const llvm::json::Array* path = finding->getAsObject()->getArray("path");
  ASSERT_NE(path, nullptr);
  EXPECT_EQ(path->size(), 5u) << "context, three calls, the blocking one:\n" << run.out;
}

TEST(Check, CleanProgramExitsWithZero) {
  Project project;
  project.unit("a.cpp", withTask("void load(PGconn* c) { PQclear(PQexec(c, \"x\")); }\n"), taskFlags());
  const Outcome run = project.nostall({"check"});
  EXPECT_EQ(run.exitCode, 0) << run.out << run.err;
  EXPECT_EQ(run.out, "");
}

TEST(Check, ExitCodesFollowTheOptions) {
  Project project;
  twoFiles(project);
  EXPECT_EQ(project.nostall({"check", "--exit-zero"}).exitCode, 0);
  EXPECT_EQ(project.nostall({"check", "--fail-on", "never"}).exitCode, 0);
  EXPECT_EQ(project.nostall({"check", "--fail-on", "error"}).exitCode, 1);
  EXPECT_EQ(project.nostall({"check", "--no-such-option"}).exitCode, 2);
  EXPECT_EQ(project.nostall({"check", "--output", "yaml"}).exitCode, 2);
  EXPECT_EQ(project.nostall({}).exitCode, 2);
  EXPECT_EQ(project.nostall({"--version"}).exitCode, 0);
}

TEST(Check, SecondRunParsesNothingAndSaysTheSame) {
  Project project;
  twoFiles(project);
  const Outcome first = project.nostall({"check", "--output", "json"});
  const Outcome second = project.nostall({"check", "--output", "full", "--output", "json=again.json"});
  EXPECT_THAT(second.err, HasSubstr("2 from cache"));
  const Outcome third = project.nostall({"check", "--output", "json"});
  EXPECT_EQ(project.read("again.json"), third.out);
  EXPECT_EQ(second.exitCode, first.exitCode);
}

TEST(Check, ChangedFileIsReadAgainAlone) {
  Project project;
  twoFiles(project);
  project.nostall({"check"});
  project.file("query.cpp", "#include \"query.h\"\nvoid load(pg_conn*) {}\n");
  const Outcome run = project.nostall({"check"});
  EXPECT_EQ(run.exitCode, 0) << run.out;
  EXPECT_THAT(run.err, HasSubstr("1 from cache"));
}

TEST(Check, ChangedHeaderIsReadAgainByAllThatReadIt) {
  Project project;
  twoFiles(project);
  project.nostall({"check"});
  project.file("query.h", "#pragma once\nstruct pg_conn;\nvoid load(pg_conn*);\nvoid more();\n");
  EXPECT_THAT(project.nostall({"check"}).err, Not(HasSubstr("from cache")));
}

TEST(Check, OutputIsTheSameWhateverTheNumberOfJobs) {
  Project project;
  twoFiles(project);
  const Outcome one = project.nostall({"check", "--no-cache", "-j1", "--output", "sarif"});
  const Outcome four = project.nostall({"check", "--no-cache", "-j4", "--output", "sarif"});
  EXPECT_EQ(one.out, four.out);
}

TEST(Check, WritesSeveralFormatsAtOnce) {
  Project project;
  twoFiles(project);
  const Outcome run = project.nostall({"check", "-o", "sarif=r.sarif", "-o", "json=r.json", "-o", "github"});
  EXPECT_EQ(run.exitCode, 1);
  EXPECT_THAT(run.out, HasSubstr("::error file=handler.cpp"));
  EXPECT_THAT(project.read("r.sarif"), HasSubstr("\"2.1.0\""));
  EXPECT_TRUE(static_cast<bool>(llvm::json::parse(project.read("r.json"))));
}

TEST(Check, RepeatableOptionsLeavePathsAlone) {
  Project project;
  twoFiles(project);
  project.file("more.yaml",
               "library: more\nrules:\n  - {id: more-run, calls: [{functions: [more_run]}], why: waits}\n");
  const Outcome outputs = project.nostall({"check", "-o", "json=r.json", "-o", "github", "handler.cpp"});
  EXPECT_EQ(outputs.exitCode, 0) << outputs.err;
  EXPECT_THAT(outputs.err, HasSubstr("1 unit"));
  const Outcome checks = project.nostall({"check", "--checks", "blocking-call,fake-offload", "query.cpp"});
  EXPECT_EQ(checks.exitCode, 0) << checks.err;
  const Outcome catalogue = project.nostall({"check", "--catalogue", "more.yaml", "handler.cpp"});
  EXPECT_EQ(catalogue.exitCode, 0) << catalogue.err;
  EXPECT_THAT(catalogue.err, HasSubstr("1 unit"));
}

TEST(Check, SaysWhenItCannotWriteAReport) {
  Project project;
  twoFiles(project);
  const Outcome run = project.nostall({"check", "-o", "json=handler.cpp/r.json"});
  EXPECT_EQ(run.exitCode, 2);
  EXPECT_THAT(run.err, HasSubstr("handler.cpp/r.json"));
}

TEST(Check, OnlyThePathsAskedFor) {
  Project project;
  twoFiles(project);
  project.unit("other/b.cpp", withTask("task<int> f(PGconn* c) { PQexec(c, \"x\"); co_return 0; }\n"),
               taskFlags());
  const Outcome run = project.nostall({"check", "other"});
  EXPECT_THAT(run.out, HasSubstr("other/b.cpp"));
  EXPECT_THAT(run.out, Not(HasSubstr("handler.cpp")));
}

TEST(Check, NoUnitsIsNotAnAllClear) {
  Project project;
  twoFiles(project);
  project.file("empty/readme.txt", "");
  const Outcome run = project.nostall({"check", "empty"});
  EXPECT_EQ(run.exitCode, 2) << run.err;
  EXPECT_THAT(run.err, Not(HasSubstr("0 findings")));
}

TEST(Check, WithoutADatabaseSaysHowToMakeOne) {
  Project project;
  project.file("a.cpp", "int main() {}\n");
  const Outcome run = project.nostall({"check"});
  EXPECT_EQ(run.exitCode, 2);
  EXPECT_THAT(run.err, HasSubstr("CMAKE_EXPORT_COMPILE_COMMANDS"));
  EXPECT_THAT(run.err, HasSubstr("bear"));
}

TEST(Check, DanglingDatabaseIsNamed) {
  Project project;
  std::filesystem::create_symlink("build/gone.json", project.root() / "compile_commands.json");
  const Outcome run = project.nostall({"check"});
  EXPECT_EQ(run.exitCode, 2);
  EXPECT_THAT(run.err, HasSubstr("compile_commands.json"));
}

TEST(Check, BrokenDatabaseIsLocated) {
  Project project;
  project.file("compile_commands.json", "[{\"directory\": \"/\", \n");
  const Outcome run = project.nostall({"check"});
  EXPECT_EQ(run.exitCode, 2);
  EXPECT_THAT(run.err, HasSubstr("compile_commands.json"));
}

TEST(Check, MissingSourceDoesNotStopTheRun) {
  Project project;
  twoFiles(project);
  project.unit("gone.cpp", "");
  std::filesystem::remove(project.root() / "gone.cpp");
  const Outcome run = project.nostall({"check"});
  EXPECT_EQ(run.exitCode, 3) << run.err;
  EXPECT_THAT(run.out, HasSubstr("handler.cpp"));
  EXPECT_THAT(run.err, HasSubstr("gone.cpp"));
}

TEST(Check, BrokenSourceStillGivesItsFacts) {
  Project project;
  project.unit("a.cpp",
               withTask("#include \"not/there.h\"\nint broken( { }\n"
                        "task<int> f(PGconn* c) { PQexec(c, \"x\"); co_return 0; }\n"),
               taskFlags());
  const Outcome run = project.nostall({"check"});
  EXPECT_THAT(run.err, HasSubstr("a.cpp"));
  EXPECT_NE(run.exitCode, 2) << run.err;
}

TEST(Check, PluginsInTheDatabaseAreNotLoaded) {
  Project project;
  std::vector<std::string> flags = taskFlags();
  flags.insert(flags.end(),
               {"-fplugin=./evil.so", "-Xclang", "-load", "-Xclang", "./evil.so", "-o", "written.o"});
  project.unit("a.cpp", withTask("task<int> f(PGconn* c) { PQexec(c, \"x\"); co_return 0; }\n"), flags);
  const Outcome run = project.nostall({"check"});
  EXPECT_EQ(run.exitCode, 1) << run.err;
  EXPECT_FALSE(std::filesystem::exists(project.root() / "written.o"));
}

TEST(Check, GccOnlyFlagsDoNotStopAUnit) {
  Project project;
  std::vector<std::string> flags = taskFlags();
  flags.insert(flags.end(), {"-fcoroutines", "-fconcepts-diagnostics-depth=3", "-mno-direct-extern-access"});
  project.unit("a.cpp", withTask("task<int> f(PGconn* c) { PQexec(c, \"x\"); co_return 0; }\n"), flags);
  EXPECT_EQ(project.nostall({"check"}).exitCode, 1);
}

TEST(Check, TwoProgramsWithTheSameNamesAreKeptApart) {
  Project project;
  const auto program = [&](const std::string& name, const std::string& body) {
    const std::string source =
        withTask("void load(PGconn* c);\ntask<int> serve(PGconn* c) { load(c); co_return 0; }\n");
    project.file(name + "/main.cpp", source);
    project.file(name + "/load.cpp", "#include <libpq-fe.h>\nvoid load(PGconn* c) { " + body + " }\n");
    for (const char* part : {"main", "load"}) {
      const std::string file = name + "/" + part + ".cpp";
      project.entry("{\"directory\": \"" + project.root().string() + "\", \"file\": \"" + file +
                    "\", \"command\": \"c++ -std=c++20 -I" NOSTALL_SOURCE_DIR
                    "/test/stubs -isystem /usr/include/postgresql -c " +
                    file + " -o CMakeFiles/" + name + ".dir/" + part + ".o\"}");
    }
  };
  program("blocks", "PQclear(PQexec(c, 0));");
  program("fine", "(void)c;");
  const Outcome run = project.nostall({"check"});
  EXPECT_THAT(run.out, HasSubstr("blocks/main.cpp"));
  EXPECT_THAT(run.out, Not(HasSubstr("fine/main.cpp"))) << run.out;
}

TEST(Check, SuppressionNeedsAReason) {
  Project project;
  project.unit(
      "a.cpp",
      withTask("task<int> f(PGconn* c) {\n"
               "  PQexec(c, \"x\"); // nostall: allow(blocking-call) runs once, before the loop starts\n"
               "  PQexec(c, \"y\"); // nostall: allow(blocking-call)\n"
               "  co_return 0;\n}\n"),
      taskFlags());
  const Outcome run = project.nostall({"check"});
  EXPECT_THAT(run.out, Not(HasSubstr("a.cpp:4:")));
  EXPECT_THAT(run.out, HasSubstr("a.cpp:5:3: error: "));
  EXPECT_THAT(run.out, HasSubstr("suppression-without-reason"));
}

TEST(Check, ConfigurationIsFoundUpwardsAndCanDisable) {
  Project project;
  twoFiles(project);
  project.file(".nostall.yaml", "disable: [libpq]\n");
  EXPECT_EQ(project.nostall({"check"}).exitCode, 0);
  EXPECT_EQ(project.nostall({"check", "--no-config"}).exitCode, 1);
}

TEST(Check, BrokenConfigurationIsLocated) {
  Project project;
  twoFiles(project);
  project.file(".nostall.yaml", "chekcs: [blocking-call]\n");
  const Outcome run = project.nostall({"check"});
  EXPECT_EQ(run.exitCode, 2);
  EXPECT_THAT(run.err, HasSubstr(".nostall.yaml:1:1: error: "));
  EXPECT_THAT(run.err, HasSubstr("`checks`"));
}

TEST(Check, ProjectsOwnCatalogueFile) {
  Project project;
  project.file("rules/own.yaml",
               "library: ours\ntitle: our client\nengine: network\nwhy: waits for our server\n"
               "rules:\n  - id: ours-fetch\n    calls: [{functions: ours::fetch}]\n");
  project.file(".nostall.yaml", "catalogue: [rules/own.yaml]\n");
  project.unit("a.cpp",
               withTask("namespace ours { int fetch(); }\ntask<int> f() { co_return ours::fetch(); }\n"),
               taskFlags());
  const Outcome run = project.nostall({"check"});
  EXPECT_EQ(run.exitCode, 1) << run.err;
  EXPECT_THAT(run.out, HasSubstr("ours::fetch"));
}

TEST(Check, BrokenCatalogueFileIsNeverSkipped) {
  Project project;
  twoFiles(project);
  project.file("own.yaml", "library: ours\ntitle: x\nengine: netwrok\n");
  const Outcome run = project.nostall({"check", "--catalogue", "own.yaml"});
  EXPECT_EQ(run.exitCode, 2);
  EXPECT_THAT(run.err, HasSubstr("own.yaml:3:"));
  EXPECT_THAT(run.err, HasSubstr("network"));
}

} // namespace
} // namespace nostall::test
