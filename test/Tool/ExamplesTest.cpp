// The bundled examples: each blocking program gives the findings in its expected list, each clean twin none.

#include "Golden.h"
#include "Tool/Project.h"

#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <sstream>

namespace nostall::test {
namespace {

using nostall::testing::matchesGolden;

const std::filesystem::path Examples = NOSTALL_SOURCE_DIR "/test/examples";

/// What pkg-config says of some modules, their folders as system ones.
std::vector<std::string> packageFlags(const std::string& modules) {
  const std::string command = "pkg-config --cflags " + modules;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string text;
  char buffer[4096];
  while (pipe && std::fgets(buffer, sizeof buffer, pipe.get()))
    text += buffer;
  std::istringstream words(text);
  std::vector<std::string> flags;
  for (std::string word; words >> word;)
    if (word.starts_with("-I"))
      flags.insert(flags.end(), {"-isystem", word.substr(2)});
    else
      flags.push_back(word);
  return flags;
}

/// Audits all sources below a folder of the examples and prints findings relative to that folder.
std::string audit(const std::string& folder, const std::vector<std::string>& flags, int expectedExit) {
  Project project;
  std::filesystem::copy(Examples / folder, project.root(), std::filesystem::copy_options::recursive);
  std::vector<std::filesystem::path> sources;
  for (const auto& file : std::filesystem::directory_iterator(project.root()))
    if (file.path().extension() == ".cpp") sources.push_back(file.path());
  std::sort(sources.begin(), sources.end());
  for (const std::filesystem::path& source : sources) {
    llvm::json::Array arguments{"c++", "-std=c++20"};
    for (const std::string& flag : flags)
      arguments.push_back(flag);
    arguments.push_back(source.string());
    project.entry(
        llvm::formatv("{0}", llvm::json::Value(llvm::json::Object{{"directory", project.root().string()},
                                                                  {"file", source.string()},
                                                                  {"arguments", std::move(arguments)}}))
            .str());
  }
  const Outcome run = project.nostall({"check", "--output", "concise"});
  EXPECT_EQ(run.exitCode, expectedExit) << run.out << run.err;
  return run.out;
}

std::vector<std::string> asioFlags() {
  std::vector<std::string> flags = packageFlags("libpq sqlite3");
  flags.insert(flags.end(), {"-DASIO_STANDALONE", "-DASIO_HAS_CO_AWAIT", "-DASIO_HAS_STD_COROUTINE"});
  return flags;
}

std::vector<std::string> qtFlags() {
  std::vector<std::string> flags = packageFlags("Qt6Core Qt6Sql Qt6Concurrent");
  flags.insert(flags.end(), {"-fPIC", "-isystem", "/usr/include/qcoro6/QCoro", "-isystem",
                             "/usr/include/qcoro6/qcoro", "-isystem", "/usr/include/qcoro6"});
  return flags;
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
