// What a team sees that adds the module to its clang-tidy run. That it finds what `nostall check` finds is
// shown on the annotated sources (test/Annotated).

#include "Tidy/Tidy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// A project of one coroutine with this body.
class Tidy : public ::testing::Test {
protected:
  void coroutine(const std::string& body) {
    project.unit("a.cpp", withTask("task<int> f(PGconn* c) {\n" + body + "\nco_return 0; }\n"), taskFlags());
  }
  std::vector<std::string> found(const std::vector<std::string>& options = {}) {
    return placesIn(project, tidy(project, {"a.cpp"}, options).out);
  }

  Project project;
};

TEST_F(Tidy, ShowsThePathAsNotes) {
  project.unit("a.cpp",
               withTask("void load(PGconn* c) {\n PQexec(c, \"x\"); }\ntask<int> f(PGconn* c) {\n load(c);\n "
                        "co_return 0; }\n"),
               taskFlags());
  const Outcome run = tidy(project, {"a.cpp"});
  EXPECT_EQ(run.exitCode, 0) << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("a.cpp:6:2: warning: `load` blocks the event loop"),
                             HasSubstr("[libpq-query] [nostall-blocking-call]"),
                             HasSubstr("a.cpp:5:11: note: `f`: coroutine"),
                             HasSubstr("a.cpp:4:2: note: `PQexec`: blocks: ")));
}

TEST_F(Tidy, HonoursNolintAndAllow) {
  coroutine("PQexec(c, \"1\"); // NOLINT(nostall-blocking-call)\n"
            "PQexec(c, \"2\"); // NOLINT(nostall-*)\n"
            "// NOLINTNEXTLINE\nPQexec(c, \"3\");\n"
            "PQexec(c, \"4\"); // nostall: allow(libpq) at start-up\n"
            "PQexec(c, \"5\"); // nostall: allow(blocking-wait) another check\n"
            "PQexec(c, \"6\"); // NOLINT(bugprone-foo)\n");
  EXPECT_THAT(found(), ElementsAre("a.cpp:10:1", "a.cpp:9:1"));
}

TEST_F(Tidy, ReportsAHeaderOnce) {
  project.file("shared.h", "#include <libpq-fe.h>\n#include <nostall_test/task.h>\n"
                           "inline task<int> f(PGconn* c) { PQexec(c, \"x\"); co_return 0; }\n");
  project.unit("a.cpp", "#include \"shared.h\"\n", taskFlags());
  project.unit("b.cpp", "#include \"shared.h\"\n", taskFlags());
  const Outcome run = tidy(project, {"a.cpp", "b.cpp"}, {"--header-filter=.*"});
  EXPECT_THAT(placesIn(project, run.out), ElementsAre("shared.h:3:33"));
}

TEST_F(Tidy, LeavesOutWhatIsBelowTheSeverity) {
  coroutine("PQexec(c, \"x\");"); // an error
  EXPECT_THAT(found({withOption("nostall-blocking-call.Severity", "error")}), ElementsAre("a.cpp:4:1"));
  project.file(".nostall.yaml", "severity:\n  libpq: note\n");
  EXPECT_THAT(found({withOption("nostall-blocking-call.Severity", "warning")}), IsEmpty());
  EXPECT_THAT(found(), ElementsAre("a.cpp:4:1"));
}

TEST_F(Tidy, ReportsWhatIsNotSureWhenAsked) {
  project.unit("a.cpp",
               "#include <drogon/drogon.h>\n#include <libpq-fe.h>\n"
               "drogon::Task<> f(trantor::EventLoop* some, PGconn* c) {\n"
               "co_await drogon::switchThreadCoro(some);\nPQexec(c, \"x\"); }\n",
               {"-I" NOSTALL_SOURCE_DIR "/test/stubs/drogon", "-isystem", "/usr/include/postgresql"});
  EXPECT_THAT(found(), IsEmpty());
  EXPECT_THAT(found({withOption("Unsure", "true")}), ElementsAre("a.cpp:5:1"));
}

TEST_F(Tidy, TakesConfigurationAndCatalogue) {
  project.unit("a.cpp", withTask("void mine();\ntask<int> f() { mine(); co_return 0; }\n"), taskFlags());
  EXPECT_THAT(found(), IsEmpty());
  project.file("settings/own.yaml", "blocking-functions: [mine]\n");
  EXPECT_THAT(found({withOption("ConfigFile", "settings/own.yaml")}), ElementsAre("a.cpp:4:17"));
  project.file("lib.yaml",
               "library: mine\ntitle: mine\nengine: network\nrules:\n  - id: mine-waits\n    calls:\n      - "
               "functions: mine\n    why: waits\n");
  EXPECT_THAT(found({withOption("CatalogueFiles", "lib.yaml")}), ElementsAre("a.cpp:4:17"));
  EXPECT_THAT(found({withOption("nostall-blocking-wait.CatalogueFiles", "lib.yaml")}), IsEmpty());
}

TEST_F(Tidy, FailsOnBrokenSettings) {
  coroutine("PQexec(c, \"x\");");
  project.file("broken.yaml", "chekcs: [blocking-call\n");
  for (const auto& [key, value] : {std::pair{"ConfigFile", "broken.yaml"},
                                   {"ConfigFile", "absent.yaml"},
                                   {"CatalogueFiles", "broken.yaml"},
                                   {"FactsDirectory", "absent"},
                                   {"nostall-blocking-call.Severity", "loud"}}) {
    const Outcome run = tidy(project, {"a.cpp"}, {withOption(key, value)});
    EXPECT_NE(run.exitCode, 0) << key;
    EXPECT_THAT(run.out, AllOf(HasSubstr(value), HasSubstr("[clang-tidy-config]"))) << key;
  }
}

TEST_F(Tidy, SeesSlotsOfQt) {
  project.unit("a.cpp",
               "#ifndef QT_ANNOTATE_ACCESS_SPECIFIER\n#error not there\n#endif\n"
               "class A { public QT_ANNOTATE_ACCESS_SPECIFIER(qt_slot): void s() {} };\n",
               taskFlags());
  EXPECT_EQ(tidy(project, {"a.cpp"}).exitCode, 0);
}

TEST_F(Tidy, GoesOnAfterErrors) {
  coroutine("PQexec(c, \"x\"); nonsense;");
  const Outcome run = tidy(project, {"a.cpp"});
  EXPECT_NE(run.exitCode, 0);
  EXPECT_THAT(placesIn(project, run.out), ElementsAre("a.cpp:4:1"));
}

} // namespace
} // namespace nostall::test
