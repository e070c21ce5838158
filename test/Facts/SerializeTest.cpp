#include "Facts/Serialize.h"

#include "Facts/Dump.h"
#include "Facts/Sample.h"
#include "Facts/Store.h"

#include <llvm/Support/Endian.h>

#include <gtest/gtest.h>

#include <random>

using namespace nostall;
using namespace nostall::facts;
using test::sampleShard;
using test::sampleUnit;

namespace {

constexpr std::size_t HeaderSize = 52;

/// Gives a payload a header that fits, so that the decoder has to look at the payload itself.
std::string sealed(const std::string& payload) {
  std::string header = encode(Shard()).substr(0, 12);
  char length[8];
  llvm::support::endian::write64le(length, payload.size());
  return header + std::string(length, sizeof length) + hashBytes(payload) + payload;
}

std::string varint(std::uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7)
    bytes.push_back(static_cast<char>(value | 0x80));
  return bytes + static_cast<char>(value);
}

/// Whether the bytes decode. What decodes has to be usable: valid, printable, and the same again when
/// encoded.
bool decodes(const std::string& bytes) {
  llvm::Expected<Shard> shard = decodeShard(bytes);
  if (!shard) {
    llvm::consumeError(shard.takeError());
    return false;
  }
  EXPECT_EQ(validateReferences(*shard), std::vector<std::string>{});
  toJson(*shard);
  llvm::Expected<Shard> again = decodeShard(encode(*shard));
  EXPECT_TRUE(bool(again));
  EXPECT_EQ(toJson(*again), toJson(*shard));
  return true;
}

std::string messageFor(const std::string& bytes) {
  llvm::Expected<Shard> shard = decodeShard(bytes);
  return shard ? "decoded" : llvm::toString(shard.takeError());
}

TEST(Serialize, AShardComesBackAsItWas) {
  Shard shard = sampleShard();
  ASSERT_EQ(validate(shard), std::vector<std::string>{});
  std::string bytes = encode(shard);
  llvm::Expected<Shard> back = decodeShard(bytes);
  ASSERT_TRUE(bool(back)) << llvm::toString(back.takeError());
  EXPECT_EQ(toJson(*back), toJson(shard));
  EXPECT_EQ(encode(*back), bytes);
}

TEST(Serialize, AnEmptyShardHasNoFileAndIsRefused) {
  EXPECT_EQ(messageFor(encode(Shard())), "damaged facts: the shard names no file");
}

TEST(Serialize, AUnitComesBackAsItWas) {
  UnitRecord record{sampleUnit("/project/a.cpp"), {std::string(32, 'a'), std::string(32, 'b')}};
  record.unit.shards.clear();
  record.unit.status = UnitStatus::Recovered;
  record.unit.errors = 3;
  record.unit.message = "a.cpp:1:1: unknown type";
  record.unit.notes = {"dropped `-fplugin=x`"};
  record.unit.dependencies = {{"/project/a.cpp", std::string(32, 'c')}, {"/project/missing.h", ""}};
  llvm::Expected<UnitRecord> back = decodeUnit(encode(record));
  ASSERT_TRUE(bool(back)) << llvm::toString(back.takeError());
  EXPECT_EQ(toJson(back->unit), toJson(record.unit));
  EXPECT_EQ(back->shardHashes, record.shardHashes);
}

TEST(Serialize, KindsAreNotMixedUp) {
  llvm::Expected<UnitRecord> unit = decodeUnit(encode(sampleShard()));
  ASSERT_FALSE(unit);
  EXPECT_EQ(llvm::toString(unit.takeError()), "damaged facts: not an entry of this kind");
}

TEST(Serialize, AnotherVersionIsToldFromDamage) {
  std::string bytes = encode(sampleShard());
  bytes[8] = static_cast<char>(bytes[8] + 1);
  EXPECT_EQ(messageFor(bytes), "facts of another version of nostall");
}

TEST(Serialize, EveryTruncationIsAnError) {
  const std::string bytes = encode(sampleShard());
  for (std::size_t size = 0; size != bytes.size(); ++size)
    EXPECT_FALSE(decodes(bytes.substr(0, size))) << size;
  EXPECT_FALSE(decodes(bytes + '\0'));
}

TEST(Serialize, EveryFlippedBitIsAnError) {
  const std::string bytes = encode(sampleShard());
  for (std::size_t bit = 0; bit != 8 * bytes.size(); ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    EXPECT_FALSE(decodes(flipped)) << bit;
  }
}

TEST(Serialize, WhateverHasAMatchingChecksumIsRefusedOrValid) {
  const std::string payload = encode(sampleShard()).substr(HeaderSize);
  ASSERT_TRUE(decodes(sealed(payload)));
  for (std::size_t size = 0; size != payload.size(); ++size)
    EXPECT_FALSE(decodes(sealed(payload.substr(0, size))));
  std::size_t accepted = 0;
  for (std::size_t at = 0; at != payload.size(); ++at)
    for (int value : {0, 1, 2, 3, 5, 0x40, 0x7f, 0x80, 0xff}) {
      std::string changed = payload;
      changed[at] = static_cast<char>(value);
      accepted += decodes(sealed(changed));
    }
  EXPECT_GT(accepted, payload.size()) << "the checks below the checksum were not reached";
  std::mt19937 random(7);
  for (int round = 0; round != 3000; ++round) {
    std::string changed = payload;
    for (int i = 0; i != 4; ++i)
      changed[random() % changed.size()] = static_cast<char>(random());
    decodes(sealed(changed));
  }
}

TEST(Serialize, CountsAreNotTrusted) {
  for (std::uint64_t count : {std::uint64_t(1) << 20, std::uint64_t(1) << 40, ~std::uint64_t(0)})
    EXPECT_EQ(messageFor(sealed(varint(count) + "abc")), "damaged facts: malformed content");
}

TEST(Serialize, AVarintWithoutEndIsRefused) {
  EXPECT_EQ(messageFor(sealed(std::string(64, '\xff'))), "damaged facts: malformed content");
}

TEST(Serialize, OneLongStringCannotBeMultipliedWithoutBound) {
  const std::size_t uses = 100000;
  std::string payload = varint(1) + varint(100000) + std::string(100000, 'x');
  payload.push_back('\0'); // language
  payload += varint(uses) + std::string(uses, '\0') + std::string(4, '\0');
  EXPECT_EQ(messageFor(sealed(payload)), "damaged facts: malformed content");
}

} // namespace
