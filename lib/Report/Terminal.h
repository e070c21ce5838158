// What terminals can do apart from printing text: colours, links, and box-drawing characters.
#pragma once

#include "Link/Finding.h"
#include "Report/Report.h"

#include <string>

namespace nostall::report {

enum class Ink { Plain, Bold, Error, Warning, Note, Frame, Secondary, Code };

Ink inkOf(Severity severity);

/// `text` in that ink, when the style has colours. `text` must be printable already.
std::string paint(const Style& style, Ink ink, const std::string& text);

/// `text` as a link, when the style has them. The address is made safe here.
std::string link(const Style& style, const std::string& address, const std::string& text);
/// The address of a file.
std::string fileAddress(const std::string& absolutePath);

/// `check: rule`, or only the check when it has no rules of its own.
std::string checkAndRule(const Finding& finding);

} // namespace nostall::report
