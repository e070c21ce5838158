// JSON schemas of catalogue files, for editors; written from the same tables that Load reads by. The files
// under rules/schema/ are made by nostall_generate_schema, and a test keeps them up to date.
#pragma once

#include <string>

namespace nostall::rules {

/// For files under `libraries/`.
std::string librarySchema();
/// For files under `frameworks/`.
std::string frameworkSchema();

} // namespace nostall::rules
