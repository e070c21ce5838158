// What the services that read a report do with it, and so what it has to promise them.

#include "Report/Sample.h"
#include "TempFolder.h"

#include <gmock/gmock.h>

namespace nostall::report {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
using namespace nostall::testing;

/// Findings at each `wait()` of a file with that text.
Report waitsIn(const TempFolder& folder, const std::string& text) {
  Report report;
  report.root = folder.path();
  const std::string file = folder.file("a.cpp", text);
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(text).split(lines, '\n');
  for (unsigned line = 1; line <= lines.size(); ++line)
    if (const std::size_t at = lines[line - 1].find("wait()"); at != llvm::StringRef::npos) {
      Finding finding;
      finding.check = finding.rule = "blocking-wait";
      finding.message = "`wait` blocks the event loop";
      finding.function = "f";
      finding.callee = "wait";
      const std::uint32_t column = at + 1;
      finding.location = {file, line, column, line, column + 4};
      report.verdict.findings.push_back(finding);
    }
  return report;
}

/// The fingerprints of the report that GitLab gets, in the order of its entries.
std::vector<std::string> fingerprintsOf(const Report& report) {
  std::vector<std::string> result;
  const llvm::json::Value entries = parsed(print("gitlab", report));
  for (const llvm::json::Value& entry : *entries.getAsArray())
    result.push_back(entry.getAsObject()->getString("fingerprint")->str());
  return result;
}

std::vector<std::string> fingerprintsOf(const std::string& text) {
  TempFolder folder;
  return fingerprintsOf(waitsIn(folder, text));
}

TEST(Gitlab, EqualLinesHaveFingerprintsOfTheirOwn) {
  const std::vector<std::string> two = fingerprintsOf("wait();\nwait();\n");
  ASSERT_EQ(two.size(), 2u);
  EXPECT_NE(two[0], two[1]);
}

TEST(Gitlab, MovedLinesKeepTheirFingerprints) {
  EXPECT_EQ(fingerprintsOf("// first\nif (a)\n    wait(); // twice\nwait();\n"),
            fingerprintsOf("if (a)\n\twait();  // twice\nwait();\n"));
}

TEST(Gitlab, ChangedLinesHaveOtherFingerprints) {
  EXPECT_NE(fingerprintsOf("wait();\n"), fingerprintsOf("again = wait();\n"));
}

TEST(Gitlab, FingerprintsDoNotDependOnWhereTheProjectLies) {
  TempFolder here, there;
  EXPECT_EQ(fingerprintsOf(waitsIn(here, "wait();\n")), fingerprintsOf(waitsIn(there, "wait();\n")));
}

TEST(Gitlab, TheDescriptionIsOneLine) {
  const llvm::json::Value entries = parsed(print("gitlab", odd()));
  for (const llvm::json::Value& entry : *entries.getAsArray())
    EXPECT_THAT(entry.getAsObject()->getString("description")->str(), Not(HasSubstr("\n")));
}

TEST(Gitlab, TheDescriptionHasThePath) {
  EXPECT_THAT(print("gitlab", sampleReport()),
              HasSubstr("; path: `save` at src/archive.cpp:8, `PQexec` at src/archive.cpp:4\""));
}

/// What a finding with that message and suggestion is told to do beside.
std::string further(const std::string& message, const Suggestion& suggestion) {
  Finding finding;
  finding.message = message;
  finding.suggestions = {{"", {}, "write it as shown", "F2", "exact", "", ""}, suggestion};
  return furtherAdvice(finding);
}

TEST(FurtherAdvice, IsWhatTheMessageDoesNotSay) {
  const Suggestion suggestion{"await f()", {}, "await `f`; it needs a client", "F2", "conditional", "c", ""};
  EXPECT_EQ(further("`g` blocks; await `f`", suggestion), "it needs a client; if c");
  EXPECT_EQ(further("`g` blocks; write `await f()`", suggestion), "it needs a client; if c");
  EXPECT_EQ(further("`g` blocks; await `f`", {"", {}, "await `f`", "F1", "exact", "", ""}), "");
}

TEST(FurtherAdvice, IsAllOfItWhenTheMessageHasNone) {
  Finding finding;
  finding.message = "`g` blocks";
  EXPECT_EQ(furtherAdvice(finding), "");
  finding.suggestions = {{"", {}, "await `f`; it needs a client", "F2", "conditional", "c", ""}};
  EXPECT_EQ(furtherAdvice(finding), "instead: await `f`; it needs a client");
}

/// The texts that reviewdog would offer to put in.
std::vector<std::string> offered(const Suggestion& suggestion) {
  Report report = sampleReport();
  report.verdict.findings = {fakeOffload()};
  report.verdict.findings[0].suggestions = {suggestion};
  const llvm::json::Value result = parsed(print("rdjson", report));
  const llvm::json::Object& first = *result.getAsObject()->getArray("diagnostics")->front().getAsObject();
  std::vector<std::string> texts;
  if (const llvm::json::Array* suggestions = first.getArray("suggestions"))
    for (const llvm::json::Value& each : *suggestions)
      texts.push_back(each.getAsObject()->getString("text")->str());
  return texts;
}

TEST(Rdjson, OffersRewritesThatKeepTheBehaviour) {
  Suggestion suggestion = fakeOffload().suggestions[0];
  suggestion.text = "other()";
  EXPECT_THAT(offered(suggestion), ElementsAre("other()"));
}

TEST(Rdjson, OffersNothingThatDependsOnACondition) {
  Suggestion suggestion = fakeOffload().suggestions[0];
  suggestion.exactness = "conditional";
  EXPECT_THAT(offered(suggestion), IsEmpty());
}

TEST(Rdjson, OffersNothingForAnotherFile) {
  Suggestion suggestion = fakeOffload().suggestions[0];
  suggestion.location.file = sampleRoot() + "/src/archive.cpp";
  EXPECT_THAT(offered(suggestion), IsEmpty());
}

TEST(Rdjson, OffersNoTextThatWouldBeChangedOnItsWay) {
  Suggestion suggestion = fakeOffload().suggestions[0];
  suggestion.text = "other(\"\xff\")";
  EXPECT_THAT(offered(suggestion), IsEmpty());
}

TEST(SarifForGithub, LeavesOutWhatCommentsSilence) {
  auto results = [](const char* format) {
    std::vector<std::string> rules;
    const llvm::json::Value log = parsed(print(format, sampleReport()));
    const llvm::json::Object& run = *log.getAsObject()->getArray("runs")->front().getAsObject();
    for (const llvm::json::Value& result : *run.getArray("results"))
      rules.push_back(result.getAsObject()->getString("ruleId")->str());
    return rules;
  };
  EXPECT_THAT(results("sarif"), UnorderedElementsAre("libpq-query", "libpq-query",
                                                     "suppression-without-reason", "libpq-finish"));
  EXPECT_THAT(results("sarif-github"),
              UnorderedElementsAre("libpq-query", "libpq-query", "suppression-without-reason"));
  EXPECT_THAT(print("sarif-github", sampleReport()), Not(HasSubstr("suppressions")));
}

} // namespace
} // namespace nostall::report
