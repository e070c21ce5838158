#include "Python/Resolver/BuiltinNames.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringSet.h>

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

bool isStandard(llvm::StringRef dotted) {
  static const llvm::StringSet<> modules = {
      "abc",          "argparse",    "array",       "ast",       "atexit",  "base64",      "binascii",
      "bisect",       "builtins",    "bz2",         "calendar",  "cmath",   "codecs",      "collections",
      "configparser", "contextvars", "copy",        "csv",       "ctypes",  "dataclasses", "datetime",
      "decimal",      "difflib",     "dis",         "email",     "enum",    "errno",       "filecmp",
      "fnmatch",      "fractions",   "functools",   "gc",        "getpass", "gettext",     "glob",
      "graphlib",     "gzip",        "hashlib",     "heapq",     "hmac",    "html",        "importlib",
      "inspect",      "io",          "ipaddress",   "itertools", "json",    "keyword",     "linecache",
      "locale",       "logging",     "lzma",        "marshal",   "math",    "mimetypes",   "numbers",
      "operator",     "optparse",    "os",          "pathlib",   "pickle",  "pkgutil",     "platform",
      "plistlib",     "pprint",      "pwd",         "random",    "re",      "reprlib",     "resource",
      "secrets",      "shlex",       "shutil",      "signal",    "site",    "stat",        "statistics",
      "string",       "struct",      "sys",         "sysconfig", "tarfile", "tempfile",    "textwrap",
      "time",         "timeit",      "token",       "tokenize",  "tomllib", "traceback",   "tracemalloc",
      "types",        "typing",      "unicodedata", "unittest",  "uuid",    "warnings",    "weakref",
      "xml",          "zipfile",     "zlib",        "zoneinfo"};
  return modules.contains(dotted.split('.').first);
}

} // namespace nostall::python
