// Names of methods that many classes have.
#pragma once

#include <string_view>

namespace nostall::rules {

/// Whether Python's own types, loggers, files and paths have a method of this name, or any class may: on an
/// object of unknown type it says nothing of a database.
bool isCommonMethod(std::string_view name);

} // namespace nostall::rules
