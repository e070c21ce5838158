// What the last `nostall check` found in C++: its facts, as they are in the store, linked again. Nothing is
// parsed here; a C++ front end inside an editor is clangd's business. A file whose text is not the one that
// was analysed is out of date, and whoever shows its findings has to say so.
#pragma once

#include "Driver/Driver.h"
#include "Editor/Buffers.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace nostall::editor {

class StoredCxx {
public:
  /// `options` outlives this, and its catalogue.
  explicit StoredCxx(const driver::RunOptions& options) : options(options) {}

  /// Takes what the store has, if it is something else than before.
  void load();

  const std::vector<Finding>& findings() const { return found; }
  bool contains(const std::string& file) const { return contents.contains(file); }
  /// Whether the text is not the one that was analysed, in some unit.
  bool isOutOfDate(const std::string& file, llvm::StringRef text) const;

private:
  const driver::RunOptions& options;
  std::vector<Finding> found;
  std::map<std::string, std::set<std::string>> contents; ///< hashes of what was analysed, by file
  std::string loaded;                                    ///< what `found` was made from
};

} // namespace nostall::editor
