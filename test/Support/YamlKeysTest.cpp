#include "Support/YamlKeys.h"

#include <llvm/Support/FormatVariadic.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::yaml {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

enum class Colour { Red, Blue };
constexpr std::pair<std::string_view, Colour> ColourWords[] = {{"red", Colour::Red}, {"blue", Colour::Blue}};

struct Wheel {
  unsigned size = 0;
};
struct Cart {
  std::string name;
  std::optional<std::string> note;
  std::vector<std::string> owners;
  std::optional<bool> sold;
  Colour colour = Colour::Red;
  std::vector<Wheel> wheels;
};

const Table<Wheel>& wheelTable() {
  static const Table<Wheel> table{
      "wheel", "a wheel", {keys::number("size", "in inches", &Wheel::size).required()}};
  return table;
}
const Table<Cart>& cartTable() {
  static const Table<Cart> table{
      "cart",
      "a cart",
      {keys::text("name", "its name", &Cart::name).required(), keys::text("note", "a note", &Cart::note),
       keys::texts("owners", "whose it is", &Cart::owners), keys::flag("sold", "gone", &Cart::sold),
       keys::word("colour", "its paint", &Cart::colour, Words<Colour>(ColourWords)),
       keys::list("wheels", "what it stands on", &Cart::wheels, &wheelTable)},
      [](Reader& reader, const Node& node, Cart& cart) {
        if (cart.wheels.empty()) reader.warning(node.place, "a cart without wheels");
      }};
  return table;
}

class KeyTable : public testing::Test {
protected:
  Cart cart(std::string_view text) {
    Cart result;
    Reader reader("f.yaml", problems);
    if (auto node = parse(text, "f.yaml", problems)) readTable(reader, *node, cartTable(), result);
    return result;
  }
  std::vector<std::string> said() {
    std::vector<std::string> lines;
    for (const Problem& problem : problems)
      lines.push_back(llvm::formatv("{0}:{1}: {2}", problem.line, problem.column, problem.text));
    return lines;
  }
  std::vector<Problem> problems;
};

TEST_F(KeyTable, ReadsEveryKind) {
  Cart read =
      cart("name: old\nnote: 3\nowners: me\nsold: true\ncolour: blue\nwheels: [{size: 20}, {size: 24}]\n");
  EXPECT_THAT(said(), IsEmpty());
  EXPECT_EQ(read.name, "old");
  EXPECT_EQ(read.note, "3");
  EXPECT_THAT(read.owners, ElementsAre("me"));
  EXPECT_EQ(read.sold, true);
  EXPECT_EQ(read.colour, Colour::Blue);
  ASSERT_EQ(read.wheels.size(), 2u);
  EXPECT_EQ(read.wheels[1].size, 24u);
}
TEST_F(KeyTable, ReportsWhatDoesNotFit) {
  cart("colour: blau\nwheels:\n  - {size: x}\n  - flat\n  - {}\nfoo: 1\n");
  EXPECT_THAT(said(),
              ElementsAre("1:1: a cart needs the key `name`",
                          "1:9: `colour` cannot be `blau`; did you mean `blue`?",
                          "3:12: `size` is `x`; it must be a whole number from 0",
                          "4:5: a wheel is `flat`; it must be a mapping of keys to values",
                          "5:5: a wheel needs the key `size`",
                          "6:1: unknown key `foo` in a cart; known: `name`, `note`, `owners`, `sold`, "
                          "`colour`, `wheels`"));
}
TEST_F(KeyTable, ChecksTheWhole) {
  cart("name: x\n");
  EXPECT_THAT(said(), ElementsAre("1:1: a cart without wheels"));
}
TEST_F(KeyTable, RootMustBeAMapping) {
  cart("- x\n");
  EXPECT_THAT(said(), ElementsAre("1:1: a cart is a list; it must be a mapping of keys to values"));
}
TEST(KeySchema, FollowsTheTable) {
  EXPECT_EQ(llvm::formatv("{0:2}", schemaDocument(wheelTable(), "Wheels")).str(), R"({
  "$defs": {},
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "additionalProperties": false,
  "properties": {
    "size": {
      "description": "in inches",
      "minimum": 0,
      "type": "integer"
    }
  },
  "required": [
    "size"
  ],
  "title": "Wheels",
  "type": "object"
})");
  llvm::json::Value carts = schemaDocument(cartTable(), "Carts");
  EXPECT_TRUE(carts.getAsObject()->getObject("$defs")->getObject("wheel"));
}

} // namespace
} // namespace nostall::yaml
