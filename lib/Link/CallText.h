// A call in words of source: templates of the catalogue filled with the call's own parts. Facts keep the text
// of receivers and arguments, not of whole calls, so a call is put together again; where that cannot be done
// faithfully (the text was cut, the call is implicit or inside a macro) there is no result.
#pragma once

#include "Facts/Facts.h"

#include <llvm/ADT/StringRef.h>

#include <optional>
#include <string>

namespace nostall::linker {

/// The callee's name without qualification; for people when the callee is not known.
std::string bareName(const facts::Shard& shard, const facts::Call& call);

/// The callee's qualified name, or what is written where it is not known.
std::string calleeName(const facts::Shard& shard, const facts::Call& call);

/// The whole call as written: `connection->query(a, b)`.
std::optional<std::string> callText(const facts::Shard& shard, const facts::Call& call);

/// What stands before the parentheses of the call: `q.first`, `sqlite3.connect`.
std::optional<std::string> functionText(const facts::Shard& shard, const facts::Call& call);

/// The arguments as written, keywords included, as further ones behind another: `, 1, key=2`, or nothing.
std::optional<std::string> passedText(const facts::Shard& shard, const facts::Call& call);

/// Fills {receiver} {access} {name} {args} {arg0} … {rest} {call} {function} {passed} {result}; {pool} stays
/// the word `pool`. A doubled brace is a brace. What awaits is put in parentheses where more follows.
std::optional<std::string> fillTemplate(llvm::StringRef pattern, const facts::Shard& shard,
                                        const facts::Call& call);

} // namespace nostall::linker
