#include "Driver/Workers.h"

#include "Facts/Sample.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>

using namespace nostall;
using namespace nostall::driver;
using facts::UnitStatus;
using test::TemporaryFolder;
using testing::HasSubstr;

namespace {

/// Runs units of these names and remembers how each ended.
class Workers : public testing::Test {
protected:
  Workers() { options.program = NOSTALL_TEST_WORKER; }
  ~Workers() override {
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a worker was not waited for";
    EXPECT_EQ(descriptors(), descriptorsBefore);
  }

  void run(const std::vector<std::string>& names) {
    std::vector<Request> requests;
    for (const std::string& name : names) {
      requests.emplace_back();
      requests.back().command.file = folder.write(name + ".cpp", "");
      requests.back().memory = memory;
    }
    llvm::Error error = runUnits(options, requests, [&](std::size_t request, Answer answer) {
      EXPECT_TRUE(units.try_emplace(names[request], answer.record.unit).second) << "answered twice";
      if (afterEach) afterEach();
    });
    if (error) ADD_FAILURE() << llvm::toString(std::move(error));
  }

  static std::size_t descriptors() {
    std::filesystem::directory_iterator begin("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin, std::filesystem::directory_iterator()));
  }

  /// Runs one unit between good ones: they must not suffer.
  facts::Unit between(const std::string& name) {
    run({"a", "b", name, "c", "d"});
    for (const char* good : {"a", "b", "c", "d"})
      EXPECT_EQ(units[good].status, UnitStatus::Complete) << good;
    return units[name];
  }

  TemporaryFolder folder;
  PoolOptions options;
  std::uint64_t memory = 0;
  std::function<void()> afterEach;
  std::map<std::string, facts::Unit> units;
  std::size_t descriptorsBefore = descriptors();
};

TEST_F(Workers, AnswerEveryUnit) {
  options.jobs = 3;
  std::vector<std::string> names;
  for (int i = 0; i != 40; ++i)
    names.push_back("unit" + std::to_string(i));
  run(names);
  EXPECT_EQ(units.size(), names.size());
  for (const auto& [name, unit] : units)
    EXPECT_EQ(unit.status, UnitStatus::Complete) << name;
}

TEST_F(Workers, ACrashLosesItsUnitAlone) {
  facts::Unit unit = between("crash");
  EXPECT_EQ(unit.status, UnitStatus::Crashed);
  EXPECT_EQ(unit.message, "killed by signal 11 (Segmentation fault)");
  EXPECT_EQ(unit.mainFile, folder / "crash.cpp");
}

TEST_F(Workers, AHangEndsAtItsTimeout) {
  options.unitTimeout = std::chrono::milliseconds(1500);
  facts::Unit unit = between("hang");
  EXPECT_EQ(unit.status, UnitStatus::TimedOut);
  EXPECT_EQ(unit.message, "not done after 1.5 s; allow more with `--unit-timeout`");
}

TEST_F(Workers, AnExitIsACrashWithItsCode) {
  EXPECT_EQ(between("exit").message, "the worker ended with exit code 7");
  EXPECT_EQ(units["exit"].status, UnitStatus::Crashed);
}

TEST_F(Workers, TheLastWordsAreKept) {
  EXPECT_EQ(between("fatal").message, "the worker ended with exit code 1: LLVM ERROR: something is wrong");
}

TEST_F(Workers, AKillBySomeoneElseIsTakenForWantOfMemory) {
  EXPECT_EQ(between("killed").status, UnitStatus::OutOfMemory);
}

TEST_F(Workers, AWorkerKilledWithItsUnitIsReplaced) {
  EXPECT_EQ(between("orphan").status, UnitStatus::OutOfMemory);
}

TEST_F(Workers, AMemoryLimitEndsTheUnitThatNeedsMore) {
#if __has_feature(address_sanitizer)
  GTEST_SKIP() << "the sanitizer reserves more than any limit";
#endif
  memory = 1ull << 30;
  EXPECT_EQ(between("memory").status, UnitStatus::OutOfMemory);
  EXPECT_EQ(units["memory"].message, "memory ran out");
}

TEST_F(Workers, GarbageIsNoAnswer) {
  EXPECT_EQ(between("garbage").status, UnitStatus::Crashed);
  EXPECT_EQ(units["garbage"].message, "the worker sent something that is no message");
}

TEST_F(Workers, AnAnswerForAnotherUnitIsNoAnswer) {
  EXPECT_EQ(between("other").message, "the worker answered for another unit");
}

TEST_F(Workers, PrintingDoesNotDisturbAnswers) { EXPECT_EQ(between("noisy").status, UnitStatus::Complete); }

/// Descriptors that whoever started this test left open for every program.
std::size_t inheritable() {
  std::size_t count = 0;
  for (int number = 3; number != 256; ++number) {
    int flags = ::fcntl(number, F_GETFD);
    count += flags >= 0 && !(flags & FD_CLOEXEC);
  }
  return count;
}

TEST_F(Workers, HoldNothingOpenButTheirOwnChannel) {
  options.jobs = 4;
  run({"a", "b", "c", "d", "e", "f", "g", "descriptors"});
  EXPECT_EQ(units["descriptors"].notes, std::vector<std::string>{std::to_string(inheritable() + 1)});
}

TEST_F(Workers, StopEndsWhatRunsAndStartsNothing) {
  std::atomic<bool> stop = false;
  options.stop = &stop;
  afterEach = [&] { stop = true; };
  run({"a", "hang", "b", "c"});
  EXPECT_EQ(units.size(), 1u);
  EXPECT_TRUE(units.contains("a"));
}

/// Whether the process ends within a time that only a mistake exceeds.
bool ends(pid_t process) {
  for (int i = 0; i != 1000; ++i) {
    if (::kill(process, 0) != 0) return true;
    std::string state;
    std::ifstream status("/proc/" + std::to_string(process) + "/stat");
    status >> state >> state >> state;
    if (state == "Z") return true; // nobody may be there to wait for an orphan
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

TEST_F(Workers, TheChildOfAKilledWorkerDiesToo) {
  options.unitTimeout = std::chrono::milliseconds(500);
  run({"hang"});
  pid_t process = 0;
  std::ifstream(folder / "hang.cpp.pid") >> process;
  ASSERT_GT(process, 0);
  EXPECT_TRUE(ends(process));
}

TEST_F(Workers, DieWithTheirDriver) {
  pid_t driver = ::fork();
  ASSERT_GE(driver, 0);
  if (driver == 0) {
    run({"hang"});
    ::_exit(0);
  }
  pid_t process = 0;
  for (int i = 0; i != 1000 && process == 0; ++i) {
    std::ifstream(folder / "hang.cpp.pid") >> process;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ASSERT_GT(process, 0);
  ::kill(driver, SIGKILL);
  ::waitpid(driver, nullptr, 0);
  EXPECT_TRUE(ends(process));
}

TEST_F(Workers, AProgramThatCannotBeStartedIsAnError) {
  options.program = folder / "nothing";
  std::vector<Request> requests(1);
  llvm::Error error = runUnits(options, requests, [](std::size_t, Answer) { ADD_FAILURE(); });
  EXPECT_EQ(llvm::toString(std::move(error)),
            "cannot start `" + options.program + "`: No such file or directory");
}

TEST_F(Workers, AProgramThatIsNoWorkerLosesItsUnitsAndEnds) {
  options.program = "/bin/true";
  run({"a", "b"});
  EXPECT_EQ(units["a"].status, UnitStatus::Crashed);
  EXPECT_EQ(units["b"].status, UnitStatus::Crashed);
}

} // namespace
