// Content hashes. Files are read, not mapped, and each once: a run asks for the same headers once per unit.
// The table is split so that threads that look up different files rarely wait for each other; a thread that
// wants a file which another one is reading waits for that one.
#include "Facts/Store.h"
#include "Support/Files.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/Support/xxhash.h>

#include <xxhash.h>

#include <array>
#include <mutex>

namespace nostall::facts {

std::string hashBytes(llvm::StringRef bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  return llvm::toHex(llvm::ArrayRef(canonical.digest), true);
}

struct FileHashes::Implementation {
  struct Part {
    std::mutex mutex;
    llvm::StringMap<std::string> hashes;
  };
  std::array<Part, 64> parts;
};

FileHashes::FileHashes() : implementation(std::make_unique<Implementation>()) {}
FileHashes::~FileHashes() = default;

std::string FileHashes::hash(const std::string& path) {
  auto& parts = implementation->parts;
  Implementation::Part& part = parts[llvm::xxh3_64bits(path) % parts.size()];
  std::lock_guard lock(part.mutex);
  auto [entry, isNew] = part.hashes.try_emplace(path);
  if (isNew) {
    if (llvm::Expected<std::string> content = support::readFile(path))
      entry->second = hashBytes(*content);
    else
      llvm::consumeError(content.takeError());
  }
  return entry->second;
}

} // namespace nostall::facts
