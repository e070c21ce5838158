#include "Driver/Wire.h"

#include "Facts/Store.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/Endian.h>

namespace nostall::driver {
namespace {

constexpr llvm::StringLiteral Magic = "nostall\n";
constexpr std::size_t HeaderSize = Magic.size() + 8;
/// A unit's facts take some megabytes at most.
constexpr std::uint64_t LongestFrame = std::uint64_t(1) << 30;

std::string number(std::uint64_t value) {
  std::string bytes(8, '\0');
  llvm::support::endian::write64le(bytes.data(), value);
  return bytes;
}

} // namespace

std::string pack(const std::vector<std::string>& parts) {
  std::string result;
  for (const std::string& part : parts)
    result += number(part.size()) + part;
  return result;
}

std::optional<std::vector<std::string>> unpack(llvm::StringRef bytes) {
  std::vector<std::string> parts;
  while (!bytes.empty()) {
    if (bytes.size() < 8) return std::nullopt;
    std::uint64_t size = llvm::support::endian::read64le(bytes.data());
    bytes = bytes.drop_front(8);
    if (size > bytes.size()) return std::nullopt;
    parts.push_back(bytes.take_front(size).str());
    bytes = bytes.drop_front(size);
  }
  return parts;
}

std::string toFrame(const std::vector<std::string>& parts) {
  std::string payload = pack(parts);
  return Magic.str() + number(payload.size()) + payload;
}

llvm::Expected<std::optional<std::vector<std::string>>> takeFrame(std::string& buffer) {
  llvm::StringRef bytes = buffer;
  auto broken = [] { return llvm::createStringError("sent something that is no message"); };
  if (!bytes.starts_with(Magic.take_front(bytes.size()))) return broken();
  if (bytes.size() < HeaderSize) return std::nullopt;
  std::uint64_t size = llvm::support::endian::read64le(bytes.data() + Magic.size());
  if (size > LongestFrame) return broken();
  if (bytes.size() - HeaderSize < size) return std::nullopt;
  std::optional<std::vector<std::string>> parts = unpack(bytes.substr(HeaderSize, size));
  if (!parts) return broken();
  buffer.erase(0, HeaderSize + size);
  return parts;
}

std::vector<std::string> toParts(const Request& request) {
  const cxx::UnitCommand& command = request.command;
  std::vector<std::string> rules;
  for (const cxx::AstRule& rule : request.astRules)
    llvm::append_range(rules, std::vector{rule.rule, rule.matcher});
  return {command.directory,   command.file,
          command.target,      pack(command.arguments),
          pack(command.notes), request.resourceDirectory,
          pack(rules),         number(request.memory)};
}

std::optional<Request> toRequest(const std::vector<std::string>& parts) {
  if (parts.size() != 8 || parts[7].size() != 8) return std::nullopt;
  auto arguments = unpack(parts[3]);
  auto notes = unpack(parts[4]);
  auto rules = unpack(parts[6]);
  if (!arguments || !notes || !rules || rules->size() % 2 != 0) return std::nullopt;
  Request request;
  request.command = {parts[0], parts[1], std::move(*arguments), parts[2], std::move(*notes)};
  request.resourceDirectory = parts[5];
  for (std::size_t i = 0; i != rules->size(); i += 2)
    request.astRules.push_back({(*rules)[i], (*rules)[i + 1]});
  request.memory = llvm::support::endian::read64le(parts[7].data());
  return request;
}

std::vector<std::string> toParts(const Answer& answer) {
  std::vector<std::string> parts{facts::encode(answer.record)};
  llvm::append_range(parts, answer.shards);
  return parts;
}

llvm::Expected<Answer> toAnswer(std::vector<std::string> parts) {
  if (parts.empty()) return llvm::createStringError("sent an empty message");
  llvm::Expected<facts::UnitRecord> record = facts::decodeUnit(parts.front());
  if (!record) return record.takeError();
  parts.erase(parts.begin());
  if (record->shardHashes.size() != parts.size())
    return llvm::createStringError("sent too few or too many shards");
  for (const auto& [hash, bytes] : llvm::zip_equal(record->shardHashes, parts))
    if (facts::hashBytes(bytes) != hash) return llvm::createStringError("sent a damaged shard");
  return Answer{std::move(*record), std::move(parts)};
}

Answer encodeUnit(facts::Unit unit) {
  Answer answer;
  for (const facts::Shard& shard : unit.shards) {
    answer.shards.push_back(facts::encode(shard));
    answer.record.shardHashes.push_back(facts::hashBytes(answer.shards.back()));
  }
  unit.shards.clear();
  answer.record.unit = std::move(unit);
  return answer;
}

} // namespace nostall::driver
