// `v1/shards/ab/cdef…` by the hash of the bytes, `v1/units/ab/cdef…` by key, below a folder per format
// version so that two versions of nostall may share a cache. 256 folders of each keep every folder small.
//
// A unit's shards are written before its record, so a record never refers to what was not written yet.
// Writing does not wait for the disk: a kill leaves whole entries because of the rename, and what a power
// loss tears fails its checksum and is computed again. An entry found damaged is removed.
#include "Facts/Store.h"

#include "Facts/Prune.h"
#include "Support/Files.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <cassert>
#include <tuple>

namespace nostall::facts {

namespace fs = llvm::sys::fs;

static bool isHash(llvm::StringRef text) { return text.size() == 32 && llvm::all_of(text, llvm::isHexDigit); }

/// Keys and hashes come from files too: what is no hash names no entry.
static std::string entryPath(const std::string& root, const char* kind, llvm::StringRef hash) {
  if (!isHash(hash)) return "";
  return (root + "/" + kind + "/" + hash.take_front(2) + "/" + hash.drop_front(2)).str();
}

static llvm::Error writeEntry(const std::string& path, llvm::StringRef bytes) {
  llvm::StringRef folder = llvm::sys::path::parent_path(path);
  if (std::error_code code = fs::create_directories(folder))
    return llvm::createStringError(code, "cannot create `" + folder + "`: " + code.message());
  return support::writeAtomically(path, bytes, support::Durability::Kill);
}

static std::optional<std::string> readEntry(const std::string& path) {
  if (path.empty()) return std::nullopt;
  llvm::Expected<std::string> bytes = support::readFile(path);
  if (bytes) {
    markUsed(path);
    return std::move(*bytes);
  }
  llvm::consumeError(bytes.takeError());
  return std::nullopt;
}

static std::optional<UnitRecord> readRecord(const std::string& path) {
  std::optional<std::string> bytes = readEntry(path);
  if (!bytes) return std::nullopt;
  llvm::Expected<UnitRecord> record = decodeUnit(*bytes);
  if (record) return std::move(*record);
  llvm::consumeError(record.takeError());
  fs::remove(path);
  return std::nullopt;
}

llvm::Expected<Store> Store::open(const std::string& directory) {
  Store store;
  store.root = support::absolutePath(directory + "/v" + std::to_string(FormatVersion));
  for (const char* kind : {"/shards", "/units"})
    if (std::error_code code = fs::create_directories(store.root + kind))
      return llvm::createStringError(code, "cannot create the cache folder `" + store.root + kind +
                                               "`: " + code.message());
  return store;
}

std::optional<UnitRecord> Store::storedRecord(const std::string& key) const {
  return readRecord(entryPath(root, "units", key));
}

std::optional<UnitRecord> Store::lookupRecord(const std::string& key, FileHashes& files) const {
  std::optional<UnitRecord> record = storedRecord(key);
  if (!record) return std::nullopt;
  for (const Dependency& dependency : record->unit.dependencies)
    if (files.hash(dependency.path) != dependency.hash) return std::nullopt;
  return record;
}

std::optional<std::string> Store::shardBytes(const std::string& hash) const {
  std::string path = entryPath(root, "shards", hash);
  std::optional<std::string> bytes = readEntry(path);
  if (bytes && hashBytes(*bytes) == hash) return bytes;
  if (bytes) fs::remove(path);
  return std::nullopt;
}

std::optional<Unit> Store::lookup(const std::string& key, FileHashes& files) const {
  std::optional<UnitRecord> record = lookupRecord(key, files);
  if (!record) return std::nullopt;
  for (const std::string& hash : record->shardHashes) {
    std::optional<std::string> bytes = shardBytes(hash);
    if (!bytes) return std::nullopt;
    llvm::Expected<Shard> shard = decodeShard(*bytes);
    if (!shard) {
      llvm::consumeError(shard.takeError());
      return std::nullopt;
    }
    record->unit.shards.push_back(std::move(*shard));
  }
  return std::move(record->unit);
}

llvm::Error Store::insert(const std::string& key, const Unit& unit) {
  UnitRecord record{unit, {}};
  record.unit.shards.clear();
  std::vector<std::string> shards;
  for (const Shard& shard : unit.shards) {
    shards.push_back(encode(shard));
    record.shardHashes.push_back(hashBytes(shards.back()));
  }
  return insert(key, record, shards);
}

llvm::Error Store::insert(const std::string& key, const UnitRecord& record,
                          const std::vector<std::string>& shards) {
  assert(record.shardHashes.size() == shards.size());
  for (const auto& [hash, bytes] : llvm::zip_equal(record.shardHashes, shards)) {
    std::string path = entryPath(root, "shards", hash);
    // Present and of this size: the same, or torn, which the next reader removes.
    std::uint64_t size = 0;
    if (!fs::file_size(path, size) && size == bytes.size()) {
      markUsed(path);
      continue;
    }
    if (llvm::Error error = writeEntry(path, bytes)) return error;
  }
  return writeEntry(entryPath(root, "units", key), encode(record));
}

std::optional<std::string> Store::read(const char* kind, const std::string& key) const {
  return readEntry(entryPath(root, kind, key));
}

llvm::Error Store::write(const char* kind, const std::string& key, llvm::StringRef bytes) const {
  return writeEntry(entryPath(root, kind, key), bytes);
}

void Store::remove(const char* kind, const std::string& key) const {
  if (std::string path = entryPath(root, kind, key); !path.empty()) fs::remove(path);
}

std::vector<std::string> Store::keys(const char* kind) const {
  std::vector<std::string> result;
  std::error_code code;
  for (fs::recursive_directory_iterator it(root + "/" + kind, code), end; it != end && !code;
       it.increment(code)) {
    llvm::StringRef path = it->path();
    std::string hash =
        (llvm::sys::path::filename(llvm::sys::path::parent_path(path)) + llvm::sys::path::filename(path))
            .str();
    if (isHash(hash)) result.push_back(std::move(hash));
  }
  llvm::sort(result);
  return result;
}

std::vector<UnitRecord> Store::allUnits() const {
  std::vector<UnitRecord> result;
  for (const std::string& key : keys("units"))
    if (std::optional<UnitRecord> record = readRecord(entryPath(root, "units", key)))
      result.push_back(std::move(*record));
  llvm::sort(result, [](const UnitRecord& a, const UnitRecord& b) {
    return std::tie(a.unit.mainFile, a.unit.target, a.shardHashes) <
           std::tie(b.unit.mainFile, b.unit.target, b.shardHashes);
  });
  return result;
}

} // namespace nostall::facts
