// The bundled examples: each blocking program gives the findings in its expected list, each clean twin none.

#include "Tool/Examples.h"

#include "Golden.h"

#include <gtest/gtest.h>

namespace nostall::test {
namespace {

using nostall::testing::matchesGolden;

/// Audits all sources below a folder of the examples and prints findings relative to that folder.
std::string audit(const std::string& folder, const std::vector<std::string>& flags, int expectedExit) {
  Project project;
  addExample(project, folder, flags);
  const Outcome run = project.nostall({"check", "--output", "concise"});
  EXPECT_EQ(run.exitCode, expectedExit) << run.out << run.err;
  return run.out;
}

TEST(Examples, AsioLedger) {
  EXPECT_TRUE(
      matchesGolden("test/examples/asio-ledger/expected.txt", audit("asio-ledger/blocking", asioFlags(), 1)));
}
TEST(Examples, AsioLedgerClean) { EXPECT_EQ(audit("asio-ledger/clean", asioFlags(), 0), ""); }
TEST(Examples, QCoroNotes) {
  EXPECT_TRUE(
      matchesGolden("test/examples/qcoro-notes/expected.txt", audit("qcoro-notes/blocking", qtFlags(), 1)));
}
TEST(Examples, FastApiBooking) {
  EXPECT_TRUE(
      matchesGolden("test/examples/fastapi-booking/expected.txt", audit("fastapi-booking/blocking", {}, 1)));
}
TEST(Examples, FastApiBookingClean) { EXPECT_EQ(audit("fastapi-booking/clean", {}, 0), ""); }
TEST(Examples, QCoroNotesClean) { EXPECT_EQ(audit("qcoro-notes/clean", qtFlags(), 0), ""); }

} // namespace
} // namespace nostall::test
