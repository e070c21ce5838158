// A stock clang-tidy with the module, over a project of the test's own.
#pragma once

#include "Tool/Project.h"

#include <string>
#include <vector>

namespace nostall::test {

/// Runs clang-tidy with nostall's checks alone over files of the project.
///
///   EXPECT_THAT(tidy(project, {"a.cpp"}).out, HasSubstr("nostall-blocking-call"));
Outcome tidy(const Project& project, const std::vector<std::string>& files,
             const std::vector<std::string>& options = {});

/// `{CheckOptions: {key: value}}`, for `tidy`.
std::string withOption(const std::string& key, const std::string& value);

/// `file:line:column` of each warning of nostall's in the output, sorted; repeated ones as often as they are
/// there. Files are relative to the project.
std::vector<std::string> placesIn(const Project& project, const std::string& output);

} // namespace nostall::test
