// `nostall config`: which configuration applies here, whether it is sound, and what it comes to.

#include "Command.h"
#include "Policy/Config.h"
#include "Session.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/raw_ostream.h>

#include <iostream>
#include <memory>

namespace nostall::cli {
namespace {

struct ConfigOptions {
  std::string config;
  std::string directory = ".";
};

void printList(const char* title, const std::vector<std::string>& values) {
  if (values.empty()) return;
  llvm::outs() << title << ":\n";
  for (const std::string& value : values)
    llvm::outs() << "  - " << value << '\n';
}

int showConfig(const ConfigOptions& options) {
  llvm::SmallString<256> directory(options.directory);
  if (std::error_code error = llvm::sys::fs::make_absolute(directory))
    return usageError("cannot resolve `" + options.directory + "`: " + error.message());
  const std::string file =
      options.config.empty() ? policy::findConfig(std::string(directory)) : options.config;
  if (file.empty()) {
    llvm::outs() << "no .nostall.yaml and no pyproject.toml with [tool.nostall] in " << directory
                 << " or above it; the built-in defaults apply\n";
    return Clean;
  }
  const policy::LoadedConfig loaded = policy::loadConfig(file);
  for (const rules::Problem& problem : loaded.problems)
    std::cerr << problem << '\n';
  if (!loaded.ok()) return UsageError;

  const policy::Config& config = loaded.config;
  llvm::outs() << "# " << config.file << '\n';
  printList("checks", config.checks);
  printList("enable", config.enable);
  printList("disable", config.disable);
  printList("exclude", config.exclude);
  printList("include", config.include);
  printList("skip", config.skip);
  printList("python-roots", config.pythonRoots);
  printList("catalogue", config.catalogue);
  printList("async-functions", config.asyncFunctions);
  printList("blocking-functions", config.blockingFunctions);
  llvm::outs() << "unsure: " << (config.unsure ? "true" : "false") << '\n';
  llvm::outs() << "overrides: " << config.overrides.size() << '\n';
  return Clean;
}

const RegisterCommand
    registration("config", "show the configuration that applies", [](CLI::App& app) -> std::function<int()> {
      auto options = std::make_shared<ConfigOptions>();
      app.add_option("directory", options->directory, "where to look (default: here)");
      app.add_option("--config", options->config, "configuration file");
      return [options] { return showConfig(*options); };
    });

} // namespace
} // namespace nostall::cli
