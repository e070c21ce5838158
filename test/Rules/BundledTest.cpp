// The files under rules/ as they are shipped.

#include "FromText.h"
#include "Rules/Schema.h"

#include <llvm/Support/MemoryBuffer.h>

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <map>

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

/// A Python symbol bears its public name: a rule that names another one of the same thing never matches.
TEST(BundledCatalogue, PythonRulesUsePublicNames) {
  Loaded loaded = loadCatalogue(Rules, {});
  std::map<std::string, std::string> publicName;
  auto note = [&](const auto& described) {
    for (const auto& one : described)
      for (const std::string& other : one.names)
        publicName[other] = one.name;
  };
  for (const Library& library : loaded.catalogue.libraries)
    note(library.types), note(library.functions);
  for (const Framework& framework : loaded.catalogue.frameworks)
    note(framework.types), note(framework.functions);
  auto check = [&](const std::string& where, const std::vector<CallPattern>& calls) {
    for (const CallPattern& pattern : calls)
      for (const std::vector<Glob>* globs : {&pattern.functions, &pattern.classes, &pattern.decorators})
        for (const Glob& glob : *globs)
          if (auto found = publicName.find(glob.pattern); found != publicName.end())
            ADD_FAILURE() << where << ": `" << glob.pattern << "` is `" << found->second << "`";
  };
  for (const Library& library : loaded.catalogue.libraries)
    for (const Rule& rule : library.rules)
      check(rule.id, rule.calls);
  for (const Framework& framework : loaded.catalogue.frameworks) {
    check(framework.file, framework.exempt);
    for (const CallableRule& callable : framework.callables)
      check(framework.file, callable.calls);
  }
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
