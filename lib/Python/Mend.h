// Syntax that is newer than the grammar.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nostall::python {

/// The text with newer forms replaced by older ones of the same length and, for extraction, the same meaning;
/// nothing when there are none. Tried on texts that have errors, and kept when it leaves fewer.
///
///     except A, B:          →  except A| B:           (PEP 758)
///     class C[T = int]:     →  class C[T : int]:      (PEP 696)
///     t"select {x}"         →  f"select {x}"          (PEP 750)
std::optional<std::string> mendSyntax(std::string_view text);

} // namespace nostall::python
