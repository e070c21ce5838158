// A module that does not fit must not look like a clean run.

#include "Tidy/Tidy.h"

#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace nostall::test {
namespace {

using ::testing::AllOf;
using ::testing::ExitedWithCode;
using ::testing::HasSubstr;

TEST(Host, OfAnotherKindIsRefused) {
  EXPECT_EXIT(::dlopen(NOSTALL_TIDY_MODULE, RTLD_LAZY), ExitedWithCode(2), "no Clang that the module knows");
}

TEST(Host, IsRefusedWhenTheChecksDoNotLoad) {
  Project project;
  const std::filesystem::path alone = project.root() / "nostall-tidy.so";
  std::filesystem::copy_file(NOSTALL_TIDY_MODULE, alone);
  const Outcome run =
      project.run({CLANG_TIDY_PROGRAM, "--load", alone.string(), "--checks=*", "--list-checks"});
  EXPECT_EQ(run.exitCode, 2);
  EXPECT_THAT(run.err, AllOf(HasSubstr("nostall-tidy-checks.so"), HasSubstr("cannot be loaded")));
}

TEST(Doctor, ProvesThatModuleAndClangTidyFit) {
  Project project;
  project.unit("a.cpp", "int a;\n");
  const Outcome fits = project.nostall({"doctor", "--ascii", "--clang-tidy=" CLANG_TIDY_PROGRAM});
  EXPECT_EQ(fits.exitCode, 0) << fits.out;
  EXPECT_THAT(fits.out, HasSubstr("ok " CLANG_TIDY_PROGRAM " takes the module"));
  EXPECT_EQ(project.nostall({"doctor", "--clang-tidy=/bin/true"}).exitCode, 2);
  const Outcome absent = project.nostall({"doctor", "--clang-tidy=clang-tidy-absent"});
  EXPECT_EQ(absent.exitCode, 2);
  EXPECT_THAT(absent.out, HasSubstr("is not to be found"));
}

} // namespace
} // namespace nostall::test
