// Content hashes. Files are read, not mapped, and each once: a run asks for the same headers once per unit.
// The table is split so that threads that look up different files rarely wait for each other; a thread that
// wants a file which another one is reading waits for that one.
//
// What is remembered of a file is its status before it was read. It is believed when the status is still the
// same and was old enough when it was taken that a later change must show in it: file systems count time in
// steps, of up to two seconds, and a file that changes twice within one has the same status after both.
#include "Facts/Archive.h"
#include "Facts/Store.h"
#include "Support/Files.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/Support/xxhash.h>

#include <xxhash.h>

#include <array>
#include <atomic>
#include <chrono>
#include <mutex>

namespace nostall::support {
static void fields(auto& io, facts::Is<FileStat> auto& it) {
  io(it.device, it.inode, it.size, it.modified, it.changed);
}
} // namespace nostall::support

namespace nostall::facts {

/// A file whose content had that hash when it had that status.
struct KnownFile {
  std::string path;
  support::FileStat stat;
  std::string hash;
};
static void fields(auto& io, Is<KnownFile> auto& it) { io(it.path, it.stat, it.hash); }

struct KnownFiles {
  std::vector<KnownFile> files; ///< sorted by path
};
static void fields(auto& io, Is<KnownFiles> auto& it) { io(it.files); }

static constexpr llvm::StringLiteral Magic = "nostallF";
static constexpr std::int64_t CoarsestClock = 2'000'000'000;

std::string hashBytes(llvm::StringRef bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  return llvm::toHex(llvm::ArrayRef(canonical.digest), true);
}

struct FileHashes::Implementation {
  struct Entry {
    std::string hash;
    std::optional<support::FileStat> stat; ///< when it tells the content
  };
  struct Part {
    std::mutex mutex;
    llvm::StringMap<Entry> entries;
  };
  std::array<Part, 64> parts;
  llvm::StringMap<KnownFile> known;
  std::atomic<bool> news{false}; ///< something was read that was not known
};

FileHashes::FileHashes() : implementation(std::make_unique<Implementation>()) {}
FileHashes::~FileHashes() = default;

static std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string FileHashes::hash(const std::string& path) {
  auto& parts = implementation->parts;
  Implementation::Part& part = parts[llvm::xxh3_64bits(path) % parts.size()];
  std::lock_guard lock(part.mutex);
  auto [entry, isNew] = part.entries.try_emplace(path);
  Implementation::Entry& file = entry->second;
  if (!isNew) return file.hash;

  std::optional<support::FileStat> stat = support::statFile(path);
  auto known = implementation->known.find(path);
  if (stat && known != implementation->known.end() && known->second.stat == *stat) {
    file = {known->second.hash, stat};
    return file.hash;
  }
  const std::int64_t taken = now();
  if (llvm::Expected<std::string> content = support::readFile(path)) {
    file.hash = hashBytes(*content);
    if (stat && stat->size == content->size() &&
        std::max(stat->modified, stat->changed) + CoarsestClock < taken) {
      file.stat = stat;
      implementation->news = true;
    }
  } else {
    llvm::consumeError(content.takeError());
  }
  return file.hash;
}

void FileHashes::remember(llvm::StringRef bytes) {
  llvm::Expected<KnownFiles> known = decodeAs<KnownFiles>(Magic, bytes);
  if (!known) return llvm::consumeError(known.takeError());
  for (KnownFile& file : known->files)
    implementation->known[file.path] = std::move(file);
}

std::string FileHashes::save() const {
  if (!implementation->news) return "";
  KnownFiles known;
  for (const Implementation::Part& part : implementation->parts)
    for (const auto& entry : part.entries)
      if (entry.second.stat)
        known.files.push_back({entry.first().str(), *entry.second.stat, entry.second.hash});
  llvm::sort(known.files, [](const KnownFile& a, const KnownFile& b) { return a.path < b.path; });
  return encodeAs(Magic, known);
}

} // namespace nostall::facts
