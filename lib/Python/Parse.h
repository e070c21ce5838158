// Text → syntax tree.
#pragma once

#include "Python/Syntax.h"
#include "Python/Text.h"

#include <chrono>
#include <memory>
#include <optional>

struct TSParser;

namespace nostall::python {

/// tree-sitter with Python's grammar. Not for several threads at once.
class Parser {
public:
  Parser();
  ~Parser();
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  /// Nothing when the time was too short. The tree refers to `text.utf8`.
  std::optional<Tree> parse(const Text& text, std::chrono::milliseconds timeLimit);

private:
  TSParser* parser;
};

} // namespace nostall::python
