// What coroutines read of mapped objects, and what they do around it.
#pragma once

#include "Python/Detectors/Detection.h"

namespace nostall::python {

/// An attribute of a mapped object that a coroutine reads.
struct Read {
  Index index = None;
  Index object = None; ///< a Name
  FunctionKey function;
  ClassId owner = 0;
  MappedAttribute attribute;
};

/// The reads of mapped attributes in coroutines, through names, in the order of the text.
std::vector<Read> readsOf(Detection& at);

/// What a coroutine does apart from a read. Places are byte offsets.
struct Body {
  Detection& at;
  FunctionKey function;
  std::uint32_t begin = 0, end = 0;

  Body(Detection& at, FunctionKey function);

  const ModuleInfo& info() const { return at.evaluator.modules[function.module]; }
  /// Whether the test holds for an expression between two places.
  bool any(std::uint32_t from, std::uint32_t to,
           llvm::function_ref<bool(Index, const facts::Expression&)> test) const;

  /// Whether an attribute of this name is set between two places.
  bool sets(llvm::StringRef attribute, std::uint32_t from, std::uint32_t to) const;
  /// Whether there is something between two places that loads what is named nowhere, or asks what is loaded.
  bool loads(std::uint32_t from, std::uint32_t to) const;
  /// Whether an attribute is named between two places, by its class or in a string that is no key.
  bool mentions(llvm::StringRef attribute, std::uint32_t from, std::uint32_t to) const;
  /// Whether between two places a call gets the object or session of this path, or is made on it.
  bool handsOver(llvm::StringRef path, std::uint32_t from, std::uint32_t to) const;
};

} // namespace nostall::python
