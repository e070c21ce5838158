// What a function's own declaration says of where it runs.

#include "Build.h"

#include <gmock/gmock.h>

namespace nostall::rules {
namespace {

const char* const Qt = R"(
framework: qt
task-types:
  - type: QCoro::Task
  - {type: QCoro::Generator, generator: true}
entry-points:
  - overrides: ["QWidget::*Event"]
    unless-bases: [QThread]
  - {overrides: QThread::run, runs: pool}
  - functions: app::on_*
  - parameters: yield_context
  - annotations: "qt::slot"
    bases: QWidget
  - results: Reactor
  - slots: Behavior::*
)";

class Contexts : public testing::Test {
protected:
  std::optional<Matcher::ContextMatch> context(facts::Index symbol) {
    return matcher.context(b.shard, b.shard.symbols[symbol]);
  }
  facts::Index returning(facts::Index type) {
    facts::Index symbol = b.symbol("f");
    b.shard.symbols[symbol].returnType = type;
    return symbol;
  }

  Build b;
  Catalogue catalogue = catalogueOf({Qt});
  Matcher matcher{catalogue};
};

TEST_F(Contexts, TaskTypes) {
  auto task = context(returning(b.type("QCoro::Task<int>", "QCoro::Task")));
  ASSERT_TRUE(task && task->task);
  EXPECT_FALSE(task->task->generator);
  EXPECT_EQ(task->framework->name, "qt");
  EXPECT_EQ(task->entry, nullptr);
  EXPECT_TRUE(context(returning(b.record("QCoro::Generator")))->task->generator);
  EXPECT_FALSE(context(returning(b.record("std::future"))));
  EXPECT_FALSE(context(returning(b.type("int"))));
}
TEST_F(Contexts, Overrides) {
  facts::Index paint = b.method("QWidget", "paintEvent");
  facts::Index label = b.method("QLabel", "paintEvent");
  b.shard.symbols[label].overrides = {paint};
  facts::Index own = b.method("MyLabel", "paintEvent", {"QLabel", "QWidget"}, 0);
  b.shard.symbols[own].overrides = {label};
  ASSERT_TRUE(context(own));
  EXPECT_EQ(context(own)->entry->runs, Runs::Loop);
  EXPECT_FALSE(context(b.method("MyLabel", "paintEvent"))) << "of that name, but it overrides nothing";
  b.shard.symbols[own].recordBases.push_back("QThread");
  EXPECT_FALSE(context(own)) << "unless-bases";
}
TEST_F(Contexts, ThreadsOfTheirOwn) {
  facts::Index run = b.method("MyThread", "run");
  facts::Index base = b.method("QThread", "run");
  b.shard.symbols[run].overrides = {base};
  EXPECT_EQ(context(run)->entry->runs, Runs::Pool);
}
TEST_F(Contexts, NamesParametersAndResults) {
  EXPECT_TRUE(context(b.symbol("app::on_start")));
  facts::Index yields = b.symbol("g");
  b.shard.symbols[yields].parameters = {b.type("int"), b.type("yield_context &", "yield_context")};
  EXPECT_TRUE(context(yields));
  EXPECT_TRUE(context(returning(b.type("Reactor *", "Reactor"))));
  EXPECT_TRUE(context(returning(b.type("MyReactor *", "MyReactor", {"Reactor"})))) << "derived";
}
TEST_F(Contexts, AnnotationsOfSomeClasses) {
  facts::Index slot = b.method("W", "onClick", {"QObject", "QWidget"}, 0);
  b.shard.symbols[slot].annotations = {"qt::slot"};
  EXPECT_TRUE(context(slot));
  facts::Index other = b.method("O", "onClick", {"QObject"}, 0);
  b.shard.symbols[other].annotations = {"qt::slot"};
  EXPECT_FALSE(context(other));
}
TEST_F(Contexts, Slots) {
  EXPECT_TRUE(context(b.symbol("Behavior::message", "", {}, facts::SF_Slot)));
  EXPECT_FALSE(context(b.symbol("Behavior::message"))) << "a function of that name";
  EXPECT_FALSE(context(b.symbol("app::on_message", "", {}, facts::SF_Slot)))
      << "a variable named like a function";
}
TEST_F(Contexts, OtherLanguages) {
  b.shard.language = Language::Python;
  EXPECT_FALSE(context(b.symbol("app::on_start")));
}

} // namespace
} // namespace nostall::rules
