// What a finding is recognised by from run to run, for services that compare the reports of two commits.
#pragma once

#include "Report/Source.h"

#include <string>
#include <vector>

namespace nostall::report {

/// One for each finding, all different. They follow from check, rule, file, function, callee and the text of
/// the line, so that findings keep theirs when lines are inserted above them or indented; of equal ones the
/// first is the first in the file.
std::vector<std::string> fingerprints(const std::vector<Finding>& findings, const std::string& root,
                                      Sources& sources);

} // namespace nostall::report
