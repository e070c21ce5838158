#include "Facts/Packs.h"

#include "Facts/Sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

using namespace nostall;
using namespace nostall::facts;
using test::TemporaryFolder;

namespace {

class PacksTest : public testing::Test {
protected:
  PacksTest() : store(llvm::cantFail(Store::open(folder / "cache"))), project(hashBytes("project")) {}

  /// The name of a file that exists.
  std::string file(const std::string& name) { return folder.write(name, ""); }
  Packs open() { return Packs(store, project); }
  void add(const std::string& name, const std::string& key, const std::string& shard) {
    Packs packs = open();
    packs.add(folder / name, key, "record of " + key, shard);
    EXPECT_FALSE(bool(packs.save()));
  }
  /// What is stored of a file's facts; `-` when nothing is.
  std::string find(const std::string& name, const std::string& key) {
    Packs packs = open();
    std::optional<Packs::Entry> entry = packs.find(folder / name, key);
    if (!entry) return "-";
    EXPECT_EQ(entry->record, "record of " + key);
    return entry->shard.str();
  }
  std::size_t countPacks() {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(store.directory() + "/packs"))
      count += entry.is_regular_file();
    return count;
  }

  TemporaryFolder folder;
  Store store;
  std::string project;
};

TEST_F(PacksTest, WhatIsAddedIsFoundByFileAndKey) {
  EXPECT_EQ(find("a", "1"), "-");
  add("a", "1", "shard");
  add("b", "1", "");
  EXPECT_EQ(find("a", "1"), "shard");
  EXPECT_EQ(find("b", "1"), "");
  EXPECT_EQ(find("a", "2"), "-");
  EXPECT_EQ(find("c", "1"), "-");
}

TEST_F(PacksTest, TheLastOfAFileCounts) {
  add("a", "1", "old");
  add("a", "2", "new");
  EXPECT_EQ(find("a", "1"), "-");
  EXPECT_EQ(find("a", "2"), "new");
}

TEST_F(PacksTest, ManyAdditionsStayFewFiles) {
  for (int i = 0; i != 100; ++i) {
    const std::string name = std::to_string(i % 30);
    file(name);
    add(name, std::to_string(i), "shard " + std::to_string(i));
  }
  EXPECT_LE(countPacks(), 9u);
  for (int i = 70; i != 100; ++i)
    EXPECT_EQ(find(std::to_string(i % 30), std::to_string(i)), "shard " + std::to_string(i));
}

TEST_F(PacksTest, FilesThatAreGoneAreForgotten) {
  file("kept");
  add("kept", "1", "shard");
  add("gone", "1", "shard");
  for (int i = 0; i != 20; ++i)
    add("kept", std::to_string(i), std::string(1000, 'x'));
  EXPECT_EQ(find("gone", "1"), "-");
  EXPECT_EQ(find("kept", "19"), std::string(1000, 'x'));
}

TEST_F(PacksTest, DamagedFilesCountAsAbsent) {
  add("a", "1", "shard");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(store.directory() + "/packs"))
    if (entry.is_regular_file()) std::filesystem::resize_file(entry.path(), 3);
  EXPECT_EQ(find("a", "1"), "-");
  add("a", "1", "shard");
  EXPECT_EQ(find("a", "1"), "shard");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(store.directory() + "/modules"))
    if (entry.is_regular_file()) std::filesystem::resize_file(entry.path(), 30);
  EXPECT_EQ(find("a", "1"), "-");
  add("a", "2", "shard");
  EXPECT_EQ(find("a", "2"), "shard");
}

} // namespace
