// The stored form of values: a header (magic with the kind, version, length, XXH3-128 of what follows), a
// string table in order of first use, and the fields. Integers are varints; an Index is stored plus one, so
// that None takes a byte.
//
// One list of fields per struct serves both directions: `fields(io, value)`, in the struct's namespace, hands
// each member to a Writer or to a Reader; `last(E())` is the last enumerator of E.
//
// The reader believes nothing: a count is bounded by the bytes that are left, the text it hands out by a
// multiple of the input (one long string referred to a million times is an attack, not facts), an enumerator
// by the last one. The first error sticks and stops every loop.
#pragma once

#include "Facts/Facts.h"
#include "Facts/Serialize.h"

#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Endian.h>
#include <llvm/Support/Error.h>

#include <concepts>
#include <cstdint>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace nostall::facts {

std::string hashBytes(llvm::StringRef bytes);

/// For `void fields(auto& io, Is<Plain> auto& it)`, which takes constant values too.
template <typename T, typename Plain>
concept Is = std::same_as<std::remove_const_t<T>, Plain>;

inline void appendVarint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7)
    out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}

class Writer {
public:
  void operator()(const auto&... values) { (write(values), ...); }

  std::string payload() const {
    std::string result;
    appendVarint(result, order.size());
    for (llvm::StringRef text : order) {
      appendVarint(result, text.size());
      result += text;
    }
    return result + body;
  }

private:
  void write(std::uint32_t value) { appendVarint(body, value + 1u); }
  void write(std::int64_t value) {
    appendVarint(body, (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void write(std::uint64_t value) { appendVarint(body, value); }
  void write(bool value) { body.push_back(value ? 1 : 0); }
  void write(const std::string& value) {
    auto [entry, isNew] = indices.try_emplace(value, order.size());
    if (isNew) order.push_back(entry->first());
    appendVarint(body, entry->second);
  }
  template <typename K, typename V>
  void write(const std::map<K, V>& values) {
    appendVarint(body, values.size());
    for (const auto& [key, value] : values)
      (*this)(key, value);
  }
  template <typename T>
  void write(const std::vector<T>& values) {
    appendVarint(body, values.size());
    for (const T& value : values)
      write(value);
  }
  template <typename T>
  void write(const T& value) {
    if constexpr (std::is_enum_v<T>)
      body.push_back(static_cast<char>(value));
    else
      fields(*this, value);
  }

  std::string body;
  llvm::StringMap<std::size_t> indices;
  std::vector<llvm::StringRef> order;
};

class Reader {
public:
  explicit Reader(llvm::StringRef payload) : rest(payload), textLeft(256 * payload.size() + 4096) {
    std::size_t count = readCount();
    strings.reserve(count);
    for (std::size_t i = 0; i != count && !failed; ++i)
      strings.push_back(take(readVarint()));
  }

  void operator()(auto&... values) { (read(values), ...); }

  /// Everything was read, and nothing is left.
  bool done() const { return !failed && rest.empty(); }

private:
  llvm::StringRef take(std::uint64_t size) {
    if (size > rest.size()) return fail(), llvm::StringRef();
    llvm::StringRef result = rest.take_front(size);
    rest = rest.drop_front(size);
    return result;
  }
  std::uint8_t readByte() {
    llvm::StringRef byte = take(1);
    return byte.empty() ? 0 : static_cast<std::uint8_t>(byte.front());
  }
  std::uint64_t readVarint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      std::uint8_t byte = readByte();
      value |= std::uint64_t(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    fail();
    return 0;
  }
  /// A number of things that take at least one byte each.
  std::size_t readCount() {
    std::uint64_t count = readVarint();
    if (count <= rest.size()) return count;
    fail();
    return 0;
  }

  void read(std::uint32_t& value) {
    std::uint64_t stored = readVarint();
    if (stored > None) fail();
    value = static_cast<std::uint32_t>(stored) - 1u;
  }
  void read(std::int64_t& value) {
    std::uint64_t stored = readVarint();
    value = static_cast<std::int64_t>(stored >> 1) ^ -static_cast<std::int64_t>(stored & 1);
  }
  void read(std::uint64_t& value) { value = readVarint(); }
  void read(bool& value) {
    std::uint8_t stored = readByte();
    if (stored > 1) fail();
    value = stored == 1;
  }
  void read(std::string& value) {
    std::uint64_t index = readVarint();
    if (index >= strings.size() || strings[index].size() > textLeft) return fail();
    textLeft -= strings[index].size();
    value = strings[index].str();
  }
  template <typename K, typename V>
  void read(std::map<K, V>& values) {
    std::size_t count = readCount();
    for (std::size_t i = 0; i != count && !failed; ++i) {
      K key;
      V value;
      (*this)(key, value);
      values.emplace(std::move(key), std::move(value));
    }
  }
  template <typename T>
  void read(std::vector<T>& values) {
    std::size_t count = readCount();
    if constexpr (sizeof(T) <= sizeof(std::string)) values.reserve(count);
    for (std::size_t i = 0; i != count && !failed; ++i)
      read(values.emplace_back());
  }
  template <typename T>
  void read(T& value) {
    if constexpr (std::is_enum_v<T>) {
      std::uint8_t stored = readByte();
      if (stored > static_cast<std::uint8_t>(last(T()))) return fail();
      value = static_cast<T>(stored);
    } else {
      fields(*this, value);
    }
  }

  void fail() {
    failed = true;
    rest = {};
  }

  llvm::StringRef rest;
  std::size_t textLeft;
  std::vector<llvm::StringRef> strings;
  bool failed = false;
};

inline constexpr std::size_t HashSize = 32;
inline constexpr std::size_t HeaderSize = 8 + 4 + 8 + HashSize;

/// `magic` has eight characters and tells kinds of entries apart.
template <typename T>
std::string encodeAs(llvm::StringRef magic, const T& value) {
  Writer writer;
  writer(value);
  std::string payload = writer.payload();
  std::string result = magic.str();
  char numbers[12];
  llvm::support::endian::write32le(numbers, FormatVersion);
  llvm::support::endian::write64le(numbers + 4, payload.size());
  result.append(numbers, sizeof numbers);
  result += hashBytes(payload);
  return result + payload;
}

template <typename T>
llvm::Expected<T> decodeAs(llvm::StringRef magic, llvm::StringRef bytes) {
  auto damaged = [](const char* why) {
    return llvm::createStringError(std::string("damaged facts: ") + why);
  };
  if (bytes.size() < HeaderSize || !bytes.starts_with(magic)) return damaged("not an entry of this kind");
  if (llvm::support::endian::read32le(bytes.data() + 8) != FormatVersion)
    return llvm::createStringError("facts of another version of nostall");
  llvm::StringRef payload = bytes.drop_front(HeaderSize);
  if (llvm::support::endian::read64le(bytes.data() + 12) != payload.size()) return damaged("wrong length");
  if (bytes.substr(20, HashSize) != hashBytes(payload)) return damaged("wrong checksum");
  T value;
  Reader reader(payload);
  reader(value);
  if (!reader.done()) return damaged("malformed content");
  return value;
}

} // namespace nostall::facts
