// The formats that are not for looking at: their whole output is held against golden files, what they promise
// about odd input is asked here.

#include "Golden.h"
#include "Report/Sample.h"
#include "TempFolder.h"

#include <llvm/Support/JSON.h>

#include <gmock/gmock.h>

namespace nostall::report {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
using namespace nostall::testing;

TEST(Formats, AllAreThere) {
  EXPECT_THAT(reporters(),
              UnorderedElementsAre(Key("concise"), Key("full"), Key("github"), Key("json"), Key("gitlab"),
                                   Key("jsonl"), Key("rdjson"), Key("sarif"), Key("sarif-github")));
}

TEST(Formats, AllAreOnThePage) {
  const std::string page = llvm::cantFail(support::readFile(NOSTALL_SOURCE_DIR "/docs/output.md"));
  for (const auto& [name, entry] : reporters())
    EXPECT_THAT(page, HasSubstr("\n| `" + name + "` | "));
}

TEST(Formats, Concise) {
  EXPECT_TRUE(matchesGolden("test/golden/report.concise.txt", print("concise", sampleReport())));
}
TEST(Formats, Json) { EXPECT_TRUE(matchesGolden("test/golden/report.json", print("json", sampleReport()))); }
TEST(Formats, JsonLines) {
  EXPECT_TRUE(matchesGolden("test/golden/report.jsonl", print("jsonl", sampleReport())));
}
TEST(Formats, Sarif) {
  EXPECT_TRUE(matchesGolden("test/golden/report.sarif", print("sarif", sampleReport())));
}
TEST(Formats, Github) {
  EXPECT_TRUE(matchesGolden("test/golden/report.github.txt", print("github", sampleReport())));
}

TEST(Formats, Gitlab) {
  EXPECT_TRUE(matchesGolden("test/golden/report.gitlab.json", print("gitlab", sampleReport())));
}
TEST(Formats, Rdjson) {
  EXPECT_TRUE(matchesGolden("test/golden/report.rdjson", print("rdjson", sampleReport())));
}

TEST(Formats, AreTheSameEveryTime) {
  for (const auto& [name, entry] : reporters()) {
    Report cached = sampleReport();
    cached.fromCache = 0;
    EXPECT_EQ(print(name, sampleReport()), print(name, cached)) << name;
  }
}

TEST(Formats, NameNoFolderOfThisMachine) {
  for (const auto& [name, entry] : reporters())
    EXPECT_THAT(print(name, sampleReport()), Not(HasSubstr(sampleRoot()))) << name;
}

TEST(Formats, AFindingIsOneLineOfTheConciseForm) {
  EXPECT_EQ(llvm::StringRef(print("concise", odd())).count('\n'), 1u);
  EXPECT_THAT(print("concise", odd()), Not(HasSubstr("\x1b")));
}

TEST(Formats, AFindingIsOneAnnotation) {
  EXPECT_EQ(llvm::StringRef(print("github", odd())).count('\n'), 2u);
  EXPECT_THAT(print("github", odd()), HasSubstr("title=a\ufffd\"\\%0A\x1b%3A%2C%25\u202e::"));
  EXPECT_THAT(print("github", odd()), HasSubstr("::a\ufffd\"\\%0A\x1b:,%25\u202e%0A"));
}

TEST(Formats, JsonHoldsAnyText) {
  EXPECT_EQ(parsed(print("json", odd())).getAsObject()->getArray("findings")->size(), 1u);
  EXPECT_EQ(parsed(print("gitlab", odd())).getAsArray()->size(), 2u);
  EXPECT_EQ(parsed(print("rdjson", odd())).getAsObject()->getArray("diagnostics")->size(), 2u);
  parsed(print("sarif", odd()));
  llvm::SmallVector<llvm::StringRef> lines;
  const std::string text = print("jsonl", odd());
  llvm::StringRef(text).trim('\n').split(lines, '\n');
  ASSERT_EQ(lines.size(), 2u);
  for (llvm::StringRef line : lines)
    parsed(line.str());
}

TEST(Formats, PathsOutsideOfTheRootAreFileAddresses) {
  EXPECT_THAT(print("sarif", odd()), HasSubstr("\"uri\": \"file:///nowhere/a%20b%FF%23%3F.cpp\""));
}

TEST(Formats, NothingFound) {
  Report report;
  report.units = report.analysed = 1;
  EXPECT_EQ(print("concise", report), "");
  EXPECT_EQ(print("full", report), "");
  EXPECT_EQ(print("github", report), "");
  EXPECT_EQ(parsed(print("json", report)).getAsObject()->getArray("findings")->size(), 0u);
  EXPECT_EQ(llvm::StringRef(print("jsonl", report)).count('\n'), 1u);
  EXPECT_EQ(print("gitlab", report), "[]\n");
  EXPECT_EQ(parsed(print("rdjson", report)).getAsObject()->getArray("diagnostics")->size(), 0u);
  parsed(print("sarif", report));
}

TEST(Formats, SarifSaysWhetherTheRunWasWhole) {
  auto successful = [](const Report& report) {
    const llvm::json::Value log = parsed(print("sarif", report));
    const llvm::json::Object& run = *(*log.getAsObject()->getArray("runs"))[0].getAsObject();
    return *(*run.getArray("invocations"))[0].getAsObject()->getBoolean("executionSuccessful");
  };
  Report whole;
  EXPECT_TRUE(successful(whole));
  whole.problems = {{"a.cpp", "recovered", "", ""}};
  EXPECT_TRUE(successful(whole));
  whole.problems = {{"a.cpp", "timed out", "", ""}};
  EXPECT_FALSE(successful(whole));
  whole.problems.clear();
  whole.interrupted = true;
  EXPECT_FALSE(successful(whole));
}

TEST(Formats, SarifCountsColumnsInUtf16) {
  TempFolder folder;
  Finding finding;
  finding.check = finding.rule = "r";
  finding.location = {folder.file("a.cpp", "\U0001F600ü f();\n"), 1, 8, 1, 9};
  Report report;
  report.verdict.findings = {finding};
  const llvm::json::Value log = parsed(print("sarif", report));
  EXPECT_THAT(print("sarif", report), HasSubstr("\"startColumn\": 5,"));
  EXPECT_THAT(print("sarif", report), HasSubstr("\"endColumn\": 6"));
}

TEST(Formats, SarifDescribesTheRuleOfAnnotatedFunctions) {
  Report report = sampleReport();
  report.verdict.findings[0].rule = "annotated-blocking";
  EXPECT_THAT(print("sarif", report), HasSubstr("a function of this program: is annotated as blocking"));
}

TEST(Formats, SarifDescribesTheRuleOfObjectsOfUnknownType) {
  Report report = sampleReport();
  report.verdict.findings[0].rule = "unknown-receiver";
  EXPECT_THAT(print("sarif", report), HasSubstr("`# nostall: allow(unknown-receiver) reason`"));
}

TEST(Formats, SarifSaysOfLocalChecksNothingOfLoops) {
  rules::Catalogue catalogue;
  rules::Library& library = catalogue.libraries.emplace_back();
  library.title = "SQLAlchemy";
  rules::Rule& rule = library.rules.emplace_back();
  rule.id = "libpq-query";
  rule.check = "unawaited-call";
  rule.why = "nothing is deleted";
  Report report = sampleReport();
  report.verdict.findings = {report.verdict.findings[0]};
  report.catalogue = &catalogue;
  EXPECT_THAT(print("sarif", report), HasSubstr("A call of SQLAlchemy: nothing is deleted.\\n"));
}

TEST(Formats, SarifHasRulesWithoutACatalogue) {
  Report report = sampleReport();
  report.catalogue = nullptr;
  EXPECT_THAT(print("sarif", report), HasSubstr("\"id\": \"libpq-query\""));
}

} // namespace
} // namespace nostall::report
