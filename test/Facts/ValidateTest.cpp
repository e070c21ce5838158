#include "Facts/Dump.h"
#include "Facts/Sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

using namespace nostall;
using namespace nostall::facts;
using testing::ElementsAre;

namespace {

/// What validate says of the sample after a change.
std::vector<std::string> problems(const std::function<void(Shard&)>& change) {
  Shard shard = test::sampleShard();
  change(shard);
  return validate(shard);
}

TEST(Validate, TheSampleIsValid) {
  EXPECT_THAT(problems([](Shard&) {}), ElementsAre());
}

TEST(Validate, IndicesStayInTheirTables) {
  EXPECT_THAT(problems([](Shard& s) { s.entities[0].calls[0].callee = 9; }),
              ElementsAre("entity 0: call 0: `callee` is 9, of 3"));
  EXPECT_THAT(problems([](Shard& s) { s.entities[0].calls[1].block = 2; }),
              ElementsAre("entity 0: call 1: `block` is 2, of 2"));
  EXPECT_THAT(problems([](Shard& s) { s.entities[0].symbol = None; }),
              ElementsAre("entity 0: `symbol` is 4294967295, of 3"));
  EXPECT_THAT(problems([](Shard& s) { s.types[0].arguments = {5}; }),
              ElementsAre("type 0: `arguments` is 5, of 2"));
  EXPECT_THAT(problems([](Shard& s) { s.entities[0].calls[0].receiver.type = 2; }),
              ElementsAre("entity 0: call 0: `value.type` is 2, of 2"));
  EXPECT_THAT(problems([](Shard& s) { s.suppressions[0].range.file = 2; }),
              ElementsAre("suppression 0: `range.file` is 2, of 2"));
  EXPECT_THAT(problems([](Shard& s) { s.entities[0].writes[0].slot = 7; }),
              ElementsAre("entity 0: write 0: `slot` is 7, of 3"));
  EXPECT_THAT(problems([](Shard& s) { s.entities[0].awaits[0].after = {1}; }),
              ElementsAre("entity 0: await 0: `after` is 1, of 1"));
}

TEST(Validate, IndicesOfTheModuleStayInTheirTables) {
  EXPECT_THAT(problems([](Shard& s) { s.entities[0].calls[0].expression = 6; }),
              ElementsAre("entity 0: call 0: `expression` is 6, of 6"));
  EXPECT_THAT(problems([](Shard& s) { s.module.expressions[1].operands = {1}; }),
              ElementsAre("expression 1: `operands` is 1, of 1"));
  EXPECT_THAT(problems([](Shard& s) { s.module.expressions[1].operands.clear(); }),
              ElementsAre("expression 1: an operand is missing"));
  EXPECT_THAT(problems([](Shard& s) { s.module.expressions[3].keywords.clear(); }),
              ElementsAre("expression 3: `keywords` is not parallel to the arguments"));
  EXPECT_THAT(problems([](Shard& s) { s.module.expressions[0].integer = -1; }),
              ElementsAre("expression 0: the scope has no such parameter"));
  EXPECT_THAT(problems([](Shard& s) { s.module.expressions[5].scope = None; }),
              ElementsAre("expression 5: `scope` is 4294967295, of 2"));
  EXPECT_THAT(problems([](Shard& s) { s.module.scopes[1].parent = 1; }),
              ElementsAre("scope 1: `parent` is 1, of 1"));
  EXPECT_THAT(problems([](Shard& s) { s.module.scopes[1].returned = {9}; }),
              ElementsAre("scope 1: `returned` is 9, of 6"));
  EXPECT_THAT(problems([](Shard& s) { s.module.bindings[0].block = 2; }),
              ElementsAre("binding 0: `block` is 2, of 2"));
  EXPECT_THAT(problems([](Shard& s) { s.module.attributes[0].object = None; }),
              ElementsAre("attribute 0: `object` is 4294967295, of 6"));
}

TEST(Validate, NothingLeadsBackToItself) {
  EXPECT_THAT(problems([](Shard& s) {
                s.symbols[1].overrides = {0};
                s.symbols[0].overrides = {1};
              }),
              ElementsAre("`symbols.overrides` of 1 leads back to itself"));
  EXPECT_THAT(problems([](Shard& s) { s.types[1].arguments = {1}; }),
              ElementsAre("`types.arguments` of 1 leads back to itself"));
  EXPECT_THAT(problems([](Shard& s) { s.entities[0].parent = 1; }),
              ElementsAre("`entities.parent` of 1 leads back to itself"));
  EXPECT_THAT(problems([](Shard& s) { s.entities[0].blocks[1].parent = 1; }),
              ElementsAre("entity 0: `blocks.parent` of 1 leads back to itself"));
}

TEST(Validate, TheBodyIsTheRootOfItsBlocks) {
  EXPECT_THAT(problems([](Shard& s) { s.entities[0].blocks[1].parent = None; }),
              ElementsAre("entity 0: block 1: `parent` is 4294967295, of 2"));
}

TEST(Validate, SetsAreSortedWithoutRepetition) {
  EXPECT_THAT(problems([](Shard& s) { s.entities[0].calls[0].after = {None, 0}; }),
              ElementsAre("entity 0: call 0: `after` is not sorted and unique"));
  EXPECT_THAT(problems([](Shard& s) { s.types[0].bases = {"a", "a"}; }),
              ElementsAre("type 0: `bases` is not sorted and unique"));
}

TEST(Validate, RangesEndAfterTheyBegin) {
  EXPECT_THAT(problems([](Shard& s) { s.entities[0].calls[0].name.end = {1, 1}; }),
              ElementsAre("entity 0: call 0: `name` ends before it begins"));
}

TEST(Validate, ManyProblemsAreCutShort) {
  EXPECT_EQ(problems([](Shard& s) { s.types[0].arguments.assign(10000, 99); }).size(), 50u);
}

} // namespace
