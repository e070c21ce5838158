#include "Facts/Packs.h"

#include "Facts/Archive.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/Support/FileSystem.h>

#include <mutex>
#include <tuple>

namespace nostall::facts {
namespace {

constexpr llvm::StringLiteral Magic = "nostallP";
constexpr const char* IndexKind = "modules";
constexpr const char* PackKind = "packs";
constexpr std::size_t MostPacks = 8;

} // namespace

/// Where an entry is.
struct PackedEntry {
  std::string file;
  std::string key;
  std::uint32_t pack = 0;
  std::uint64_t offset = 0;
  std::uint64_t recordSize = 0;
  std::uint64_t shardSize = 0;

  std::uint64_t size() const { return recordSize + shardSize; }
};
static void fields(auto& io, Is<PackedEntry> auto& it) {
  io(it.file, it.key, it.pack, it.offset, it.recordSize, it.shardSize);
}

struct PackIndex {
  std::vector<std::string> packs; ///< by the hash of their bytes
  std::vector<std::uint64_t> sizes;
  std::vector<PackedEntry> entries; ///< sorted by file
};
static void fields(auto& io, Is<PackIndex> auto& it) { io(it.packs, it.sizes, it.entries); }

struct Packs::Implementation {
  const Store& store;
  std::string project;
  PackIndex index;
  llvm::StringMap<const PackedEntry*> byFile;
  struct Pack {
    std::once_flag read;
    std::string bytes;
  };
  std::vector<std::unique_ptr<Pack>> packs; ///< parallel to those of the index
  struct Added {
    PackedEntry entry;
    std::string bytes;
  };
  std::mutex mutex;
  std::vector<Added> added;

  std::optional<llvm::StringRef> bytesOf(const PackedEntry& entry) {
    if (entry.pack >= packs.size()) return std::nullopt;
    Pack& pack = *packs[entry.pack];
    std::call_once(pack.read,
                   [&] { pack.bytes = store.read(PackKind, index.packs[entry.pack]).value_or(""); });
    llvm::StringRef bytes = pack.bytes;
    if (entry.offset > bytes.size() || entry.size() > bytes.size() - entry.offset) return std::nullopt;
    return bytes.substr(entry.offset, entry.size());
  }
  std::vector<const PackedEntry*> current() const;
  void takeAll();
};

Packs::Packs(const Store& store, std::string project)
    : implementation(new Implementation{store, std::move(project), {}, {}, {}, {}, {}}) {
  Implementation& own = *implementation;
  std::optional<std::string> bytes = store.read(IndexKind, own.project);
  if (!bytes) return;
  llvm::Expected<PackIndex> index = decodeAs<PackIndex>(Magic, *bytes);
  if (index)
    own.index = std::move(*index);
  else // As if there were none.
    llvm::consumeError(index.takeError());
  for (const PackedEntry& entry : own.index.entries)
    own.byFile[entry.file] = &entry;
  for (std::size_t i = 0; i != own.index.packs.size(); ++i)
    own.packs.push_back(std::make_unique<Implementation::Pack>());
}

Packs::~Packs() = default;

std::optional<Packs::Entry> Packs::find(const std::string& file, const std::string& key) {
  auto found = implementation->byFile.find(file);
  if (found == implementation->byFile.end() || found->second->key != key) return std::nullopt;
  const PackedEntry& entry = *found->second;
  std::optional<llvm::StringRef> bytes = implementation->bytesOf(entry);
  if (!bytes) return std::nullopt;
  return Entry{bytes->take_front(entry.recordSize), bytes->drop_front(entry.recordSize)};
}

void Packs::add(const std::string& file, const std::string& key, std::string record, std::string shard) {
  PackedEntry entry{file, key, 0, 0, record.size(), shard.size()};
  std::lock_guard lock(implementation->mutex);
  implementation->added.push_back({std::move(entry), std::move(record) + shard});
}

/// The entries of the index that nothing was added for.
std::vector<const PackedEntry*> Packs::Implementation::current() const {
  llvm::StringMap<bool> replaced;
  for (const Added& each : added)
    replaced[each.entry.file] = true;
  std::vector<const PackedEntry*> entries;
  for (const PackedEntry& entry : index.entries)
    if (!replaced.contains(entry.file)) entries.push_back(&entry);
  return entries;
}

/// Adds what is of use in the packs that there are to what was added, so that they are not needed any more.
void Packs::Implementation::takeAll() {
  for (const PackedEntry* entry : current())
    if (llvm::sys::fs::exists(entry->file))
      if (std::optional<llvm::StringRef> bytes = bytesOf(*entry)) added.push_back({*entry, bytes->str()});
}

llvm::Error Packs::save() {
  Implementation& own = *implementation;
  if (own.added.empty()) return llvm::Error::success();
  std::uint64_t stored = 0;
  for (std::uint64_t size : own.index.sizes)
    stored += size;
  std::uint64_t used = 0;
  for (const PackedEntry* entry : own.current())
    used += entry->size();
  const bool startAnew = own.index.packs.size() + 1 > MostPacks || used < stored / 2;
  PackIndex next;
  if (startAnew) {
    own.takeAll();
  } else {
    next.packs = own.index.packs;
    next.sizes = own.index.sizes;
    for (const PackedEntry* entry : own.current())
      next.entries.push_back(*entry);
  }
  llvm::sort(own.added, [](const auto& a, const auto& b) { return a.entry.file < b.entry.file; });
  std::string pack;
  for (Implementation::Added& each : own.added) {
    each.entry.pack = static_cast<std::uint32_t>(next.packs.size());
    each.entry.offset = pack.size();
    pack += each.bytes;
    next.entries.push_back(std::move(each.entry));
  }
  own.added.clear();
  llvm::sort(next.entries, [](const PackedEntry& a, const PackedEntry& b) { return a.file < b.file; });
  next.packs.push_back(hashBytes(pack));
  next.sizes.push_back(pack.size());
  if (llvm::Error error = own.store.write(PackKind, next.packs.back(), pack)) return error;
  if (llvm::Error error = own.store.write(IndexKind, own.project, encodeAs(Magic, next))) return error;
  if (startAnew)
    for (const std::string& old : own.index.packs)
      if (old != next.packs.back()) own.store.remove(PackKind, old);
  return llvm::Error::success();
}

} // namespace nostall::facts
