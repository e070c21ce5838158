#include "Facts/Store.h"

#include "Facts/Dump.h"
#include "Facts/Sample.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

using namespace nostall;
using namespace nostall::facts;
using test::sampleUnit;
using test::TemporaryFolder;

namespace {

std::string key(const std::string& name) { return hashBytes(name); }

Store open(const TemporaryFolder& folder) {
  llvm::Expected<Store> store = Store::open(folder / "cache");
  if (!store) ADD_FAILURE() << llvm::toString(store.takeError());
  return std::move(*store);
}

void insert(Store& store, const std::string& name, const Unit& unit) {
  if (llvm::Error error = store.insert(key(name), unit)) ADD_FAILURE() << llvm::toString(std::move(error));
}

/// Looks up with eyes fresh for what is on disk now.
std::optional<Unit> lookup(const Store& store, const std::string& name) {
  FileHashes files;
  return store.lookup(key(name), files);
}

/// A unit that read one file.
Unit unitReading(const std::string& path) {
  Unit unit = sampleUnit("/project/a.cpp");
  unit.dependencies = {{path, FileHashes().hash(path)}};
  return unit;
}

std::vector<std::filesystem::path> entries(const Store& store, const char* kind) {
  std::vector<std::filesystem::path> result;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(store.directory() + "/" + kind))
    if (entry.is_regular_file()) result.push_back(entry.path());
  return result;
}

void damage(const std::filesystem::path& file) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekp(-1, std::ios::end);
  stream.put('\x7f');
}

TEST(Hash, IsTheCanonicalXxh3) {
  EXPECT_EQ(hashBytes(""), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(FileHashes().hash("/nowhere/at all"), "");
  EXPECT_EQ(FileHashes().hash("/tmp"), "");
}

TEST(Hash, ReadsAFileOncePerRun) {
  TemporaryFolder folder;
  std::string file = folder.write("a", "one");
  FileHashes files;
  std::string before = files.hash(file);
  folder.write("a", "two");
  EXPECT_EQ(files.hash(file), before);
  EXPECT_NE(FileHashes().hash(file), before);
}

TEST(Store, GivesBackWhatWasInserted) {
  TemporaryFolder folder;
  Store store = open(folder);
  EXPECT_FALSE(lookup(store, "a"));
  insert(store, "a", sampleUnit("/project/a.cpp"));
  std::optional<Unit> unit = lookup(store, "a");
  ASSERT_TRUE(unit);
  EXPECT_EQ(toJson(*unit), toJson(sampleUnit("/project/a.cpp")));
  EXPECT_FALSE(lookup(store, "b"));
}

TEST(Store, KeepsAShardOnceHoweverManyUnitsSawIt) {
  TemporaryFolder folder;
  Store store = open(folder);
  insert(store, "a", sampleUnit("/project/shared.h"));
  insert(store, "b", sampleUnit("/project/shared.h"));
  EXPECT_EQ(entries(store, "shards").size(), 1u);
  EXPECT_EQ(entries(store, "units").size(), 2u);
}

TEST(Store, AChangedFileIsAMiss) {
  TemporaryFolder folder;
  Store store = open(folder);
  std::string header = folder.write("a.h", "int a;");
  insert(store, "a", unitReading(header));
  EXPECT_TRUE(lookup(store, "a"));
  folder.write("a.h", "int b;");
  EXPECT_FALSE(lookup(store, "a"));
  folder.write("a.h", "int a;");
  EXPECT_TRUE(lookup(store, "a"));
}

TEST(Store, AFileThatIsGoneIsAMiss) {
  TemporaryFolder folder;
  Store store = open(folder);
  std::string header = folder.write("a.h", "int a;");
  insert(store, "a", unitReading(header));
  std::filesystem::remove(header);
  EXPECT_FALSE(lookup(store, "a"));
}

TEST(Store, AFileThatWasMissingAndIsThereNowIsAMiss) {
  TemporaryFolder folder;
  Store store = open(folder);
  insert(store, "a", unitReading(folder / "generated.h"));
  EXPECT_TRUE(lookup(store, "a"));
  folder.write("generated.h", "int a;");
  EXPECT_FALSE(lookup(store, "a"));
}

TEST(Store, DamagedEntriesAreMissesAndCanBeReplaced) {
  for (const char* kind : {"units", "shards"}) {
    TemporaryFolder folder;
    Store store = open(folder);
    insert(store, "a", sampleUnit("/project/a.cpp"));
    damage(entries(store, kind).at(0));
    EXPECT_FALSE(lookup(store, "a")) << kind;
    insert(store, "a", sampleUnit("/project/a.cpp"));
    EXPECT_TRUE(lookup(store, "a")) << kind;
  }
}

TEST(Store, EmptyAndForeignFilesAreMisses) {
  TemporaryFolder folder;
  Store store = open(folder);
  insert(store, "a", sampleUnit("/project/a.cpp"));
  for (const std::string content : {"", "#!/bin/sh\n"}) {
    std::ofstream(entries(store, "units").at(0)) << content;
    EXPECT_FALSE(lookup(store, "a"));
    EXPECT_TRUE(store.allUnits().empty());
    insert(store, "a", sampleUnit("/project/a.cpp"));
  }
}

TEST(Store, AMissingShardIsAMiss) {
  TemporaryFolder folder;
  Store store = open(folder);
  insert(store, "a", sampleUnit("/project/a.cpp"));
  std::filesystem::remove(entries(store, "shards").at(0));
  EXPECT_FALSE(lookup(store, "a"));
}

TEST(Store, AKeyThatIsNoHashNamesNoFile) {
  TemporaryFolder folder;
  Store store = open(folder);
  FileHashes files;
  EXPECT_FALSE(store.lookupRecord("../../etc/passwd", files));
  EXPECT_FALSE(store.shardBytes("/etc/passwd"));
}

TEST(Store, ListsAllUnitsByMainFile) {
  TemporaryFolder folder;
  Store store = open(folder);
  for (const char* name : {"/p/c.cpp", "/p/a.cpp", "/p/b.cpp"})
    insert(store, name, sampleUnit(name));
  std::vector<std::string> files;
  for (const UnitRecord& record : store.allUnits())
    files.push_back(record.unit.mainFile);
  EXPECT_EQ(files, (std::vector<std::string>{"/p/a.cpp", "/p/b.cpp", "/p/c.cpp"}));
}

TEST(Store, AFolderThatCannotBeMadeIsAnError) {
  TemporaryFolder folder;
  llvm::Expected<Store> store = Store::open(folder.write("file", "") + "/cache");
  ASSERT_FALSE(store);
  EXPECT_NE(llvm::toString(store.takeError()).find("cannot create the cache folder"), std::string::npos);
}

TEST(Store, SeveralWritersAtOnceDoNotDisturbEachOther) {
  TemporaryFolder folder;
  std::vector<std::thread> writers;
  for (int writer = 0; writer != 4; ++writer)
    writers.emplace_back([&] {
      Store store = open(folder);
      for (int i = 0; i != 50; ++i) {
        std::string name = "/p/" + std::to_string(i) + ".cpp";
        insert(store, name, sampleUnit(name));
        EXPECT_TRUE(lookup(store, name));
      }
    });
  for (std::thread& writer : writers)
    writer.join();
  EXPECT_EQ(open(folder).allUnits().size(), 50u);
}

/// Inserts the same units again and again until it is killed.
[[noreturn]] void insertForEver(const std::string& directory) {
  llvm::Expected<Store> store = Store::open(directory);
  if (!store) ::_exit(1);
  for (int i = 0;; ++i) {
    std::string name = "/p/" + std::to_string(i) + ".cpp";
    llvm::consumeError(store->insert(key(name), sampleUnit(name)));
  }
}

TEST(Store, AKillLeavesWholeEntriesOnly) {
  TemporaryFolder folder;
  Store store = open(folder);
  for (int round = 1; round <= 25; ++round) {
    pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) insertForEver(folder / "cache");
    ::usleep(static_cast<useconds_t>(700 * round));
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child gave up by itself";
  }
  std::size_t files = 0;
  for (const auto& file : entries(store, "units"))
    files += file.extension() != ".tmp";
  EXPECT_GT(files, 0u);
  std::vector<UnitRecord> units = store.allUnits();
  EXPECT_EQ(units.size(), files) << "allUnits leaves out what does not decode";
  for (const UnitRecord& unit : units)
    EXPECT_TRUE(lookup(store, unit.unit.mainFile)) << unit.unit.mainFile;
}

} // namespace
