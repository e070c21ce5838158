// Interned names and tuples: the resolver compares and hashes numbers, never text.
#pragma once

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/ADT/Twine.h>

#include <cstdint>
#include <vector>

namespace nostall::python {

using NameId = std::uint32_t;

/// Text to number and back. Number 0 is the empty text. A table may stand on another one: it has the names
/// of that one under the same numbers, and adds its own behind them.
class NameTable {
public:
  NameTable() { intern(""); }
  /// Stands on `base`, which outlives it and gets no further names.
  explicit NameTable(const NameTable* base) : base(base), first(base->size()) {}
  NameTable(const NameTable& other) : base(other.base), first(other.first) {
    for (llvm::StringRef text : other.texts)
      intern(text);
  }
  NameTable& operator=(const NameTable&) = delete;

  NameId intern(llvm::StringRef text) {
    const std::uint32_t hash = llvm::StringMapImpl::hash(text);
    if (base)
      if (const auto known = base->numbers.find(text, hash); known != base->numbers.end())
        return known->second;
    const auto [entry, added] = numbers.try_emplace_with_hash(text, hash, size());
    if (added) texts.push_back(entry->first());
    return entry->second;
  }
  /// 0 when the text was never interned.
  NameId find(llvm::StringRef text) const {
    const NameId known = base ? base->find(text) : 0;
    return known ? known : numbers.lookup(text);
  }
  llvm::StringRef text(NameId name) const { return name < first ? base->texts[name] : texts[name - first]; }
  NameId size() const { return first + static_cast<NameId>(texts.size()); }
  /// `owner.name`
  NameId dotted(llvm::StringRef owner, llvm::StringRef name) {
    return intern((llvm::Twine(owner) + "." + name).str());
  }

private:
  const NameTable* base = nullptr;
  NameId first = 0; ///< how many names `base` has
  llvm::StringMap<NameId> numbers;
  std::vector<llvm::StringRef> texts; ///< the keys of `numbers`, which do not move
};

} // namespace nostall::python
