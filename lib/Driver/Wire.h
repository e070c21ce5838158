// What the driver and its workers say to each other over a pair of sockets: frames, each a magic number, a
// length and a list of byte strings. Both sides treat what they read as if anyone had sent it.
#pragma once

#include "Cxx/Analyse.h"
#include "Facts/Serialize.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nostall::driver {

/// One unit to analyse.
struct Request {
  cxx::UnitCommand command;
  std::string resourceDirectory;
  std::vector<cxx::AstRule> astRules;
  std::uint64_t memory = 0; ///< bytes of address space; 0: no limit
};

/// One unit analysed: facts in the form in which they are stored.
struct Answer {
  facts::UnitRecord record;
  std::vector<std::string> shards; ///< encoded; hashes in `record.shardHashes`
};

/// A list of byte strings as one.
std::string pack(const std::vector<std::string>& parts);
/// The inverse; std::nullopt when the bytes are no such list.
std::optional<std::vector<std::string>> unpack(llvm::StringRef bytes);

std::string toFrame(const std::vector<std::string>& parts);
/// Takes the first whole frame off `buffer`; std::nullopt when more bytes are needed; an error when none can
/// follow.
llvm::Expected<std::optional<std::vector<std::string>>> takeFrame(std::string& buffer);

std::vector<std::string> toParts(const Request& request);
std::optional<Request> toRequest(const std::vector<std::string>& parts);
std::vector<std::string> toParts(const Answer& answer);
llvm::Expected<Answer> toAnswer(std::vector<std::string> parts);

/// `unit` in the form of an answer.
Answer encodeUnit(facts::Unit unit);

} // namespace nostall::driver
