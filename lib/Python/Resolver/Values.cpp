#include "Python/Resolver/Values.h"

#include <llvm/ADT/Hashing.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallVector.h>

namespace nostall::python {

namespace {

/// A key that DenseMap does not keep for itself.
std::uint64_t keyOf(llvm::hash_code hash) { return static_cast<std::uint64_t>(std::size_t(hash)) >> 1; }

} // namespace

ValueTable::ValueTable() {
  lists.emplace_back();
  listsByHash[keyOf(llvm::hash_combine_range(lists[0].begin(), lists[0].end()))].push_back(0);
}

ValueId ValueTable::intern(const Value& value) {
  auto& candidates = valuesByHash[keyOf(
      llvm::hash_combine(static_cast<std::uint32_t>(value.kind), value.a, value.b, value.c, value.flag))];
  for (ValueId candidate : candidates)
    if (values[candidate] == value) return candidate;
  const auto id = static_cast<ValueId>(values.size());
  values.push_back(value);
  candidates.push_back(id);
  return id;
}

std::uint32_t ValueTable::internList(llvm::ArrayRef<std::uint32_t> members) {
  auto& candidates = listsByHash[keyOf(llvm::hash_combine_range(members.begin(), members.end()))];
  for (std::uint32_t candidate : candidates)
    if (members == llvm::ArrayRef<std::uint32_t>(lists[candidate])) return candidate;
  const auto id = static_cast<std::uint32_t>(lists.size());
  lists.emplace_back(members.begin(), members.end());
  candidates.push_back(id);
  return id;
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
