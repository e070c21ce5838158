// One list of fields per struct serves both directions: `fields(io, value)` hands each member to a Writer or
// to a Reader. The file is a header (magic with the kind, version, length, XXH3-128 of what follows), the
// string table in order of first use, and the fields. Integers are varints; an Index is stored plus one, so
// that None takes a byte.
//
// The reader believes nothing: a count is bounded by the bytes that are left, the text it hands out by a
// multiple of the input (one long string referred to a million times is an attack, not facts), an enumerator
// by the last one. The first error sticks and stops every loop.
#include "Facts/Serialize.h"

#include "Facts/Dump.h"
#include "Facts/Store.h"

#include <llvm/ADT/StringMap.h>
#include <llvm/Support/Endian.h>

#include <concepts>
#include <type_traits>

namespace nostall::facts {
namespace {

template <typename T, typename Plain>
concept Is = std::same_as<std::remove_const_t<T>, Plain>;

void fields(auto& io, Is<Position> auto& it) { io(it.line, it.column); }
void fields(auto& io, Is<Range> auto& it) { io(it.file, it.begin, it.end); }
void fields(auto& io, Is<Type> auto& it) { io(it.spelling, it.record, it.bases, it.arguments); }
void fields(auto& io, Is<Symbol> auto& it) {
  io(it.id, it.name, it.record, it.recordBases, it.header, it.returnType, it.parameters, it.flags,
     it.overrides, it.annotations);
}
void fields(auto& io, Is<Callable> auto& it) { io(it.kind, it.symbol, it.parameter); }
void fields(auto& io, Is<Value> auto& it) {
  io(it.kind, it.type, it.integer, it.call, it.callable, it.text, it.source, it.keyword);
}
void fields(auto& io, Is<Block> auto& it) {
  io(it.parent, it.guard, it.holds, it.comparison, it.operand, it.loop);
}
void fields(auto& io, Is<Rewrite> auto& it) { io(it.rule, it.text, it.range, it.exactness, it.condition); }
void fields(auto& io, Is<Call> auto& it) {
  io(it.kind, it.callee, it.target, it.unresolved, it.spelling, it.range, it.name, it.receiver, it.arguments,
     it.block, it.flags, it.after, it.matched, it.expression, it.rewrites);
}
void fields(auto& io, Is<Await> auto& it) { io(it.range, it.call, it.after, it.awaiter); }
void fields(auto& io, Is<SlotWrite> auto& it) { io(it.slot, it.value, it.range); }
void fields(auto& io, Is<Entity> auto& it) {
  io(it.symbol, it.kind, it.flags, it.range, it.name, it.parent, it.pattern, it.parameterNames, it.blocks,
     it.calls, it.awaits, it.writes);
}
void fields(auto& io, Is<Suppression> auto& it) { io(it.kind, it.range, it.checks, it.reason, it.ownLine); }
void fields(auto& io, Is<Expression> auto& it) {
  io(it.kind, it.asynchronous, it.scope, it.integer, it.text, it.operands, it.keywords, it.begin, it.end);
}
void fields(auto& io, Is<Binding> auto& it) {
  io(it.kind, it.scope, it.name, it.value, it.annotation, it.entity, it.block, it.at);
}
void fields(auto& io, Is<AttributeBinding> auto& it) {
  io(it.object, it.name, it.value, it.annotation, it.scope);
}
void fields(auto& io, Is<ScopeParameter> auto& it) { io(it.kind, it.name, it.annotation, it.defaultValue); }
void fields(auto& io, Is<Scope> auto& it) {
  io(it.kind, it.parent, it.name, it.entity, it.flags, it.parameters, it.decorators, it.bases,
     it.returnAnnotation, it.returned, it.yielded);
}
void fields(auto& io, Is<Module> auto& it) {
  io(it.name, it.package, it.root, it.scopes, it.expressions, it.bindings, it.attributes, it.exports);
}
void fields(auto& io, Is<Shard> auto& it) {
  io(it.language, it.files, it.types, it.symbols, it.entities, it.suppressions, it.module);
}
void fields(auto& io, Is<Dependency> auto& it) { io(it.path, it.hash); }
void fields(auto& io, Is<UnitRecord> auto& it) {
  io(it.unit.language, it.unit.mainFile, it.unit.target, it.unit.status, it.unit.errors, it.unit.message,
     it.unit.notes, it.unit.dependencies, it.shardHashes);
}

constexpr Language last(Language) { return Language::Python; }
constexpr Callable::Kind last(Callable::Kind) { return Callable::Kind::Slot; }
constexpr Value::Kind last(Value::Kind) { return Value::Kind::Function; }
constexpr Block::Comparison last(Block::Comparison) { return Block::Comparison::GreaterEqual; }
constexpr CallKind last(CallKind) { return CallKind::Decorator; }
constexpr Unresolved last(Unresolved) { return Unresolved::Reflection; }
constexpr EntityKind last(EntityKind) { return EntityKind::Module; }
constexpr Suppression::Kind last(Suppression::Kind) { return Suppression::Kind::Noqa; }
constexpr Expression::Kind last(Expression::Kind) { return Expression::Kind::Yield; }
constexpr Binding::Kind last(Binding::Kind) { return Binding::Kind::Declaration; }
constexpr ScopeParameter::Kind last(ScopeParameter::Kind) { return ScopeParameter::Kind::KeywordRest; }
constexpr Scope::Kind last(Scope::Kind) { return Scope::Kind::Generator; }
constexpr UnitStatus last(UnitStatus) { return UnitStatus::OutOfMemory; }

void appendVarint(std::string& out, std::uint64_t value) {
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
  void write(bool value) { body.push_back(value ? 1 : 0); }
  void write(const std::string& value) {
    auto [entry, isNew] = indices.try_emplace(value, order.size());
    if (isNew) order.push_back(entry->first());
    appendVarint(body, entry->second);
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

constexpr llvm::StringLiteral ShardMagic = "nostallS";
constexpr llvm::StringLiteral UnitMagic = "nostallU";
constexpr std::size_t HashSize = 32;
constexpr std::size_t HeaderSize = 8 + 4 + 8 + HashSize;

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

} // namespace

std::string encode(const Shard& shard) { return encodeAs(ShardMagic, shard); }

std::string encode(const UnitRecord& record) { return encodeAs(UnitMagic, record); }

llvm::Expected<UnitRecord> decodeUnit(llvm::StringRef bytes) {
  return decodeAs<UnitRecord>(UnitMagic, bytes);
}

llvm::Expected<Shard> decodeShard(llvm::StringRef bytes) {
  llvm::Expected<Shard> shard = decodeAs<Shard>(ShardMagic, bytes);
  if (shard)
    if (std::vector<std::string> problems = validateReferences(*shard); !problems.empty())
      return llvm::createStringError("damaged facts: " + problems.front());
  return shard;
}

} // namespace nostall::facts
