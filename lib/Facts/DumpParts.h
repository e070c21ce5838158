// What the dump of facts is made of; private to Dump.cpp and DumpModule.cpp.
#pragma once

#include "Facts/Facts.h"

#include <llvm/Support/JSON.h>

#include <fmt/format.h>

#include <array>
#include <type_traits>

namespace nostall::facts::dumping {

namespace json = llvm::json;

template <typename Enum, std::size_t Size>
std::string nameOf(Enum value, const std::array<const char*, Size>& names) {
  auto number = static_cast<std::size_t>(value);
  return number < Size ? names[number] : fmt::format("unknown ({})", number);
}

template <std::size_t Size>
json::Array flags(std::uint32_t bits, const std::array<const char*, Size>& names) {
  json::Array result;
  for (std::size_t i = 0; i != 32; ++i)
    if (bits >> i & 1) result.push_back(i < Size ? std::string(names[i]) : fmt::format("bit {}", i));
  return result;
}

inline json::Value index(Index index) {
  return index == None ? json::Value(nullptr) : json::Value(std::int64_t(index));
}

inline json::Array indices(const std::vector<Index>& values) {
  json::Array result;
  for (Index value : values)
    result.push_back(index(value));
  return result;
}

/// File text need not be UTF-8, JSON has to be.
inline json::Value text(const std::string& value) { return json::Value(json::fixUTF8(value)); }

inline json::Array texts(const std::vector<std::string>& values) {
  json::Array result;
  for (const std::string& value : values)
    result.push_back(text(value));
  return result;
}

template <typename T>
json::Array all(const std::vector<T>& values, json::Value (*dump)(const std::type_identity_t<T>&)) {
  json::Array result;
  for (const T& value : values)
    result.push_back(dump(value));
  return result;
}

/// Adds a member unless it says nothing.
inline void add(json::Object& object, const char* key, json::Value value) {
  bool empty = value.kind() == json::Value::Null || (value.getAsString() && value.getAsString()->empty()) ||
               (value.getAsArray() && value.getAsArray()->empty()) ||
               (value.getAsObject() && value.getAsObject()->empty()) || value.getAsBoolean() == false;
  if (!empty) object.try_emplace(key, std::move(value));
}

/// The part for dynamically typed languages; empty when there is none.
json::Value dump(const Module& module);

} // namespace nostall::facts::dumping
