// Where things are that are not the user's: rules, Clang's headers, the cache.
#include "Driver/Driver.h"
#include "Support/Files.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Config/llvm-config.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Program.h>

#include <cstdlib>

namespace nostall::driver {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// The folder that holds the folder of the program that `program` names, links resolved.
std::string prefixOf(const std::string& program) {
  llvm::SmallString<256> real;
  if (fs::real_path(program, real)) return "";
  return path::parent_path(path::parent_path(real)).str();
}

std::string ownPrefix() {
  static int anchor;
  return prefixOf(fs::getMainExecutable("nostall", &anchor));
}

bool hasHeaders(const std::string& resources) { return fs::exists(resources + "/include/stddef.h"); }

} // namespace

llvm::Expected<std::string> rulesDirectory() {
  std::string installed = ownPrefix() + "/share/nostall/rules";
  for (const std::string& directory : {installed, std::string(NOSTALL_SOURCE_RULES)})
    if (fs::is_directory(directory)) return directory;
  return llvm::createStringError("the bundled rules are missing: neither `" + installed +
                                 "` nor `" NOSTALL_SOURCE_RULES "` exists; install nostall again");
}

llvm::Expected<std::string> resourceDirectory() {
  const std::string version = llvm::utostr(LLVM_VERSION_MAJOR);
  const std::string below = "/lib/clang/" + version;
  std::vector<std::string> candidates{NOSTALL_CLANG_RESOURCE_DIR, ownPrefix() + below};
  for (const std::string& name : {"clang-" + version, std::string("clang")})
    if (llvm::ErrorOr<std::string> program = llvm::sys::findProgramByName(name))
      candidates.push_back(prefixOf(*program) + below);
  candidates.push_back("/usr/lib/llvm-" + version + below);
  candidates.push_back("/usr/local" + below);
  for (const std::string& candidate : candidates)
    if (hasHeaders(candidate)) return candidate;
  return llvm::createStringError("Clang " + version + "'s own headers are not to be found, `" +
                                 candidates.front() + "` has none; install clang-" + version +
                                 " or name its folder with `--resource-dir`");
}

std::string defaultCacheDirectory() {
  // The specification of base directories says that a relative one is to be ignored.
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && path::is_absolute(cache))
    return support::absolutePath(std::string(cache) + "/nostall");
  llvm::SmallString<256> home;
  if (!path::home_directory(home)) path::system_temp_directory(false, home);
  return support::absolutePath((home + "/.cache/nostall").str());
}

} // namespace nostall::driver
