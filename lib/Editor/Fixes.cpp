#include "Editor/Fixes.h"

#include "Driver/PythonFiles.h"
#include "Python/Analyse.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::editor {
namespace {

/// The text with the edit made.
std::string applied(llvm::StringRef text, const Edit& edit) {
  return (text.take_front(edit.begin) + edit.text + text.drop_front(edit.end)).str();
}

/// Whether Python sees all comments of `before`, and one more.
bool addsComment(llvm::StringRef before, llvm::StringRef after) {
  auto suppressions = [](llvm::StringRef text) {
    const facts::Unit unit = python::analyseModule({"/a.py", "a", false, "/"}, text);
    return unit.shards.empty() ? 0 : unit.shards.front().suppressions.size();
  };
  return suppressions(after) == suppressions(before) + 1;
}

/// Whether a line of C++ can take a comment at its end: there is no other, nor what could hide it.
bool takesLineComment(llvm::StringRef line) {
  return !line.contains("//") && !line.contains("/*") && !line.contains("*/") && !line.contains("R\"") &&
         !line.ends_with("\\");
}

std::optional<Edit> suppression(const Finding& finding, llvm::StringRef text) {
  const std::optional<std::size_t> start = offsetOf(text, finding.location.line, 1);
  if (!start) return std::nullopt;
  const llvm::StringRef line = text.drop_front(*start).split('\n').first;
  const std::size_t end = *start + line.rtrim().size();
  const std::string allow = "nostall: allow(" + (finding.rule.empty() ? finding.check : finding.rule) + ") ";
  if (!driver::isPythonName(finding.location.file)) {
    if (!takesLineComment(line.rtrim())) return std::nullopt;
    return Edit{end, end, "  // " + allow};
  }
  const Edit behind{end, end, "  # " + allow};
  const bool continues = line.rtrim("\r").ends_with("\\");
  if (!line.contains('#') && !continues && addsComment(text, applied(text, behind))) return behind;
  const llvm::StringRef indent = line.take_while([](char c) { return c == ' ' || c == '\t'; });
  const Edit above{*start, *start, (indent + "# " + allow + "\n").str()};
  const bool continued = text.take_front(*start).rtrim("\r\n").ends_with("\\");
  if (!continued && addsComment(text, applied(text, above))) return above;
  return std::nullopt;
}

std::optional<Fix> rewrite(const Suggestion& suggestion, llvm::StringRef text) {
  if (suggestion.text.empty() || suggestion.exactness == "advice") return std::nullopt;
  const Location& place = suggestion.location;
  const std::optional<std::size_t> begin = offsetOf(text, place.line, place.column);
  const std::optional<std::size_t> end = offsetOf(text, place.endLine, place.endColumn);
  if (!begin || !end || *begin >= *end) return std::nullopt;
  Fix fix{suggestion.advice, {*begin, *end, suggestion.text}, suggestion.exactness == "exact"};
  if (!suggestion.condition.empty()) fix.title += ", if " + suggestion.condition;
  return fix;
}

} // namespace

std::optional<std::size_t> offsetOf(llvm::StringRef text, std::uint32_t line, std::uint32_t column) {
  if (line == 0 || column == 0) return std::nullopt;
  std::size_t start = 0;
  for (std::uint32_t at = 1; at < line; ++at) {
    const std::size_t end = text.find('\n', start);
    if (end == llvm::StringRef::npos) return std::nullopt;
    start = end + 1;
  }
  const std::size_t room = text.drop_front(start).split('\n').first.size();
  if (column - 1 > room) return std::nullopt;
  return start + column - 1;
}

std::vector<Fix> fixesFor(const Finding& finding, llvm::StringRef text) {
  std::vector<Fix> fixes;
  for (bool exact : {true, false})
    for (const Suggestion& suggestion : finding.suggestions)
      if (suggestion.location.file == finding.location.file && (suggestion.exactness == "exact") == exact)
        if (std::optional<Fix> fix = rewrite(suggestion, text)) fixes.push_back(std::move(*fix));
  // Findings about comments have no path, and cannot be silenced by another comment.
  if (!finding.path.empty())
    if (std::optional<Edit> edit = suppression(finding, text))
      fixes.push_back({"keep it, with a comment that says why", std::move(*edit), false});
  return fixes;
}

} // namespace nostall::editor
