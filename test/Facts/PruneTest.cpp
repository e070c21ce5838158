#include "Facts/Sample.h"
#include "Facts/Store.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

using namespace nostall;
using namespace nostall::facts;
using test::sampleUnit;
using test::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

/// A store of one unit, and files whose last use can be set back.
struct Aged {
  TemporaryFolder folder;
  Store store;
  const std::string key = hashBytes("a");

  Aged() : store(llvm::cantFail(Store::open(folder / "cache"))) {
    llvm::cantFail(store.insert(key, sampleUnit("/project/a.cpp")));
  }

  static void age(const fs::path& file, int days) {
    fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(24 * days));
  }
  void ageAll(int days) {
    for (const auto& entry : fs::recursive_directory_iterator(store.directory()))
      if (entry.is_regular_file()) age(entry.path(), days);
  }
  std::string write(const std::string& relative, int days) {
    const std::string path = store.directory() + "/" + relative;
    fs::create_directories(fs::path(path).parent_path());
    std::ofstream(path) << "anything";
    age(path, days);
    return path;
  }
  bool found() {
    FileHashes files;
    return store.lookup(key, files).has_value();
  }
};

TEST(Prune, RemovesWhatNoRunUsedForAMonth) {
  Aged aged;
  aged.ageAll(31);
  aged.store.prune();
  EXPECT_FALSE(aged.found());
  for (const char* kind : {"/units", "/shards"})
    for (const auto& entry : fs::recursive_directory_iterator(aged.store.directory() + kind))
      EXPECT_FALSE(entry.is_regular_file()) << entry.path();
}

TEST(Prune, KeepsWhatARunUsed) {
  Aged aged;
  aged.ageAll(31);
  EXPECT_TRUE(aged.found());
  aged.store.prune();
  EXPECT_TRUE(aged.found());
}

TEST(Prune, KeepsShardsThatANewUnitHas) {
  Aged aged;
  aged.ageAll(31);
  llvm::cantFail(aged.store.insert(aged.key, sampleUnit("/project/a.cpp")));
  aged.store.prune();
  EXPECT_TRUE(aged.found());
}

TEST(Prune, KeepsWhatIsYounger) {
  Aged aged;
  aged.ageAll(29);
  aged.store.prune();
  EXPECT_TRUE(aged.found());
}

TEST(Prune, LooksOnceADay) {
  Aged aged;
  aged.store.prune();
  const std::string left = aged.write("units/ab/rest.tmp", 2);
  aged.store.prune();
  EXPECT_TRUE(fs::exists(left));
  aged.age(aged.store.directory() + "/pruned", 2);
  aged.store.prune();
  EXPECT_FALSE(fs::exists(left));
}

TEST(Prune, RemovesTemporaryFilesThatNobodyWritesAnyMore) {
  Aged aged;
  const std::string old = aged.write("shards/ab/0.1a2b3c4d.tmp", 2);
  const std::string fresh = aged.write("shards/ab/0.5e6f7a8b.tmp", 0);
  aged.store.prune();
  EXPECT_FALSE(fs::exists(old));
  EXPECT_TRUE(fs::exists(fresh));
}

TEST(Prune, RemovesOtherVersionsEntriesAndNothingElse) {
  Aged aged;
  const std::string entry(30, 'a');
  const std::string other = aged.write("../v0/units/ab/" + entry, 31);
  const std::string notes = aged.write("../v0/units/notes.txt", 31);
  const std::string foreign = aged.write("../videos/units/ab/" + entry, 31);
  aged.store.prune();
  EXPECT_FALSE(fs::exists(other));
  EXPECT_TRUE(fs::exists(notes));
  EXPECT_TRUE(fs::exists(foreign));
}

} // namespace
