#include "Support/Files.h"

#include <llvm/Support/FileSystem.h>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

using namespace nostall::support;

namespace {

class Files : public testing::Test {
protected:
  Files() {
    std::string name = (std::filesystem::temp_directory_path() / "nostall-files-XXXXXX").string();
    EXPECT_NE(::mkdtemp(name.data()), nullptr);
    folder = name + "/";
  }
  ~Files() override { std::filesystem::remove_all(folder); }

  std::string folder;
};

std::string contentOf(const std::string& file) {
  llvm::Expected<std::string> content = readFile(file);
  return content ? *content : llvm::toString(content.takeError());
}

std::size_t filesIn(const std::string& folder) {
  std::filesystem::directory_iterator begin(folder);
  return static_cast<std::size_t>(std::distance(begin, std::filesystem::directory_iterator()));
}

TEST_F(Files, WrittenAndReadWhole) {
  const std::string bytes("a\0b\xff\n", 5);
  for (Durability durability : {Durability::Kill, Durability::PowerLoss}) {
    ASSERT_FALSE(writeAtomically(folder + "file", bytes, durability));
    EXPECT_EQ(contentOf(folder + "file"), bytes);
    EXPECT_EQ(filesIn(folder), 1u) << "a temporary file was left";
  }
}

TEST_F(Files, AFailedWriteLeavesNothing) {
  std::filesystem::create_directories(folder + "target/child");
  llvm::Error error = writeAtomically(folder + "target", "x");
  ASSERT_TRUE(bool(error));
  EXPECT_EQ(llvm::toString(std::move(error)), "cannot write `" + folder + "target`: Is a directory");
  EXPECT_EQ(filesIn(folder), 1u);
}

TEST_F(Files, AFolderThatDoesNotExistIsNotMade) {
  llvm::Error error = writeAtomically(folder + "none/file", "x");
  ASSERT_TRUE(bool(error));
  EXPECT_EQ(llvm::toString(std::move(error)),
            "cannot write `" + folder + "none/file`: No such file or directory");
  EXPECT_EQ(filesIn(folder), 0u);
}

TEST_F(Files, ALinkIsReplaced) {
  ASSERT_FALSE(writeAtomically(folder + "target", "old"));
  std::filesystem::create_symlink(folder + "target", folder + "link");
  ASSERT_FALSE(writeAtomically(folder + "link", "new"));
  EXPECT_EQ(contentOf(folder + "target"), "old");
  EXPECT_EQ(contentOf(folder + "link"), "new");
}

TEST_F(Files, WhatIsNoRegularFileIsNotRead) {
  ASSERT_EQ(::mkfifo((folder + "pipe").c_str(), 0600), 0);
  EXPECT_EQ(contentOf(folder + "pipe"), "cannot read `" + folder + "pipe`: not a regular file");
  EXPECT_EQ(contentOf(folder), "cannot read `" + folder + "`: Is a directory");
  EXPECT_EQ(contentOf(folder + "none"), "cannot read `" + folder + "none`: No such file or directory");
}

TEST(Paths, BecomeAbsoluteAndNormal) {
  EXPECT_EQ(absolutePath("b/../c/./d", "/a"), "/a/c/d");
  EXPECT_EQ(absolutePath("/x//y/", "/a"), "/x/y");
  EXPECT_EQ(absolutePath("", "/a"), "/a");
  EXPECT_EQ(absolutePath("../../../x", "/a"), "/x");
  EXPECT_EQ(absolutePath("x"), absolutePath("x", std::filesystem::current_path().string()));
}

TEST(Paths, LieInsideAFolderOrNot) {
  EXPECT_TRUE(isInside("/a/b", "/a"));
  EXPECT_TRUE(isInside("/a/b", "/a/"));
  EXPECT_TRUE(isInside("/a", "/a"));
  EXPECT_TRUE(isInside("/a", "/"));
  EXPECT_FALSE(isInside("/ab", "/a"));
  EXPECT_FALSE(isInside("/a", "/a/b"));
}

} // namespace
