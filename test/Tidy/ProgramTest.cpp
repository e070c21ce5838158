// Whole programs: with the facts that `nostall check` stored, a unit knows what the others do.

#include "Tidy/Tidy.h"
#include "Tool/Examples.h"

#include <llvm/ADT/StringExtras.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* Facts = "facts";

void store(const Project& project, const std::vector<std::string>& paths = {}) {
  std::vector<std::string> arguments{"check", "--exit-zero", "--cache-dir", Facts};
  arguments.insert(arguments.end(), paths.begin(), paths.end());
  EXPECT_EQ(project.nostall(arguments).exitCode, 0);
}

/// A coroutine in one unit, what it calls in the other.
class Program : public ::testing::Test {
protected:
  Program() {
    project.unit("a.cpp",
                 withTask("void load(PGconn* c);\ntask<int> f(PGconn* c) {\nload(c); co_return 0; }\n"),
                 taskFlags());
    blocking();
  }
  void blocking() { other("PQexec(c, \"x\");"); }
  void other(const std::string& body) {
    const std::string text = "#include <libpq-fe.h>\nvoid load(PGconn* c) { " + body + " }\n";
    if (known)
      project.file("b.cpp", text);
    else
      project.unit("b.cpp", text, taskFlags());
    known = true;
  }
  Outcome check() { return tidy(project, {"a.cpp"}, {withOption("FactsDirectory", Facts)}); }

  Project project;
  bool known = false;
};

TEST_F(Program, IsFollowedIntoOtherUnits) {
  EXPECT_THAT(placesIn(project, tidy(project, {"a.cpp"}).out), IsEmpty());
  store(project);
  const Outcome run = check();
  EXPECT_EQ(run.exitCode, 0) << run.out;
  EXPECT_THAT(placesIn(project, run.out), ElementsAre("a.cpp:5:1"));
  EXPECT_THAT(run.out,
              AllOf(HasSubstr("b.cpp:2:24: note: `PQexec`: blocks"), Not(HasSubstr("clang-tidy-config"))));
}

TEST_F(Program, OfWhichOnlyTheUnitIsReported) {
  store(project);
  EXPECT_THAT(placesIn(project, tidy(project, {"b.cpp"}, {withOption("FactsDirectory", Facts)}).out),
              IsEmpty());
}

TEST_F(Program, TakesTheUnitItselfAsItIsNow) {
  store(project);
  project.file("a.cpp",
               withTask("void load(PGconn* c);\n\n\ntask<int> f(PGconn* c) {\nload(c); co_return 0; }\n"));
  const Outcome run = check();
  EXPECT_THAT(placesIn(project, run.out), ElementsAre("a.cpp:7:1"));
  EXPECT_THAT(run.out, Not(HasSubstr("older than the files")));
}

TEST_F(Program, SaysThatFactsAreStale) {
  store(project);
  other("\n\nPQexec(c, \"x\");");
  const Outcome run = check();
  EXPECT_THAT(run.out,
              AllOf(HasSubstr("facts of 1 files that this one rests on are older"), HasSubstr("b.cpp"),
                    HasSubstr("has changed since its facts were stored"), HasSubstr("nostall check")));
  store(project);
  EXPECT_THAT(check().out, Not(HasSubstr("changed since")));
}

TEST_F(Program, SaysThatThereAreNoFactsOfAFile) {
  store(project, {"b.cpp"});
  const Outcome run = check();
  EXPECT_THAT(run.out, AllOf(HasSubstr("has no facts of"), HasSubstr("a.cpp")));
}

TEST_F(Program, KeepsUnitsThatALaterRunDidNotLookAt) {
  store(project);
  store(project, {"a.cpp"});
  EXPECT_THAT(placesIn(project, check().out), ElementsAre("a.cpp:5:1"));
}

TEST_F(Program, HonoursCommentsOfOtherUnits) {
  other("PQexec(c, \"x\"); // nostall: allow(libpq) for whoever comes by\n");
  store(project);
  EXPECT_THAT(placesIn(project, check().out), IsEmpty());
}

TEST_F(Program, IsCompleteInARunOverEverything) {
  Project ledger;
  addExample(ledger, "asio-ledger/blocking", asioFlags());
  const std::string expected = ledger.nostall({"check", "-o", "concise", "--cache-dir", Facts}).out;
  const Outcome run = ledger.run({RUN_CLANG_TIDY_PROGRAM, "-clang-tidy-binary", CLANG_TIDY_PROGRAM, "-load",
                                  NOSTALL_TIDY_MODULE, "-checks=-*,nostall-*", "-p", ".", "-j", "2", "-quiet",
                                  "-config={CheckOptions: {FactsDirectory: facts}}"});
  EXPECT_EQ(run.exitCode, 0) << run.err;
  std::vector<std::string> places;
  for (llvm::StringRef line : llvm::split(expected, '\n'))
    if (!line.empty()) places.push_back(line.take_front(line.find(": ")).str());
  std::ranges::sort(places);
  EXPECT_EQ(placesIn(ledger, run.out), places);
  EXPECT_EQ(places.size(), 4u);
}

} // namespace
} // namespace nostall::test
