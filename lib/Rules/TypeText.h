// The text form of a type expression: `sqlalchemy.orm.Query[new argument 0]`.
#pragma once

#include "Rules/Types.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace nostall::rules {

struct TypeProblem {
  std::size_t offset = 0; ///< into the text
  std::string text;
};

/// Parses the text; fills `problem` when it is no type.
std::optional<TypeExpression> parseType(std::string_view text, TypeProblem& problem);

/// What is wrong with the name of a module, class or function; empty: nothing.
std::string dottedNameProblem(std::string_view name);

} // namespace nostall::rules
