// The stored form of facts: a compact binary one (varints, one string table) with a version, a length and a
// checksum in front, so that a damaged or foreign file is recognised before it is believed. Equal facts give
// equal bytes on every machine.
#pragma once

#include "Facts/Facts.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <string>

namespace nostall::facts {

/// Raised with every change to the model or its encoding; part of every cache key.
inline constexpr unsigned FormatVersion = 3;

std::string encode(const Shard& shard);
llvm::Expected<Shard> decodeShard(llvm::StringRef bytes);

/// A unit without its shards (Unit::shards is left empty), and the hashes of the encoded shards.
struct UnitRecord {
  Unit unit;
  std::vector<std::string> shardHashes;
};
std::string encode(const UnitRecord& record);
llvm::Expected<UnitRecord> decodeUnit(llvm::StringRef bytes);

} // namespace nostall::facts
