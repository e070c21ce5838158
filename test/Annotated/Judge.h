// Compares what was found with what the comments expect.
#pragma once

#include "Annotated/Annotations.h"
#include "Link/Finding.h"

#include <string>
#include <vector>

namespace nostall::annotated {

/// Everything that differs, one compiler-style message each, of several lines when there is a path to show.
std::vector<std::string> judge(const std::vector<Finding>& findings,
                               const std::vector<Expectation>& expectations);

} // namespace nostall::annotated
