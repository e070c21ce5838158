// One line a finding, in the form that editors and grep know:
// `file:line:column: error: message [check: rule]`.

#include "Report/Report.h"
#include "Report/Source.h"
#include "Report/Terminal.h"
#include "Report/Text.h"

namespace nostall::report {
namespace {

void write(const Report& report, const Style& style, llvm::raw_ostream& out) {
  for (const Finding& finding : report.verdict.findings) {
    out << paint(style, Ink::Bold, printable(shownPlace(finding.location, report.root), style.unicode) + ":")
        << ' ' << paint(style, inkOf(finding.severity), std::string(name(finding.severity)) + ":") << ' '
        << printable(finding.message, style.unicode) << " ["
        << printable(checkAndRule(finding), style.unicode) << "]\n";
  }
}

const RegisterReporter registration("concise", "one greppable line for each finding", write);

} // namespace
} // namespace nostall::report
