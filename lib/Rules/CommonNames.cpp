#include "Rules/CommonNames.h"

#include <llvm/ADT/StringSet.h>

namespace nostall::rules {

bool isCommonMethod(std::string_view name) {
  static const llvm::StringSet<> common{
      // builtins, collections
      "add", "append", "capitalize", "clear", "copy", "count", "decode", "discard", "encode", "endswith",
      "extend", "find", "format", "get", "index", "insert", "items", "join", "keys", "lower", "max", "min",
      "pop", "popitem", "remove", "replace", "reverse", "rotate", "send", "setdefault", "sort", "split",
      "startswith", "strip", "throw", "title", "translate", "union", "update", "upper", "values",
      // logging
      "critical", "debug", "error", "exception", "info", "log", "warning",
      // files, paths, patterns, dates
      "close", "date", "exists", "flush", "group", "match", "mkdir", "open", "read", "read1", "readinto",
      "readline", "readlines", "rename", "search", "seek", "sub", "time", "touch", "truncate", "unlink",
      "write", "writelines",
      // any class
      "acquire", "apply", "bind", "build", "cancel", "check", "data", "list", "load", "map", "move", "next",
      "options", "parse", "release", "reset", "run", "set", "show", "size", "start", "stop", "sum", "type",
      "value", "version"};
  return common.contains(llvm::StringRef(name));
}

} // namespace nostall::rules
