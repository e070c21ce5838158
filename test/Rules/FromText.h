// Catalogues from text, for tests.
#pragma once

#include "Rules/Load.h"

#include <gtest/gtest.h>

#include <sstream>

namespace nostall::rules {

/// What loading the text as one file complains of, each as `line:column: text`.
inline std::vector<std::string> complaints(std::string_view text) {
  Catalogue catalogue;
  std::vector<Problem> problems;
  parseCatalogueFile(text, "cpp/f.yaml", catalogue, problems);
  std::vector<std::string> lines;
  for (const Problem& problem : problems)
    lines.push_back(std::to_string(problem.line) + ":" + std::to_string(problem.column) + ": " +
                    (problem.error ? "" : "warning: ") + problem.text);
  return lines;
}

/// The catalogue that the texts make, each a file; fails the test when they do not load cleanly.
inline Catalogue catalogueOf(const std::vector<std::string>& files) {
  Catalogue catalogue;
  std::vector<Problem> problems;
  for (const std::string& text : files)
    parseCatalogueFile(text, "cpp/f.yaml", catalogue, problems);
  for (const Problem& problem : problems) {
    std::ostringstream out;
    out << problem;
    ADD_FAILURE() << out.str();
  }
  return catalogue;
}

/// A library's file with one rule whose `calls` are the given YAML (in flow style).
inline std::string ruleFor(const std::string& calls, const std::string& more = "") {
  return "library: lib\nwhy: waits\nrules:\n  - id: r\n    calls: [" + calls + "]\n" + more;
}

} // namespace nostall::rules
