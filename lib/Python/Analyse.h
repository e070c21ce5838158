// Python source → facts, one module at a time. Pure: the same text, path and names give the same unit, byte
// for byte; nothing else of the project is read. Calls have no callees yet, only expressions: who is called
// is decided when all modules are known (Resolve.h).
//
// The text is parsed by tree-sitter, which recovers from errors: a module with a syntax error has the facts
// that could be had and UnitStatus::Recovered. Trees deeper than the walk's limit are cut there and reported
// in the unit's notes.
#pragma once

#include "Facts/Facts.h"

#include <chrono>
#include <string>
#include <string_view>

namespace nostall::python {

/// A file as discovery found it.
struct ModuleFile {
  std::string path; ///< absolute
  std::string name; ///< dotted module name; a package's `__init__.py` has the package's
  bool package = false;
  std::string root; ///< absolute folder that the name starts from
};

/// The unit of one module: one shard with Shard::module filled. `timeLimit` bounds parsing; a file that is
/// not text (NUL bytes) or not UTF-8 even with its declared encoding fails with a message.
facts::Unit analyseModule(const ModuleFile& file, std::string_view text,
                          std::chrono::milliseconds timeLimit = std::chrono::milliseconds{20000});

} // namespace nostall::python
