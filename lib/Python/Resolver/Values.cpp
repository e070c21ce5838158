#include "Python/Resolver/Values.h"

#include <llvm/ADT/Hashing.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallVector.h>

namespace nostall::python {

namespace {

/// A key that DenseMap does not keep for itself.
std::uint64_t keyOf(llvm::hash_code hash) { return static_cast<std::uint64_t>(std::size_t(hash)) >> 1; }

} // namespace

ValueTable::ValueTable() { internList({}); }

/// The number that is `same` among those of the hash; if there is none, the next number is entered.
template <typename Same>
std::optional<std::uint32_t> ValueTable::find(Chains& chains, std::uint64_t hash, Same same) {
  constexpr std::uint32_t none = ~std::uint32_t{0};
  const auto [entry, added] = chains.newest.try_emplace(hash, none);
  for (std::uint32_t number = entry->second; number != none; number = chains.older[number])
    if (same(number)) return number;
  chains.older.push_back(entry->second);
  entry->second = static_cast<std::uint32_t>(chains.older.size() - 1);
  return std::nullopt;
}

ValueId ValueTable::intern(const Value& value) {
  const std::uint64_t hash = keyOf(
      llvm::hash_combine(static_cast<std::uint32_t>(value.kind), value.a, value.b, value.c, value.flag));
  if (const auto known = find(valuesByHash, hash, [&](ValueId id) { return values[id] == value; }))
    return *known;
  values.push_back(value);
  return static_cast<ValueId>(values.size() - 1);
}

std::uint32_t ValueTable::internList(llvm::ArrayRef<std::uint32_t> members) {
  const std::uint64_t hash = keyOf(llvm::hash_combine_range(members.begin(), members.end()));
  if (const auto known = find(listsByHash, hash, [&](std::uint32_t id) {
        return members == llvm::ArrayRef<std::uint32_t>(lists[id]);
      }))
    return *known;
  lists.emplace_back(members.begin(), members.end());
  return static_cast<std::uint32_t>(lists.size() - 1);
}

bool ValueTable::alike(ValueId a, ValueId b) const {
  if (a == b) return true;
  const Value& x = values[a];
  const Value& y = values[b];
  return x.kind == Value::Kind::Instance && y.kind == Value::Kind::Instance && x.a == y.a && x.b == y.b &&
         x.flag == y.flag;
}

SetId ValueTable::set(llvm::ArrayRef<ValueId> members) {
  llvm::SmallVector<ValueId, SetLimit + 1> sorted;
  for (ValueId member : members) {
    if (llvm::any_of(sorted, [&](ValueId other) { return alike(member, other); })) continue;
    if (sorted.size() == SetLimit) return Nothing;
    sorted.push_back(member);
  }
  llvm::sort(sorted);
  return internList(sorted);
}

SetId ValueTable::unite(SetId a, SetId b) {
  if (a == b || b == Nothing) return a;
  if (a == Nothing) return b;
  llvm::SmallVector<ValueId, 2 * SetLimit> all(lists[a].begin(), lists[a].end());
  llvm::append_range(all, lists[b]);
  return set(all);
}

SetId ValueTable::withoutNull(SetId from) {
  if (llvm::none_of(lists[from], [&](ValueId id) { return isNull(id); })) return from;
  llvm::SmallVector<ValueId, SetLimit> rest;
  for (ValueId id : lists[from])
    if (!isNull(id)) rest.push_back(id);
  return set(rest);
}

} // namespace nostall::python
