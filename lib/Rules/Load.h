// Reads the catalogue: YAML with source places → checked → compiled structs. Later files override earlier
// ones by library, framework and rule name, so a project's own files win over ours.
#pragma once

#include "Rules/Catalogue.h"
#include "Support/Problem.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace nostall::rules {

using nostall::Problem;

/// What came of loading; with an error among the problems the catalogue must not be used.
struct Loaded {
  Catalogue catalogue;
  std::vector<Problem> problems;
  bool ok() const;
};

/// Says what is wrong with a rule's AST matcher expression; empty: nothing. Given by whoever has a front end.
using MatcherCheck = std::function<std::string(const std::string& rule, const std::string& expression)>;

/// Loads every `*/{libraries,frameworks}/*.yaml` under `root` (the bundled rules), then `userFiles` in order
/// (each file says itself whether it is a library or a framework).
Loaded loadCatalogue(const std::string& root, const std::vector<std::string>& userFiles,
                     const MatcherCheck& checkMatcher = {});

/// Parses the text of one file into `into`; `path` is for messages and tells the language (a folder named
/// `python` or `cpp` in it; a `language:` key in the file wins).
void parseCatalogueFile(std::string_view text, const std::string& path, Catalogue& into,
                        std::vector<Problem>& problems);

} // namespace nostall::rules
