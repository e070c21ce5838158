#include "Python/Resolver/BuiltinNames.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringSwitch.h>

namespace nostall::python {

BuiltinKind builtinKind(llvm::StringRef name) {
  constexpr llvm::StringLiteral functions[] = {
      "abs",        "aiter",    "all",        "anext",    "any",          "ascii",       "bin",
      "breakpoint", "callable", "chr",        "compile",  "delattr",      "dir",         "divmod",
      "enumerate",  "eval",     "exec",       "filter",   "format",       "getattr",     "globals",
      "hasattr",    "hash",     "help",       "hex",      "id",           "input",       "isinstance",
      "issubclass", "iter",     "len",        "locals",   "map",          "max",         "min",
      "next",       "oct",      "open",       "ord",      "pow",          "print",       "range",
      "repr",       "reversed", "round",      "setattr",  "sorted",       "sum",         "super",
      "vars",       "zip",      "__import__", "property", "staticmethod", "classmethod", "type"};
  constexpr llvm::StringLiteral classes[] = {"bool",   "bytearray", "bytes", "complex", "dict",
                                             "float",  "frozenset", "int",   "list",    "memoryview",
                                             "object", "set",       "slice", "str",     "tuple"};
  if (llvm::is_contained(functions, name)) return BuiltinKind::Function;
  if (llvm::is_contained(classes, name)) return BuiltinKind::Class;
  const bool exception = name.ends_with("Error") || name.ends_with("Exception") ||
                         name.ends_with("Warning") || name.ends_with("Exit") || name.ends_with("Iteration") ||
                         name == "KeyboardInterrupt" || name.ends_with("ExceptionGroup");
  return exception && llvm::isUpper(name.front()) ? BuiltinKind::Class : BuiltinKind::None;
}

} // namespace nostall::python
