// Files as every phase wants them: whole, or not at all.
#pragma once

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <string>

namespace nostall::support {

/// The content of a regular file. The error names the file and what the system said.
llvm::Expected<std::string> readFile(const std::string& path);

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
