// Files that a test compares what it made with, stored beside the tests: `NOSTALL_UPDATE_GOLDEN=1 ctest`
// writes them anew, and the change is then judged by reading the difference.
#pragma once

#include <llvm/Support/MemoryBuffer.h>

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace nostall::testing {

/// Compares `text` with a file of the source tree, named from its root: `test/golden/report.sarif`.
///
///   EXPECT_TRUE(matchesGolden("test/golden/report.json", text));
inline ::testing::AssertionResult matchesGolden(const std::string& file, const std::string& text) {
  const std::string path = std::string(NOSTALL_SOURCE_DIR) + "/" + file;
  if (std::getenv("NOSTALL_UPDATE_GOLDEN")) std::ofstream(path, std::ios::binary) << text;
  auto stored = llvm::MemoryBuffer::getFile(path);
  if (stored && (*stored)->getBuffer() == text) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << file << " is not what was made; if the change is right, run "
                                       << "NOSTALL_UPDATE_GOLDEN=1 ctest. Made:\n"
                                       << text;
}

} // namespace nostall::testing
