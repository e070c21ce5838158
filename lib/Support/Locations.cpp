#include "Support/Locations.h"

#include "Support/Files.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Config/llvm-config.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Program.h>

#include <dlfcn.h>
#include <link.h>

#include <cstdlib>

namespace nostall::support {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// The folder that holds the folder of the program that `program` names, links resolved.
std::string prefixOf(const std::string& program) {
  llvm::SmallString<256> real;
  if (fs::real_path(program, real)) return "";
  return path::parent_path(path::parent_path(real)).str();
}

/// The dynamic linker names every object but the program itself.
std::string ownPrefix() {
  static int anchor;
  Dl_info info{};
  void* map = nullptr;
  if (::dladdr1(&anchor, &info, &map, RTLD_DL_LINKMAP) && map)
    if (const char* object = static_cast<const link_map*>(map)->l_name; *object) return prefixOf(object);
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

std::string checkPagesDirectory() {
  llvm::Expected<std::string> rules = rulesDirectory();
  if (!rules) {
    llvm::consumeError(rules.takeError());
    return {};
  }
  return absolutePath("../docs/checks", *rules);
}

llvm::Expected<std::string> tidyModule() {
  const std::string file = "/nostall-tidy.so";
  const std::string installed = ownPrefix() + "/lib" + file;
  // In a build tree every tool has a folder of its own.
  for (const std::string& candidate : {installed, ownPrefix() + "/nostall-tidy" + file})
    if (fs::exists(candidate)) return candidate;
  return llvm::createStringError("the module for clang-tidy is missing: `" + installed +
                                 "` does not exist; install or build nostall again");
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
    return absolutePath(std::string(cache) + "/nostall");
  llvm::SmallString<256> home;
  if (!path::home_directory(home)) path::system_temp_directory(false, home);
  return absolutePath((home + "/.cache/nostall").str());
}

} // namespace nostall::support
