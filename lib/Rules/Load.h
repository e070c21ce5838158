// Reads the catalogue: YAML with source places → checked → compiled structs. Later files override earlier ones by
// library, framework and rule name, so a project's own files win over ours.
#pragma once

#include "Rules/Catalogue.h"

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace nostall::rules {

/// Something wrong in a file that a person wrote. Shared by the catalogue and the configuration.
struct Problem {
  std::string file;
  unsigned line = 0;   ///< from 1; 0: the file as a whole
  unsigned column = 0; ///< from 1, in bytes
  std::string text;    ///< names the key and the nearest known one, or what to write instead
  bool error = true;   ///< false: a warning
  friend bool operator==(const Problem&, const Problem&) = default;
};
/// Prints `file:line:column: error: text`.
std::ostream& operator<<(std::ostream& out, const Problem& problem);

/// What came of loading; with an error among the problems the catalogue must not be used.
struct Loaded {
  Catalogue catalogue;
  std::vector<Problem> problems;
  bool ok() const;
};

/// Loads every `*/{libraries,frameworks}/*.yaml` under `root` (the bundled rules), then `userFiles` in order (each
/// file says itself whether it is a library or a framework).
Loaded loadCatalogue(const std::string& root, const std::vector<std::string>& userFiles);

/// Parses the text of one file into `into`; `path` is for messages and tells the language (a folder named `python`
/// or `cpp` in it; a `language:` key in the file wins).
void parseCatalogueFile(std::string_view text, const std::string& path, Catalogue& into,
                        std::vector<Problem>& problems);

} // namespace nostall::rules
