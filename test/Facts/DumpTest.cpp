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

TEST(Dump, ShowsWhereTheValuesOfAModuleComeFrom) {
  llvm::json::Value dump = toJson(test::sampleShard());
  const llvm::json::Object& module = *dump.getAsObject()->getObject("module");
  EXPECT_EQ(text((*module.getArray("expressions"))[3]),
            R"({"async":true,"bytes":"50-72","keywords":["limit"],"kind":"call","operands":[1,2]})");
  EXPECT_EQ(text((*module.getArray("bindings"))[0]),
            R"({"annotation":4,"at":72,"block":1,"entity":0,"kind":"definition","name":"load",)"
            R"("scope":0,"value":5})");
  EXPECT_EQ(text((*module.getArray("attributes"))[0]),
            R"({"annotation":4,"name":"rows","object":0,"scope":1,"value":3})");
  EXPECT_EQ(text((*module.getArray("scopes"))[1]),
            R"({"bases":[4],"decorators":[4],"entity":0,"flags":["async","overload"],"kind":"function",)"
            R"("name":"load","parameters":[{"annotation":4,"default":2,"kind":"keyword-only",)"
            R"("name":"session"}],"parent":0,"returnAnnotation":4,"returned":[3],"yielded":[2]})");
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
