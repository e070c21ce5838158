#include "Tool/Examples.h"

#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <sstream>

namespace nostall::test {
namespace {

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

} // namespace

void addExample(Project& project, const std::string& folder, const std::vector<std::string>& flags) {
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

} // namespace nostall::test
