// Files as every phase wants them: whole, or not at all.
#pragma once

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <cstdint>
#include <optional>
#include <string>

namespace nostall::support {

/// The content of a regular file. The error names the file and what the system said.
llvm::Expected<std::string> readFile(const std::string& path);

/// What tells a file from the same one written anew, without reading it. Times are in nanoseconds.
struct FileStat {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::uint64_t size = 0;
  std::int64_t modified = 0;
  std::int64_t changed = 0; ///< of the file's status, which no program can set
  friend bool operator==(const FileStat&, const FileStat&) = default;
};
/// Of the file that a link leads to; nothing when it is no regular file or cannot be asked.
std::optional<FileStat> statFile(const std::string& path);

/// What a file that was written has to survive.
enum class Durability {
  Kill,      ///< the end of this process at any moment
  PowerLoss, ///< that of the machine too: waits for the disk
};

/// Writes a file next to `path` and renames it into place, so that a reader sees the old content or the new
/// one and nothing else. Its folder has to exist. A link is replaced, not followed.
llvm::Error writeAtomically(const std::string& path, llvm::StringRef content,
                            Durability durability = Durability::PowerLoss);

/// `path` as an absolute one without `.`, `..` and doubled slashes, taken from `base` when it is relative.
/// Links are not resolved; `base` must be absolute, or empty for the current folder.
std::string absolutePath(llvm::StringRef path, llvm::StringRef base = "");

/// Whether `path` is `folder` or lies under it; both absolute and normalised.
bool isInside(llvm::StringRef path, llvm::StringRef folder);

} // namespace nostall::support
