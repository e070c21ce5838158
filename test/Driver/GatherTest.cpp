#include "Driver/Gather.h"

#include "Driver/Driver.h"
#include "Facts/Sample.h"
#include "Support/Locations.h"

#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

using namespace nostall;
using namespace nostall::driver;
using test::TemporaryFolder;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

/// A project of empty units, analysed by the test worker.
class Gather : public testing::Test {
protected:
  void units(const std::vector<std::string>& names) {
    llvm::json::Array entries;
    for (const std::string& name : names) {
      std::string file = folder.write(name + ".cpp", "");
      entries.push_back(llvm::json::Object{
          {"directory", folder.path().string()}, {"file", file}, {"arguments", {"c++", "-c", file}}});
    }
    folder.write("shared.h", "");
    folder.write("compile_commands.json", llvm::formatv("{0}", llvm::json::Value(std::move(entries))).str());
  }

  RunOptions options() const {
    RunOptions options;
    options.database = folder / "compile_commands.json";
    options.cacheDirectory = folder / "cache";
    options.resourceDirectory = "/resources";
    options.workerProgram = NOSTALL_TEST_WORKER;
    options.jobs = 2;
    return options;
  }

  Facts gather(const RunOptions& options) {
    llvm::Expected<Facts> facts = gatherFacts(options);
    if (facts) return std::move(*facts);
    ADD_FAILURE() << llvm::toString(facts.takeError());
    return {};
  }
  Facts gather() { return gather(options()); }

  /// The names of the units that workers analysed since the last call, sorted.
  std::vector<std::string> analysed() {
    std::vector<std::string> names;
    std::ifstream log(folder / "analysed");
    for (std::string name; std::getline(log, name);)
      names.push_back(name);
    std::filesystem::remove(folder / "analysed");
    std::ranges::sort(names);
    return names;
  }

  std::vector<std::string> shardFiles(const Facts& facts) const {
    std::vector<std::string> names;
    for (const LinkShard& shard : facts.shards)
      names.push_back(std::filesystem::path(shard.shard->files.front()).lexically_relative(folder.path()));
    return names;
  }

  TemporaryFolder folder;
};

TEST_F(Gather, SharedFilesComeOnceAndSorted) {
  units({"b", "a"});
  Facts facts = gather();
  EXPECT_THAT(shardFiles(facts), ElementsAre("a.cpp", "b.cpp", "shared.h"));
  EXPECT_EQ(facts.units, 2u);
  EXPECT_EQ(facts.analysed, 2u);
  EXPECT_EQ(facts.fromCache, 0u);
  EXPECT_THAT(facts.problems, IsEmpty());
  EXPECT_FALSE(facts.interrupted);
}

TEST_F(Gather, ASecondRunAnalysesNothing) {
  units({"a", "b", "recovered"});
  gather();
  EXPECT_THAT(analysed(), ElementsAre("a", "b", "recovered"));
  Facts facts = gather();
  EXPECT_THAT(analysed(), IsEmpty());
  EXPECT_THAT(shardFiles(facts), ElementsAre("a.cpp", "b.cpp", "recovered.cpp", "shared.h"));
  EXPECT_EQ(facts.fromCache, 3u);
  EXPECT_EQ(facts.analysed, 3u);
  ASSERT_EQ(facts.problems.size(), 1u);
  EXPECT_EQ(facts.problems[0].status, "recovered");
}

TEST_F(Gather, AChangedFileConcernsWhoReadIt) {
  units({"a", "b"});
  gather();
  analysed();
  folder.write("a.cpp", "int a;");
  gather();
  EXPECT_THAT(analysed(), ElementsAre("a"));
  folder.write("shared.h", "int a;");
  gather();
  EXPECT_THAT(analysed(), ElementsAre("a", "b"));
}

TEST_F(Gather, WithoutCacheEverythingIsAnalysed) {
  units({"a"});
  RunOptions uncached = options();
  uncached.useCache = false;
  gather(uncached);
  EXPECT_FALSE(std::filesystem::exists(folder / "cache"));
  gather(uncached);
  EXPECT_THAT(analysed(), ElementsAre("a", "a"));
}

TEST_F(Gather, WhatDecidesFactsIsPartOfTheKey) {
  units({"a"});
  gather();
  analysed();
  RunOptions other = options();
  other.resourceDirectory = "/other";
  gather(other);
  EXPECT_THAT(analysed(), ElementsAre("a"));
  rules::Catalogue catalogue;
  rules::Rule rule;
  rule.id = "plain";
  catalogue.libraries.emplace_back().rules = {rule};
  rule.id = "matching";
  rule.matcher = "callExpr().bind(\"call\")";
  other.catalogue = &catalogue;
  gather(other);
  EXPECT_THAT(analysed(), IsEmpty()) << "a rule without a matcher must not cost a parse";
  catalogue.libraries[0].rules.push_back(rule);
  gather(other);
  EXPECT_THAT(analysed(), ElementsAre("a"));
}

TEST_F(Gather, DamagedEntriesAreAnalysedAgain) {
  units({"a", "b"});
  gather();
  analysed();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "cache"))
    if (entry.is_regular_file()) std::filesystem::resize_file(entry.path(), entry.file_size() / 2);
  EXPECT_THAT(shardFiles(gather()), ElementsAre("a.cpp", "b.cpp", "shared.h"));
  EXPECT_THAT(analysed(), ElementsAre("a", "b"));
  gather();
  EXPECT_THAT(analysed(), IsEmpty());
}

TEST_F(Gather, ACacheThatCannotBeMadeIsNoted) {
  units({"a"});
  RunOptions blocked = options();
  blocked.cacheDirectory = folder.write("file", "") + "/cache";
  Facts facts = gather(blocked);
  EXPECT_EQ(facts.analysed, 1u);
  EXPECT_THAT(facts.notes, testing::Contains(HasSubstr("facts are not kept")));
}

TEST_F(Gather, LostUnitsAreProblemsWithACommand) {
  units({"a", "crash", "failed", "invalid", "recovered"});
  Facts facts = gather();
  EXPECT_EQ(facts.units, 5u);
  EXPECT_EQ(facts.analysed, 2u);
  std::vector<std::string> lines;
  for (const report::UnitProblem& problem : facts.problems)
    lines.push_back(std::filesystem::path(problem.unit).filename().string() + ": " + problem.status + ": " +
                    problem.message);
  EXPECT_THAT(lines,
              ElementsAre("crash.cpp: crashed: killed by signal 11 (Segmentation fault)",
                          "failed.cpp: failed: no facts",
                          HasSubstr("invalid.cpp: failed: damaged facts: entity 0: `symbol` is 99, of 0"),
                          "recovered.cpp: recovered: something is missing"));
  EXPECT_EQ(facts.problems[0].reproduce, "nostall check --no-cache -j 1 --database " +
                                             folder / "compile_commands.json" + " " + folder / "crash.cpp");
  EXPECT_THAT(facts.problems[3].reproduce, HasSubstr("clang++-19 -fsyntax-only "));
  analysed();
  gather();
  EXPECT_THAT(analysed(), ElementsAre("failed", "invalid")) << "only facts are kept";
}

TEST_F(Gather, OnlyUnitsBelowThePathsAreAnalysed) {
  units({"src/a", "src/b", "lib/c"});
  folder.write("src/shared.h", "");
  folder.write("lib/shared.h", "");
  RunOptions some = options();
  some.paths = {folder / "src/b.cpp", folder / "lib"};
  Facts facts = gather(some);
  EXPECT_EQ(facts.units, 2u);
  EXPECT_THAT(shardFiles(facts), ElementsAre("lib/c.cpp", "lib/shared.h", "src/b.cpp", "src/shared.h"));
}

TEST_F(Gather, APathMayBeALink) {
  units({"src/a"});
  std::filesystem::create_symlink("src", folder.path() / "link");
  RunOptions some = options();
  some.paths = {folder / "link"};
  EXPECT_EQ(gather(some).units, 1u);
}

std::string errorOf(const RunOptions& options) {
  llvm::Expected<Facts> facts = gatherFacts(options);
  return facts ? "no error" : llvm::toString(facts.takeError());
}

TEST_F(Gather, NothingToAnalyseIsAnError) {
  units({"a"});
  RunOptions none = options();
  none.paths = {folder / "nowhere"};
  EXPECT_EQ(errorOf(none), "`" + folder / "nowhere" + "` does not exist");
  none.paths = {folder / "shared.h"};
  EXPECT_THAT(errorOf(none), HasSubstr("has no unit in `" + folder / "shared.h" + "`; name source files"));
}

TEST_F(Gather, TheDatabaseIsSearchedFromThePath) {
  units({"src/a"});
  RunOptions search = options();
  search.database.clear();
  search.paths = {folder / "src/a.cpp"};
  Facts facts = gather(search);
  EXPECT_EQ(facts.units, 1u);
  EXPECT_THAT(facts.notes, testing::Contains("units from `" + folder / "compile_commands.json" + "`"));
}

TEST_F(Gather, ProgressCountsToTheEnd) {
  units({"a", "b", "crash"});
  RunOptions watched = options();
  std::vector<std::size_t> counts;
  watched.progress = [&](std::size_t done, std::size_t all, const std::string&) {
    EXPECT_EQ(all, 3u);
    counts.push_back(done);
  };
  gather(watched);
  EXPECT_THAT(counts, ElementsAre(1, 2, 3));
}

TEST_F(Gather, StopReturnsWhatIsKnown) {
  units({"a", "hang"});
  folder.write("a.cpp", "int a; // the longest first");
  RunOptions stopped = options();
  std::atomic<bool> stop = false;
  stopped.jobs = 1;
  stopped.stop = &stop;
  stopped.progress = [&](std::size_t, std::size_t, const std::string&) { stop = true; };
  Facts facts = gather(stopped);
  EXPECT_TRUE(facts.interrupted);
  EXPECT_EQ(facts.units, 2u);
  EXPECT_EQ(facts.analysed, 1u);
  EXPECT_THAT(shardFiles(facts), ElementsAre("a.cpp", "shared.h"));
  EXPECT_THAT(facts.problems, IsEmpty());
}

TEST_F(Gather, TwoRunsAtOnceShareAStore) {
  std::vector<std::string> names;
  for (int i = 0; i != 20; ++i)
    names.push_back("unit" + std::to_string(i));
  units(names);
  std::vector<Facts> results(2);
  std::vector<std::thread> runs;
  for (Facts& result : results)
    runs.emplace_back([&] { result = gather(); });
  for (std::thread& run : runs)
    run.join();
  for (const Facts& result : results)
    EXPECT_EQ(result.shards.size(), 21u);
  analysed();
  EXPECT_EQ(gather().fromCache, 20u);
  EXPECT_THAT(analysed(), IsEmpty());
}

/// A folder of Python files.
class GatherPython : public Gather {
protected:
  /// The key of what link would make of a run, if that is kept.
  std::string lastingKey() {
    RunOptions python = options();
    python.cxx = false;
    python.paths = {folder.path().string()};
    python.catalogueFiles = {folder.write("rules.yaml", "")};
    Gatherer gatherer(python);
    llvm::cantFail(gatherer.begin());
    llvm::cantFail(gatherer.gather());
    const std::optional<Result> result = gatherer.lasting();
    return result ? result->key : "";
  }
};

TEST_F(GatherPython, AFileThatIsNotReadDoesNotKeepResultsFromLasting) {
  folder.write("a.py", "pass\n");
  const std::string large = folder.write("large.py", "");
  std::filesystem::resize_file(large, 65 << 20);
  const std::string key = lastingKey();
  EXPECT_NE(key, "");
  EXPECT_EQ(lastingKey(), key);
  std::filesystem::resize_file(large, 66 << 20);
  EXPECT_NE(lastingKey(), key);
}

TEST(Locations, AreFound) {
  llvm::Expected<std::string> rules = support::rulesDirectory();
  ASSERT_TRUE(bool(rules)) << llvm::toString(rules.takeError());
  EXPECT_TRUE(std::filesystem::is_directory(*rules + "/cpp/libraries"));
  llvm::Expected<std::string> resources = support::resourceDirectory();
  ASSERT_TRUE(bool(resources)) << llvm::toString(resources.takeError());
  EXPECT_TRUE(std::filesystem::exists(*resources + "/include/stddef.h"));
}

} // namespace
