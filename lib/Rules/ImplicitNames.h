// Names of the functions that a language calls where the source has no call: range-for, `with`, operators.
// All are last components.
#pragma once

#include "Rules/Catalogue.h"

#include <llvm/ADT/ArrayRef.h>

#include <string>
#include <string_view>
#include <vector>

namespace nostall::rules {

inline constexpr std::string_view EnterNames[] = {"__enter__", "__aenter__"};
inline constexpr std::string_view ExitNames[] = {"__exit__", "__aexit__"};

/// What a loop over an object calls.
llvm::ArrayRef<std::string_view> iterationNames(Language language);
/// Whether it is one of them in some language.
bool isIteration(std::string_view last);

/// A name that Python gives a meaning, such as `__enter__`: no star in a catalogue means it.
bool isSpecial(std::string_view last);

/// The operators that the pattern names.
std::vector<std::string> operatorNames(const CallPattern& pattern, Language language);

} // namespace nostall::rules
