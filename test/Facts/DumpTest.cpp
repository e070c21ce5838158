#include "Facts/Dump.h"

#include "Facts/Sample.h"

#include <llvm/Support/FormatVariadic.h>

#include <gtest/gtest.h>

using namespace nostall;
using namespace nostall::facts;

namespace {

std::string text(const llvm::json::Value& value) { return llvm::formatv("{0}", value).str(); }

TEST(Dump, SaysWhatIsSetAndNothingElse) {
  Shard shard;
  shard.files = {"/a.cpp"};
  EXPECT_EQ(text(toJson(shard)), R"({"files":["/a.cpp"],"language":"c++"})");
}

TEST(Dump, SpellsKindsFlagsAndPlaces) {
  llvm::json::Value dump = toJson(test::sampleShard());
  const llvm::json::Object& call =
      *(*(*dump.getAsObject()->getArray("entities"))[0].getAsObject()->getArray("calls"))[0].getAsObject();
  EXPECT_EQ(text(*call.get("kind")), R"("method")");
  EXPECT_EQ(text(*call.get("flags")), R"(["awaited","virtual"])");
  EXPECT_EQ(text(*call.get("name")), R"("0:12:8-12:12")");
  EXPECT_EQ(text(*call.get("after")), "[0,null]");
  EXPECT_EQ(text(*call.get("receiver")),
            R"({"kind":"member","source":"pool_","text":"this->pool_","type":0})");
}

TEST(Dump, TextThatIsNotUtf8IsMended) {
  Shard shard;
  shard.files = {"/caf\xe9.cpp"};
  EXPECT_EQ(text(toJson(shard)), "{\"files\":[\"/caf\xef\xbf\xbd.cpp\"],\"language\":\"c++\"}");
}

TEST(Dump, AUnitShowsItsStatus) {
  Unit unit;
  unit.mainFile = "/a.cpp";
  unit.status = UnitStatus::TimedOut;
  unit.dependencies = {{"/a.cpp", "00"}};
  EXPECT_EQ(text(toJson(unit)), R"({"dependencies":[{"hash":"00","path":"/a.cpp"}],"language":"c++",)"
                                R"("mainFile":"/a.cpp","status":"timed out"})");
}

} // namespace
