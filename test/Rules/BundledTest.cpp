// The files under rules/ as they are shipped.

#include "FromText.h"
#include "Rules/Schema.h"

#include <llvm/Support/MemoryBuffer.h>

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

namespace nostall::rules {
namespace {

const std::string Rules = std::string(NOSTALL_SOURCE_DIR) + "/rules";

TEST(BundledCatalogue, LoadsWithoutAProblem) {
  Loaded loaded = loadCatalogue(Rules, {});
  for (const Problem& problem : loaded.problems) {
    std::ostringstream out;
    out << problem;
    ADD_FAILURE() << out.str();
  }
  EXPECT_FALSE(loaded.catalogue.libraries.empty());
  EXPECT_FALSE(loaded.catalogue.frameworks.empty());
}

/// Compares a file with what it is generated from; rewrites it when NOSTALL_UPDATE_GOLDEN is set.
void isUpToDate(const std::string& name, const std::string& text) {
  std::string path = Rules + "/schema/" + name;
  if (std::getenv("NOSTALL_UPDATE_GOLDEN")) std::ofstream(path) << text;
  auto file = llvm::MemoryBuffer::getFile(path);
  ASSERT_TRUE(file) << path << ": " << file.getError().message();
  EXPECT_TRUE((*file)->getBuffer() == text)
      << path
      << ": is not what the program accepts; run the tests with NOSTALL_UPDATE_GOLDEN=1 to write it anew";
}
TEST(BundledSchema, OfLibrariesIsUpToDate) { isUpToDate("library.schema.json", librarySchema()); }
TEST(BundledSchema, OfFrameworksIsUpToDate) { isUpToDate("framework.schema.json", frameworkSchema()); }

} // namespace
} // namespace nostall::rules
