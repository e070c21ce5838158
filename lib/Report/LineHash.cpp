// The algorithm is the one that GitHub publishes with its CodeQL action (github/codeql-action,
// src/fingerprints.ts), so that a service which computes it by itself comes to the same value:
//
// The text is taken as UTF-16 code units without blanks and tabs, with every line end (CR, LF, CR LF) as one
// LF, and a unit 0xFFFF after the last one. The hash of a line is that of the 100 units from its first one
// on, zeros standing in behind the end: h = Σ unit[i] · 37^(99-i) modulo 2^64, in hexadecimal without leading
// zeros. Lines with equal hashes are told apart by counting them from 1. Every line end starts a line, so a
// text has one more line than line ends.

#include "Report/LineHash.h"

#include "Report/Text.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/Support/ConvertUTF.h>

#include <fmt/format.h>

#include <cstdint>

namespace nostall::report {
namespace {

constexpr std::size_t Window = 100;
constexpr std::uint64_t Factor = 37;

/// What is hashed, and where in it the lines begin.
struct Units {
  std::vector<std::uint16_t> units;
  std::vector<std::size_t> starts;
};

Units unitsOf(llvm::StringRef text) {
  llvm::SmallVector<llvm::UTF16, 0> wide;
  llvm::convertUTF8ToUTF16String(validUtf8(text), wide);
  Units result;
  bool lineBegins = true;
  auto append = [&](std::uint16_t unit) {
    if (lineBegins) result.starts.push_back(result.units.size());
    lineBegins = unit == '\n';
    result.units.push_back(unit);
  };
  for (std::size_t at = 0; at < wide.size(); ++at) {
    const llvm::UTF16 unit = wide[at];
    if (unit == ' ' || unit == '\t') continue;
    if (unit == '\n' && at > 0 && wide[at - 1] == '\r') continue;
    append(unit == '\r' ? '\n' : unit);
  }
  append(0xFFFF);
  return result;
}

} // namespace

std::vector<std::string> lineHashes(llvm::StringRef text) {
  const Units input = unitsOf(text);
  std::uint64_t outgoing = 1;
  for (std::size_t i = 0; i < Window; ++i)
    outgoing *= Factor;

  auto unit = [&](std::size_t at) -> std::uint64_t { return at < input.units.size() ? input.units[at] : 0; };
  std::vector<std::string> hashes;
  llvm::StringMap<unsigned> seen;
  std::uint64_t hash = 0; // of the units [begin, begin + Window)
  for (std::size_t at = 0; at < Window; ++at)
    hash = hash * Factor + unit(at);
  std::size_t begin = 0;
  for (std::size_t start : input.starts) {
    for (; begin < start; ++begin)
      hash = hash * Factor + unit(begin + Window) - outgoing * unit(begin);
    const std::string value = fmt::format("{:x}", hash);
    hashes.push_back(fmt::format("{}:{}", value, ++seen[value]));
  }
  return hashes;
}

} // namespace nostall::report
