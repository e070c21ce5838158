#include "Driver/Driver.h"
#include "Facts/Sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

using namespace nostall;
using namespace nostall::driver;
using test::TemporaryFolder;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

namespace {

class DatabaseFile : public testing::Test {
protected:
  /// Loads a database of this text, with `a.cpp` and `b.cpp` beside it.
  Database load(const std::string& json) {
    llvm::Expected<Database> database = read(json);
    if (database) return std::move(*database);
    ADD_FAILURE() << llvm::toString(database.takeError());
    return {};
  }
  std::string errorOf(const std::string& json) {
    llvm::Expected<Database> database = read(json);
    return database ? "loaded" : llvm::toString(database.takeError());
  }
  llvm::Expected<Database> read(const std::string& json) {
    folder.write("a.cpp", "");
    folder.write("b.cpp", "");
    return loadDatabase(folder.write("compile_commands.json", json));
  }
  std::string entry(const std::string& file, const std::string& command) {
    return R"({"directory": ")" + folder.path().string() + R"(", "file": ")" + file + R"(", "command": ")" +
           command + "\"}";
  }
  /// Main files, without the folder.
  std::vector<std::string> files(const Database& database) {
    std::vector<std::string> names;
    for (const cxx::UnitCommand& command : database.commands)
      names.push_back(std::filesystem::path(command.file).lexically_relative(folder.path()));
    return names;
  }
  /// Notes, without the database's own name in front.
  std::vector<std::string> notes(const Database& database) {
    std::vector<std::string> texts;
    for (std::string note : database.notes) {
      const std::string prefix = "`" + folder / "compile_commands.json" + "`";
      if (note.starts_with(prefix)) note = note.substr(prefix.size() + 2);
      texts.push_back(note);
    }
    return texts;
  }

  TemporaryFolder folder;
};

TEST_F(DatabaseFile, UnitsAreSortedByFile) {
  Database database = load("[" + entry("b.cpp", "c++ -c b.cpp") + "," + entry("a.cpp", "c++ -c a.cpp") + "]");
  EXPECT_THAT(files(database), ElementsAre("a.cpp", "b.cpp"));
  EXPECT_THAT(notes(database), IsEmpty());
  EXPECT_EQ(database.file, folder / "compile_commands.json");
}

TEST_F(DatabaseFile, AFolderStandsForItsDatabase) {
  load("[" + entry("a.cpp", "c++ -c a.cpp") + "]");
  llvm::Expected<Database> database = loadDatabase(folder.path());
  ASSERT_TRUE(bool(database));
  EXPECT_THAT(files(*database), ElementsAre("a.cpp"));
}

TEST_F(DatabaseFile, ACommandIsSplitAsAShellDoes) {
  Database database = load("[" + entry("a.cpp", R"(c++ -DNAME=\"a b\" '-DX=$y' -c a.cpp)") + "]");
  ASSERT_EQ(database.commands.size(), 1u);
  EXPECT_THAT(database.commands[0].arguments,
              testing::AllOf(testing::Contains("NAME=a b"), testing::Contains("X=$y")));
}

TEST_F(DatabaseFile, AWindowsCommandKeepsItsBackslashes) {
  Database database = load("[" + entry("a.cpp", R"(C:\\tools\\cl.exe /Ic:\\inc\\x /c a.cpp)") + "]");
  ASSERT_EQ(database.commands.size(), 1u);
  EXPECT_THAT(database.commands[0].arguments, testing::Contains(HasSubstr(R"(c:\inc\x)")));
}

TEST_F(DatabaseFile, ARelativeDirectoryIsTakenFromTheDatabase) {
  folder.write("sub/c.cpp", "");
  Database database = load(R"([{"directory": "sub", "file": "c.cpp", "arguments": ["c++", "c.cpp"]}])");
  EXPECT_THAT(files(database), ElementsAre("sub/c.cpp"));
  EXPECT_EQ(database.commands[0].directory, folder / "sub");
}

TEST_F(DatabaseFile, EntriesThatRepeatOneAreIgnored) {
  std::string a = entry("a.cpp", "c++ -c a.cpp");
  Database database = load("[" + a + "," + a + "," + entry("a.cpp", "c++ -DX -c a.cpp") + "]");
  EXPECT_THAT(files(database), ElementsAre("a.cpp", "a.cpp"));
  EXPECT_THAT(notes(database), ElementsAre("1 entries repeat another one; ignored"));
}

TEST_F(DatabaseFile, WhatIsWrongWithAnEntryIsANote) {
  Database database = load(R"([7, {}, {"file": 3}, {"file": "a.cpp"}, {"file": "a.cpp", "arguments": [1]},
                               {"directory": "/", "file": "a.cpp", "command": "  "},)" +
                           entry("a.cpp", "c++ -c a.cpp") + "]");
  EXPECT_THAT(files(database), ElementsAre("a.cpp"));
  EXPECT_THAT(notes(database),
              ElementsAre("entry 1: not an object; ignored", "entry 2 and 1 more: no `file`; ignored",
                          "entry 4 and 1 more: no `directory`; took the database's own folder",
                          "entry 4: neither `arguments` nor `command`; ignored",
                          "entry 5: `arguments` holds something other than text; ignored",
                          "entry 6: an empty command; ignored"));
}

TEST_F(DatabaseFile, FilesThatDoNotExistAreNoted) {
  Database database =
      load("[" + entry("a.cpp", "c++ -c a.cpp") + "," + entry("gone.cpp", "c++ -c gone.cpp") + "]");
  EXPECT_THAT(files(database), ElementsAre("a.cpp", "gone.cpp"));
  EXPECT_THAT(notes(database),
              ElementsAre("1 of the files do not exist, the first is `" + folder / "gone.cpp" + "`"));
}

TEST_F(DatabaseFile, OtherLanguagesAreNoted) {
  Database database = load("[" + entry("a.cpp", "c++ -c a.cpp") + "," + entry("x.s", "as x.s") + "]");
  EXPECT_THAT(files(database), ElementsAre("a.cpp"));
  EXPECT_THAT(notes(database), ElementsAre("1 entries are no C or C++ sources; ignored"));
}

TEST_F(DatabaseFile, BrokenTextIsAnErrorWithItsPlace) {
  EXPECT_THAT(errorOf("[{\"file\":\n oops}]"), HasSubstr("compile_commands.json` is not JSON: [2:2, byte="));
  EXPECT_THAT(errorOf(""), HasSubstr("is not JSON"));
  EXPECT_THAT(errorOf("{}"), HasSubstr("is not a list of compile commands"));
  EXPECT_THAT(errorOf("[]"), HasSubstr("lists no unit"));
  EXPECT_THAT(errorOf("[{}]"), HasSubstr("lists no C or C++ source that can be analysed"));
  EXPECT_THAT(errorOf(std::string(1 << 20, '[')), HasSubstr("nests too deep"));
}

TEST_F(DatabaseFile, BracketsInTextDoNotNest) {
  EXPECT_THAT(
      files(load("[" + entry("a.cpp", "c++ -DX=" + std::string(100, '[') + R"(\\\" -c a.cpp)") + "]")),
      ElementsAre("a.cpp"));
}

TEST_F(DatabaseFile, AByteOrderMarkAndForeignBytesAreTolerated) {
  Database database = load("\xEF\xBB\xBF[" + entry("a.cpp", "c++ -DX=\xe9 -c a.cpp") + "]");
  EXPECT_THAT(files(database), ElementsAre("a.cpp"));
  EXPECT_THAT(database.notes, ElementsAre(HasSubstr("is not UTF-8")));
}

TEST_F(DatabaseFile, ADanglingLinkIsNamed) {
  std::filesystem::create_symlink("/nowhere/x.json", folder.path() / "compile_commands.json");
  llvm::Expected<Database> database = loadDatabase(folder / "compile_commands.json");
  ASSERT_FALSE(database);
  EXPECT_EQ(llvm::toString(database.takeError()),
            "`" + folder / "compile_commands.json" +
                "` is a link to `/nowhere/x.json`, which does not exist");
}

/// The database found from `start`, relative to the folder; or the error.
std::string found(const TemporaryFolder& folder, const std::string& start = "") {
  llvm::Expected<std::string> file = findDatabase(folder / start);
  if (!file) return llvm::toString(file.takeError());
  return std::filesystem::path(*file).lexically_relative(folder.path());
}

TEST(FindDatabase, TheFoldersOwnComesFirst) {
  TemporaryFolder folder;
  folder.write("build/compile_commands.json", "");
  folder.write("compile_commands.json", "");
  EXPECT_EQ(found(folder), "compile_commands.json");
}

TEST(FindDatabase, LooksIntoTheUsualBuildFolders) {
  for (const char* place : {"build/", "build/release/", "out/build/x64-debug/", "cmake-build-debug/",
                            "builddir/", "_build/", "out/Default/"}) {
    TemporaryFolder folder;
    folder.write("src/a.cpp", "");
    folder.write(std::string(place) + "compile_commands.json", "");
    EXPECT_EQ(found(folder), std::string(place) + "compile_commands.json");
    EXPECT_EQ(found(folder, "src"), std::string(place) + "compile_commands.json");
  }
}

TEST(FindDatabase, OfSeveralTheYoungestWins) {
  TemporaryFolder folder;
  std::string old = folder.write("build/debug/compile_commands.json", "");
  folder.write("build/release/compile_commands.json", "");
  std::filesystem::last_write_time(old, std::filesystem::last_write_time(old) - std::chrono::hours(1));
  EXPECT_EQ(found(folder), "build/release/compile_commands.json");
}

TEST(FindDatabase, TheNearestWins) {
  TemporaryFolder folder;
  folder.write("compile_commands.json", "");
  folder.write("sub/build/compile_commands.json", "");
  EXPECT_EQ(found(folder, "sub"), "sub/build/compile_commands.json");
}

TEST(FindDatabase, WithoutOneSaysHowToMakeIt) {
  TemporaryFolder folder;
  std::string error = found(folder);
  for (const char* tool : {"CMake", "Meson", "Bazel", "bear -- make"})
    EXPECT_THAT(error, HasSubstr(tool));
  EXPECT_THAT(error, StartsWith("no compile_commands.json in `" + folder.path().string() + "`"));
}

TEST(FindDatabase, ADanglingLinkIsNamedUnlessAnotherIsFound) {
  TemporaryFolder folder;
  std::filesystem::create_symlink("build/compile_commands.json", folder.path() / "compile_commands.json");
  EXPECT_THAT(found(folder),
              HasSubstr("is a link to `build/compile_commands.json`, which does not exist; make one"));
  folder.write("build/release/compile_commands.json", "");
  EXPECT_EQ(found(folder), "build/release/compile_commands.json");
}

} // namespace
