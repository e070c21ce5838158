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

/// Text to number and back. Number 0 is the empty text.
class NameTable {
public:
  NameTable() { intern(""); }
  NameTable(const NameTable&) = delete;

  NameId intern(llvm::StringRef text) {
    const auto [entry, added] = numbers.try_emplace(text, static_cast<NameId>(texts.size()));
    if (added) texts.push_back(entry->first());
    return entry->second;
  }
  /// 0 when the text was never interned.
  NameId find(llvm::StringRef text) const { return numbers.lookup(text); }
  llvm::StringRef text(NameId name) const { return texts[name]; }
  /// `owner.name`
  NameId dotted(llvm::StringRef owner, llvm::StringRef name) {
    return intern((llvm::Twine(owner) + "." + name).str());
  }

private:
  llvm::StringMap<NameId> numbers;
  std::vector<llvm::StringRef> texts; ///< the keys of `numbers`, which do not move
};

} // namespace nostall::python
