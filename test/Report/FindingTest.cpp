#include "Report/Sample.h"

#include <gmock/gmock.h>

#include <sstream>

namespace nostall {
namespace {

using namespace nostall::testing;

TEST(Finding, IsOrderedByPlaceFirst) {
  const Finding base = deepFinding();
  auto later = [&](auto change) {
    Finding finding = base;
    change(finding);
    return base < finding && !(finding < base);
  };
  EXPECT_FALSE(base < base);
  EXPECT_TRUE(later([](Finding& f) { f.location.file += "z", f.location.line = 1; }));
  EXPECT_TRUE(later([](Finding& f) { ++f.location.line, f.location.column = 1; }));
  EXPECT_TRUE(later([](Finding& f) { ++f.location.column, f.check = "a"; }));
  EXPECT_TRUE(later([](Finding& f) { f.check += "z", f.rule = "a"; }));
  EXPECT_TRUE(later([](Finding& f) { f.rule += "z", f.callee = "A"; }));
  EXPECT_TRUE(later([](Finding& f) { f.callee += "z"; }));
}

TEST(Finding, SeveritiesAreReadAsTheyAreWritten) {
  for (Severity severity : {Severity::Note, Severity::Warning, Severity::Error})
    EXPECT_EQ(severityNamed(name(severity)), severity);
  EXPECT_EQ(severityNamed("fatal"), std::nullopt);
}

TEST(Finding, PrintsItsPath) {
  Finding finding = deepFinding();
  finding.location.file = "/p/a.cpp";
  finding.message = "m";
  finding.path.resize(1);
  finding.path[0].location.file = "/p/a.cpp";
  std::ostringstream text;
  text << finding;
  EXPECT_EQ(text.str(), "/p/a.cpp:5:11: error: m [blocking-call: libpq-query] (certain, async)\n"
                        "  /p/a.cpp:4:12: context `handle`: coroutine");
}

} // namespace
} // namespace nostall
