// The rules of a SARIF log: what a code-scanning service shows as the help of an alert.
#pragma once

#include "Report/Report.h"

#include <llvm/ADT/StringMap.h>
#include <llvm/Support/JSON.h>

#include <vector>

namespace nostall::report {

/// A rule that some result of the log is an instance of, with what the catalogue knows of it.
struct SarifRule {
  std::string id;
  std::string check;
  const rules::Rule* rule = nullptr;       ///< null: not from the catalogue
  const rules::Library* library = nullptr; ///< null together with `rule`
};

/// The rules of all findings, silenced ones too, sorted by id.
std::vector<SarifRule> sarifRules(const Report& report, llvm::ArrayRef<policy::Suppressed> silenced);
/// The id of the rule that the finding is an instance of.
const std::string& sarifRuleId(const Finding& finding);

/// Writes one reportingDescriptor.
void writeRule(llvm::json::OStream& json, const SarifRule& rule);

/// `error`, `warning` or `note`
llvm::StringRef sarifLevel(Severity severity);

} // namespace nostall::report
