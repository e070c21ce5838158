// The names that every module has without importing them.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <cstdint>

namespace nostall::python {

enum class BuiltinKind : std::uint8_t { None, Function, Class };

BuiltinKind builtinKind(llvm::StringRef name);

/// Whether a dotted name is in a module of the standard library.
bool isStandard(llvm::StringRef dotted);

} // namespace nostall::python
