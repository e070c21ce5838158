#include "Facts/SuppressionText.h"

#include <llvm/ADT/SmallVector.h>

namespace nostall::facts {

using llvm::StringRef;

/// Lines joined by single spaces, without the decoration that block comments put in front of each.
static std::string fold(StringRef text) {
  llvm::SmallVector<StringRef> lines;
  text.split(lines, '\n');
  std::string result;
  for (StringRef line : lines) {
    if (&line != lines.begin()) line = line.ltrim().ltrim('*');
    line.consume_back("\r");
    line.consume_back("\\");
    line = line.trim();
    if (!result.empty() && !line.empty()) result += ' ';
    result += line;
  }
  return result;
}

std::vector<std::string> splitChecks(StringRef list) {
  llvm::SmallVector<StringRef> parts;
  list.split(parts, ',');
  std::vector<std::string> checks;
  for (StringRef part : parts)
    if (StringRef check = part.trim(); !check.empty()) checks.push_back(check.str());
  return checks;
}

std::string reasonOf(StringRef text) {
  StringRef reason = text.ltrim();
  while (reason.consume_front("-") || reason.consume_front(":") || reason.consume_front("\xE2\x80\x94"))
    reason = reason.ltrim();
  return fold(reason);
}

Suppression readAllow(StringRef rest) {
  Suppression result;
  result.kind = Suppression::Kind::Allow;
  rest = rest.ltrim();
  if (!rest.consume_front("allow")) return result;
  rest = rest.ltrim();
  if (!rest.consume_front("(")) return result;
  auto [list, reason] = rest.split(')');
  result.checks = splitChecks(list);
  result.reason = reasonOf(reason);
  return result;
}

} // namespace nostall::facts
