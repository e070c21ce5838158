// Text that the parser does not take, although it is right.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nostall::python {

/// The text with forms newer than the grammar replaced by older ones of the same length and, for extraction,
/// the same meaning; nothing when there are none. Tried on texts that have errors, and kept when it leaves
/// fewer.
///
///     except A, B:          →  except A| B:           (PEP 758)
///     class C[T = int]:     →  class C[T : int]:      (PEP 696)
///     t"select {x}"         →  f"select {x}"          (PEP 750)
///
/// Of more comments in a row than the parser can count, the last ones become blanks.
std::optional<std::string> mendSyntax(std::string_view text);

} // namespace nostall::python
