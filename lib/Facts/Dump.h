// Facts for people and tests: JSON, and a check of the invariants that the model's comments promise.
#pragma once

#include "Facts/Facts.h"

#include <llvm/Support/JSON.h>

#include <string>
#include <vector>

namespace nostall::facts {

llvm::json::Value toJson(const Shard& shard);
llvm::json::Value toJson(const Unit& unit);

/// Every violated invariant (index out of range, unsorted set, cycle of blocks), as a sentence; empty: valid.
std::vector<std::string> validate(const Shard& shard);
/// Of these, the ones that later phases rely on not to run off a table or round a cycle; quick. Decoding
/// checks them.
std::vector<std::string> validateReferences(const Shard& shard);

} // namespace nostall::facts
