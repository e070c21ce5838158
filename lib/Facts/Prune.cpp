// An entry's time of modification says when it was last used. Files are removed one by one and only where the
// names are those of a store: a cache folder may be one that holds other things too. Removing a shard that a
// record still names, or one that another run is about to read, costs that run a parse and nothing else.
#include "Facts/Prune.h"

#include "Facts/Store.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace nostall::facts {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::hours Day(24);
constexpr std::chrono::hours Kept = 30 * Day;

/// False also when there is no such file.
bool olderThan(const fs::path& file, std::chrono::hours age) {
  std::error_code code;
  const fs::file_time_type changed = fs::last_write_time(file, code);
  return !code && fs::file_time_type::clock::now() - changed > age;
}

void pruneKind(const fs::path& folder) {
  std::error_code code;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, code);
  for (; !code && entry != fs::recursive_directory_iterator(); entry.increment(code)) {
    const std::string name = entry->path().filename().string();
    const bool temporary = llvm::StringRef(name).ends_with(".tmp");
    if (!temporary && (name.size() != 30 || !llvm::all_of(name, llvm::isHexDigit))) continue;
    std::error_code ignored;
    if (entry->is_regular_file(ignored) && olderThan(entry->path(), temporary ? Day : Kept))
      fs::remove(entry->path(), ignored);
  }
}

bool isVersion(llvm::StringRef name) {
  return name.consume_front("v") && !name.empty() && llvm::all_of(name, llvm::isDigit);
}

} // namespace

void markUsed(const std::string& path) {
  std::error_code ignored;
  if (olderThan(path, Day)) fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
}

void Store::prune() const {
  const fs::path folder = fs::path(root).parent_path();
  const fs::path marker = fs::path(root) / "pruned";
  std::error_code code;
  if (fs::exists(marker, code) && !olderThan(marker, Day)) return;
  std::ofstream(marker).put('\n');
  for (fs::directory_iterator version(folder, code); !code && version != fs::directory_iterator();
       version.increment(code)) {
    if (!isVersion(version->path().filename().string())) continue;
    for (const char* kind : {"units", "shards", "packs", "modules", "files", "results", "programs"})
      pruneKind(version->path() / kind);
  }
}

} // namespace nostall::facts
