// Text → syntax tree.
#pragma once

#include "Python/Syntax.h"
#include "Python/Text.h"
#include "Python/TreeMemory.h"

#include <chrono>
#include <optional>

struct TSParser;

namespace nostall::python {

/// tree-sitter with Python's grammar. Stays on the thread that made it.
class Parser {
public:
  Parser();
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  /// Nothing when the time was too short. The tree refers to `text.utf8`.
  std::optional<Tree> parse(const Text& text, std::chrono::milliseconds timeLimit);

private:
  TreeMemory memory;
  TSParser* parser; ///< in `memory`, as every tree
};

} // namespace nostall::python
