// Where builds leave their compile database: in the folder asked about, in one that looks like a build
// folder, or the same one step further up. Within one step the folder's own file wins, then the youngest.
#include "Driver/Driver.h"
#include "Support/Files.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringSwitch.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <filesystem>
#include <tuple>

namespace nostall::driver {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

constexpr const char* HowToMakeOne =
    "; make one with `cmake -S . -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON` (CMake), `meson setup build` "
    "(Meson), "
    "`bazel run @hedron_compile_commands//:refresh_all` (Bazel) or `bear -- make` (make)";

bool isBuildFolder(llvm::StringRef name) {
  std::string lower = name.lower();
  return llvm::StringRef(lower).starts_with("build") || llvm::StringRef(lower).starts_with("cmake-build") ||
         llvm::StringSwitch<bool>(lower)
             .Cases("out", "_build", ".build", "_builds", "bin", "obj", "debug", "release", true)
             .Default(false);
}

/// Folders in `folder`, sorted.
std::vector<std::string> foldersIn(llvm::StringRef folder) {
  std::vector<std::string> result;
  std::error_code code;
  for (fs::directory_iterator it(folder, code), end; it != end && !code; it.increment(code))
    if (fs::is_directory(it->path())) result.push_back(it->path());
  llvm::sort(result);
  return result;
}

struct Search {
  std::string danglingLink;
  /// When nothing can be said of a file's age the first one wins.
  std::string youngest;
  llvm::sys::TimePoint<> time;

  bool consider(llvm::StringRef folder) {
    std::string file = (folder + "/compile_commands.json").str();
    fs::file_status status;
    if (!fs::status(file, status) && fs::is_regular_file(status)) {
      if (youngest.empty() || status.getLastModificationTime() > time)
        std::tie(youngest, time) = std::tuple(file, status.getLastModificationTime());
      return true;
    }
    if (fs::is_symlink_file(file) && danglingLink.empty()) danglingLink = file;
    return false;
  }

  /// `build`, `build/x`, `out/build/x`.
  void considerBuildFolders(llvm::StringRef folder) {
    for (const std::string& child : foldersIn(folder)) {
      if (!isBuildFolder(path::filename(child))) continue;
      consider(child);
      for (const std::string& grandchild : foldersIn(child)) {
        consider(grandchild);
        if (isBuildFolder(path::filename(grandchild)))
          for (const std::string& last : foldersIn(grandchild))
            consider(last);
      }
    }
  }
};

} // namespace

llvm::Expected<std::string> findDatabase(const std::string& directory) {
  std::string start = support::absolutePath(directory);
  Search search;
  for (llvm::StringRef folder = start; !folder.empty(); folder = path::parent_path(folder)) {
    if (!search.consider(folder)) search.considerBuildFolders(folder);
    if (!search.youngest.empty()) return search.youngest;
  }
  if (!search.danglingLink.empty()) {
    std::error_code code;
    std::string target = std::filesystem::read_symlink(search.danglingLink, code).string();
    return llvm::createStringError("`" + search.danglingLink + "` is a link to `" + target +
                                   "`, which does not exist" + HowToMakeOne);
  }
  return llvm::createStringError("no compile_commands.json in `" + start +
                                 "`, in its build folders, or above it" + HowToMakeOne);
}

} // namespace nostall::driver
