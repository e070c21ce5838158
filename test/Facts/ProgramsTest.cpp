#include "Facts/Programs.h"

#include "TempFolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace nostall::facts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Program program(const std::string& database, const std::vector<std::string>& units) {
  Program program;
  program.database = database;
  for (const std::string& unit : units) {
    program.units.push_back({unit, "target", {"hash of " + unit}});
    program.files.push_back({unit, "content of " + unit});
  }
  return program;
}

class Programs : public ::testing::Test {
protected:
  void write(const Program& program, bool whole = true) {
    llvm::Error error = writeProgram(store, program, whole);
    EXPECT_FALSE(static_cast<bool>(error)) << llvm::toString(std::move(error));
  }

  nostall::testing::TempFolder folder;
  Store store = llvm::cantFail(Store::open(folder.path()));
};

TEST_F(Programs, AreFoundByTheirFiles) {
  Program first = program("/a/compile_commands.json", {"/a/a.cpp", "/a/b.cpp"});
  first.files.push_back({"/a/shared.h", "content"});
  write(first);
  write(program("/b/compile_commands.json", {"/a/b.cpp"}));
  EXPECT_THAT(programsWith(store, "/a/a.cpp"), ElementsAre(first));
  EXPECT_THAT(programsWith(store, "/a/b.cpp"), SizeIs(2));
  EXPECT_THAT(programsWith(store, "/a/shared.h"), ElementsAre(first));
  EXPECT_THAT(programsWith(store, "/a/c.cpp"), IsEmpty());
}

TEST_F(Programs, KeepUnitsThatAPartialRunDoesNotSpeakOf) {
  write(program("/p", {"/a.cpp", "/b.cpp"}));
  Program part = program("/p", {"/b.cpp"});
  part.units[0].shardHashes = {"new"};
  write(part, /*whole=*/false);
  const std::vector<Program> known = programsWith(store, "/a.cpp");
  ASSERT_THAT(known, SizeIs(1));
  EXPECT_THAT(known[0].units, SizeIs(2));
  EXPECT_THAT(known[0].units[1].shardHashes, ElementsAre("new"));
  write(part, /*whole=*/true);
  EXPECT_THAT(programsWith(store, "/a.cpp"), IsEmpty());
}

TEST_F(Programs, ThatAreDamagedAreNone) {
  write(program("/p", {"/a.cpp"}));
  ASSERT_THAT(store.keys("programs"), SizeIs(1));
  const std::string key = store.keys("programs").front();
  std::ofstream(store.directory() + "/programs/" + key.substr(0, 2) + "/" + key.substr(2)) << "nonsense";
  EXPECT_THAT(programsWith(store, "/a.cpp"), IsEmpty());
  write(program("/p", {"/a.cpp"}), /*whole=*/false);
  EXPECT_THAT(programsWith(store, "/a.cpp"), SizeIs(1));
}

} // namespace
} // namespace nostall::facts
