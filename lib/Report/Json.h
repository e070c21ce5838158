// Findings as JSON, the same in the document and in the lines. docs/output.md describes the fields for the
// programs that read them; docs/schema/report.schema.json is what the tests hold the output against.
#pragma once

#include "Report/Report.h"

#include <llvm/Support/JSON.h>

namespace nostall::report {

/// Raised when a field changes its meaning or goes away; new fields do not raise it.
inline constexpr int JsonVersion = 1;

/// A string value: valid UTF-8 whatever the text is.
llvm::json::Value jsonText(llvm::StringRef text);

/// Writes the members of a finding's object.
void writeFinding(llvm::json::OStream& json, const Finding& finding, const std::string& root);
/// Writes the members that tell of the run as a whole.
void writeRun(llvm::json::OStream& json, const Report& report);

/// Units that gave no facts, or not all.
bool lostFacts(const UnitProblem& problem);
/// Findings of that severity.
std::size_t count(const Report& report, Severity severity);

} // namespace nostall::report
