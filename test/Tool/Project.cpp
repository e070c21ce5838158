#include "Tool/Project.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/Program.h>

#include <gtest/gtest.h>

#include <fstream>
#include <optional>
#include <sstream>

namespace nostall::test {
namespace {

std::string readAll(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

} // namespace

Project::Project() {
  llvm::SmallString<128> created;
  if (std::error_code error = llvm::sys::fs::createUniqueDirectory("nostall-project", created))
    ADD_FAILURE() << "cannot make a folder: " << error.message();
  folder = std::filesystem::canonical(created.c_str());
}

Project::~Project() {
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

void Project::file(const std::string& relative, const std::string& text) {
  const std::filesystem::path target = folder / relative;
  std::filesystem::create_directories(target.parent_path());
  std::ofstream(target, std::ios::binary) << text;
}

std::string Project::read(const std::string& relative) const { return readAll(folder / relative); }

void Project::unit(const std::string& relative, const std::string& text,
                   const std::vector<std::string>& flags) {
  file(relative, text);
  llvm::json::Array arguments{"clang++", "-std=c++20"};
  for (const std::string& flag : flags)
    arguments.push_back(flag);
  arguments.push_back("-c");
  arguments.push_back(relative);
  entry(llvm::formatv("{0}", llvm::json::Value(llvm::json::Object{{"directory", folder.string()},
                                                                  {"file", relative},
                                                                  {"arguments", std::move(arguments)}}))
            .str());
}

void Project::entry(const std::string& json) {
  entries.push_back(json);
  writeDatabase();
}

void Project::writeDatabase() const {
  std::ofstream out(folder / "compile_commands.json", std::ios::binary);
  out << "[\n";
  for (std::size_t i = 0; i < entries.size(); ++i)
    out << entries[i] << (i + 1 < entries.size() ? ",\n" : "\n");
  out << "]\n";
}

Outcome Project::nostall(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), NOSTALL_PROGRAM);
  return run(arguments);
}

Outcome Project::run(const std::vector<std::string>& words) const {
  const std::filesystem::path logs = folder / ".logs";
  std::filesystem::remove_all(logs); // what is redirected to is not truncated
  std::filesystem::create_directories(logs);
  const std::string out = (logs / "out").string();
  const std::string err = (logs / "err").string();
  // Started through env(1): ExecuteAndWait cannot choose a working directory.
  std::vector<std::string> command{"/usr/bin/env", "-C", folder.string(),
                                   "XDG_CACHE_HOME=" + (folder / ".cache").string()};
  command.insert(command.end(), words.begin(), words.end());
  const std::vector<llvm::StringRef> arguments(command.begin(), command.end());
  const std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(), llvm::StringRef(out),
                                                      llvm::StringRef(err)};
  Outcome run;
  std::string error;
  run.exitCode =
      llvm::sys::ExecuteAndWait(arguments.front(), arguments, std::nullopt, redirects, 120, 0, &error);
  run.out = readAll(out);
  run.err = readAll(err) + error;
  return run;
}

std::vector<std::string> taskFlags() {
  return {"-I" NOSTALL_SOURCE_DIR "/test/stubs", "-isystem", "/usr/include/postgresql"};
}

std::string withTask(const std::string& text) {
  return "#include <libpq-fe.h>\n#include <nostall_test/task.h>\n" + text;
}

} // namespace nostall::test
