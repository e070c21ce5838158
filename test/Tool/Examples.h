// The bundled examples as projects of a test.
#pragma once

#include "Tool/Project.h"

#include <string>
#include <vector>

namespace nostall::test {

/// Copies a folder of test/examples into the project, with a unit for each of its sources.
void addExample(Project& project, const std::string& folder, const std::vector<std::string>& flags);

/// What the examples with Asio, and those with Qt, are compiled with.
std::vector<std::string> asioFlags();
std::vector<std::string> qtFlags();

} // namespace nostall::test
