#include "Python/Comments.h"

#include "Facts/SuppressionText.h"

#include <llvm/ADT/StringExtras.h>

#include <optional>

namespace nostall::python {
namespace {

using facts::Suppression;
using llvm::StringRef;

bool isCode(StringRef word) {
  StringRef letters = word.take_while([](char c) { return llvm::isAlpha(c); });
  StringRef digits = word.drop_front(letters.size());
  return !letters.empty() && !digits.empty() && llvm::all_of(digits, llvm::isDigit);
}

/// Reads what follows `noqa`: nothing, or a colon and names; what comes after the last name is the reason.
/// Codes may be separated by spaces, too. A colon without a name says nothing.
std::optional<Suppression> readNoqa(StringRef rest) {
  Suppression result;
  result.kind = Suppression::Kind::Noqa;
  if (!rest.empty() && (llvm::isAlnum(rest.front()) || rest.front() == '_')) return std::nullopt;
  rest = rest.ltrim();
  if (!rest.consume_front(":")) {
    result.reason = facts::reasonOf(rest);
    return result;
  }
  bool more = true;
  while (more) {
    rest = rest.ltrim();
    StringRef name =
        rest.take_while([](char c) { return llvm::isAlnum(c) || c == '-' || c == '_' || c == '*'; });
    if (name.empty()) break;
    result.checks.push_back(name.str());
    rest = rest.drop_front(name.size()).ltrim();
    more = rest.consume_front(",") || isCode(rest.take_until([](char c) { return c == ' ' || c == ','; }));
  }
  if (result.checks.empty()) return std::nullopt;
  result.reason = facts::reasonOf(rest);
  return result;
}

std::optional<Suppression> readPart(StringRef part) {
  StringRef text = part.ltrim(" \t:!").rtrim();
  if (text.consume_front(facts::AllowMarker)) return facts::readAllow(text);
  if (text.consume_front_insensitive("noqa")) return readNoqa(text);
  return std::nullopt;
}

/// Where the next comment within the comment begins; `#123` is part of this one.
std::size_t partEnd(StringRef text) {
  for (std::size_t at = text.find('#'); at != StringRef::npos; at = text.find('#', at + 1))
    if (StringRef rest = text.drop_front(at + 1); rest.starts_with(" ") || rest.starts_with_insensitive("no"))
      return at;
  return text.size();
}

bool standsAlone(StringRef text, std::uint32_t begin) {
  StringRef line = text.take_front(begin);
  line = line.drop_front(line.rfind('\n') + 1);
  return line.trim(" \t\f\r").empty();
}

} // namespace

std::vector<Suppression> suppressions(const Tree& tree) {
  std::vector<Suppression> found;
  for (const CommentNode& comment : tree.comments) {
    StringRef text = tree.text.slice(comment.begin, comment.end);
    if (!text.contains(facts::AllowMarker) && !text.contains_insensitive("noqa")) continue;
    while (text.consume_front("#")) {
      StringRef part = text.take_front(partEnd(text));
      text = text.drop_front(part.size());
      std::optional<Suppression> suppression = readPart(part);
      if (!suppression) continue;
      suppression->range = {0, comment.first, comment.last};
      suppression->ownLine = standsAlone(tree.text, comment.begin);
      found.push_back(std::move(*suppression));
    }
  }
  return found;
}

} // namespace nostall::python
