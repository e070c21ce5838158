// What nostall says must be what happens: each program under test/oracle/programs runs on real clients, with
// a recorder that notes where its event loop waited for the database (test/oracle/record.py), and nostall,
// which never runs it, has to report exactly these lines.

#include "Tool/Project.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <set>

namespace nostall::test {
namespace {

namespace fs = std::filesystem;
using Places = std::set<std::string>; ///< `file:line`

const fs::path Oracle = NOSTALL_SOURCE_DIR "/test/oracle";

std::vector<std::string> programs() {
  std::vector<std::string> names;
  for (const auto& file : fs::directory_iterator(Oracle / "programs"))
    if (file.path().extension() == ".py") names.push_back(file.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// Where the program's loop waited when it ran.
Places recorded(const Project& project, const fs::path& program) {
  const std::string command = "cd '" + project.root().string() + "' && /usr/bin/python3 '" +
                              (Oracle / "record.py").string() + "' '" + program.string() + "' .";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string text;
  char buffer[4096];
  while (pipe && std::fgets(buffer, sizeof buffer, pipe.get()))
    text += buffer;
  Places places;
  for (llvm::StringRef line : llvm::split(llvm::StringRef(text).trim(), '\n'))
    if (!line.empty()) places.insert(line.str());
  return places;
}

/// Where nostall's findings stand.
Places reported(const std::string& concise) {
  Places places;
  for (llvm::StringRef line : llvm::split(concise, '\n')) {
    const auto [file, rest] = line.split(':');
    if (!rest.empty()) places.insert((file + ":" + rest.split(':').first).str());
  }
  return places;
}

class OracleTest : public testing::TestWithParam<std::string> {};

TEST_P(OracleTest, ReportsWhatTheLoopWaitsFor) {
  Project project;
  const fs::path program = project.root() / (GetParam() + ".py");
  fs::copy(Oracle / "programs" / program.filename(), program);
  const Outcome run = project.nostall({"check", program.string(), "--output", "concise"});
  EXPECT_EQ(reported(run.out), recorded(project, program)) << run.out << run.err;
}

INSTANTIATE_TEST_SUITE_P(Programs, OracleTest, testing::ValuesIn(programs()),
                         [](const auto& info) { return info.param; });

/// The bundled service, asked for everything that it serves.
TEST(Oracle, AgreesOnTheBookingService) {
  for (const char* twin : {"blocking", "clean"}) {
    Project project;
    fs::copy(NOSTALL_SOURCE_DIR "/test/examples/fastapi-booking/" + std::string(twin), project.root(),
             fs::copy_options::recursive);
    const Outcome run = project.nostall({"check", "booking", "--output", "concise"});
    EXPECT_EQ(reported(run.out), recorded(project, Oracle / "drive_booking.py")) << twin << run.err;
  }
}

TEST(Oracle, RecordsTheLoopAndNothingElse) {
  Project project;
  for (const char* name : {"aiosqlite_calls.py", "sqlite3_calls.py"})
    fs::copy(Oracle / "programs" / name, project.root() / name);
  EXPECT_EQ(recorded(project, project.root() / "aiosqlite_calls.py"), Places{});
  EXPECT_GE(recorded(project, project.root() / "sqlite3_calls.py").size(), 10u);
}

} // namespace
} // namespace nostall::test
