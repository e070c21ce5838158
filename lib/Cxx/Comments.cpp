// Two steps. The first finds the comments: one pass over the bytes that knows strings, character literals,
// raw strings, digit separators and continued lines, and nothing else of C++. The second reads a comment:
// `nostall: allow` counts at the beginning of a comment or of one of its lines, so that prose may mention it;
// NOLINT counts anywhere in the line, as it does for clang-tidy.
//
// A comment that begins with `nostall:` and goes on in an unknown way becomes an Allow without a reason,
// which silences nothing and is reported.
#include "Cxx/Comments.h"

#include "Facts/SuppressionText.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringExtras.h>

#include <string>
#include <utility>

namespace nostall::cxx {
namespace {

using facts::Suppression;
using llvm::StringRef;

constexpr StringRef Nolint = "NOLINT";
constexpr std::size_t MaxDelimiter = 16; ///< of a raw string

struct Comment {
  StringRef text; ///< between the delimiters
  facts::Range range;
  facts::Position textBegin;
  bool ownLine = false;
};

bool isWord(char c) { return llvm::isAlnum(c) || c == '_'; }

/// One pass over a file that hands out its comments.
class CommentScanner {
public:
  explicit CommentScanner(StringRef text) : text(text) {}

  bool next(Comment& comment) {
    while (offset < text.size()) {
      char c = text[offset];
      StringRef rest = text.substr(offset);
      if (rest.starts_with("//") || rest.starts_with("/*")) {
        read(comment, rest.starts_with("/*"));
        return true;
      }
      if (c == '"')
        isRawPrefix() ? skipRawString() : skipLiteral('"');
      else if (c == '\'' && !isDigitSeparator())
        skipLiteral('\'');
      else
        step();
    }
    return false;
  }

private:
  void step() {
    char c = text[offset++];
    if (c == '\n') {
      ++line;
      lineStart = offset;
      onlySpace = true;
    } else if (!llvm::isSpace(c)) {
      onlySpace = false;
    }
  }
  void stepTo(std::size_t end) {
    while (offset < end)
      step();
  }

  facts::Position position() const {
    return {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(offset - lineStart + 1)};
  }

  /// The word that ends right before the current character.
  StringRef wordBefore() const {
    std::size_t begin = offset;
    while (begin > 0 && offset - begin < 4 && isWord(text[begin - 1]))
      --begin;
    return text.slice(begin, offset);
  }
  bool isRawPrefix() const {
    StringRef word = wordBefore();
    return word == "R" || word == "LR" || word == "uR" || word == "UR" || word == "u8R";
  }
  bool isDigitSeparator() const {
    StringRef word = wordBefore();
    return !word.empty() && word != "L" && word != "u" && word != "U" && word != "u8";
  }

  /// A literal ends at its line's end even when nobody closed it: an apostrophe in `#error` text is no
  /// literal at all.
  void skipLiteral(char quote) {
    step();
    while (offset < text.size() && text[offset] != quote && text[offset] != '\n') {
      if (text[offset] == '\\' && offset + 1 < text.size()) step();
      step();
    }
    if (offset < text.size() && text[offset] == quote) step();
  }

  void skipRawString() {
    StringRef opening = text.substr(offset + 1, MaxDelimiter + 1);
    StringRef delimiter = opening.take_until([](char c) { return c == '('; });
    if (delimiter.size() == opening.size() || delimiter.find_first_of(" )\\\n\"") != StringRef::npos)
      return skipLiteral('"');
    std::string close = (")" + delimiter + "\"").str();
    std::size_t end = text.find(close, offset + 1 + delimiter.size());
    stepTo(end == StringRef::npos ? text.size() : end + close.size());
  }

  std::size_t lineCommentEnd() const {
    std::size_t end = text.find('\n', offset);
    while (end != StringRef::npos) {
      StringRef before = text.slice(offset, end);
      before.consume_back("\r");
      if (!before.ends_with("\\")) return end;
      end = text.find('\n', end + 1);
    }
    return text.size();
  }

  void read(Comment& comment, bool block) {
    comment.ownLine = onlySpace;
    comment.range.file = 0;
    comment.range.begin = position();
    std::size_t close = block ? text.find("*/", offset + 2) : lineCommentEnd();
    std::size_t textEnd = std::min(close, text.size());
    stepTo(offset + 2);
    comment.textBegin = position();
    comment.text = text.slice(offset, textEnd);
    stepTo(block ? std::min(textEnd + 2, text.size()) : textEnd);
    comment.range.end = position();
    std::size_t after = text.find_if_not([](char c) { return c == ' ' || c == '\t' || c == '\r'; }, offset);
    comment.ownLine &= after == StringRef::npos || text[after] == '\n';
  }

  StringRef text;
  std::size_t offset = 0;
  std::size_t line = 1;
  std::size_t lineStart = 0;
  bool onlySpace = true; ///< since the beginning of the line
};

/// The offset of `nostall:` where it begins the comment or one of its lines, or npos.
std::size_t findMarker(StringRef text) {
  for (std::size_t at = text.find(facts::AllowMarker); at != StringRef::npos;
       at = text.find(facts::AllowMarker, at + 1))
    if (StringRef before = text.take_front(at).rtrim(" \t/*!<"); before.empty() || before.ends_with("\n"))
      return at;
  return StringRef::npos;
}

/// The offset of the next NOLINT that is a word of its own or begins one of the longer forms, or npos.
std::size_t findNolint(StringRef text, std::size_t from) {
  for (std::size_t at = text.find(Nolint, from); at != StringRef::npos; at = text.find(Nolint, at + 1))
    if (at == 0 || !isWord(text[at - 1])) return at;
  return StringRef::npos;
}

bool readNolintKind(StringRef& rest, Suppression::Kind& kind) {
  using enum Suppression::Kind;
  for (auto [suffix, meaning] : {std::pair<StringRef, Suppression::Kind>{"NEXTLINE", NolintNextLine},
                                 {"BEGIN", NolintBegin},
                                 {"END", NolintEnd},
                                 {"", Suppression::Kind::Nolint}})
    if (rest.consume_front(suffix)) {
      kind = meaning;
      return rest.empty() || !isWord(rest.front());
    }
  return false;
}

/// Moves from one offset of a text to a later one.
void advance(facts::Position& position, StringRef over) {
  if (std::size_t newline = over.rfind('\n'); newline != StringRef::npos) {
    position.line += static_cast<std::uint32_t>(over.count('\n'));
    position.column = 1;
    over = over.drop_front(newline + 1);
  }
  position.column += static_cast<std::uint32_t>(over.size());
}

void readNolints(const Comment& comment, std::size_t from, std::vector<Suppression>& found) {
  bool severalLines = comment.text.contains('\n');
  facts::Position position = comment.textBegin;
  std::size_t positioned = 0;
  auto positionAt = [&](std::size_t offset) {
    advance(position, comment.text.slice(positioned, offset));
    positioned = offset;
    return position;
  };
  std::size_t at = findNolint(comment.text, from);
  while (at != StringRef::npos) {
    std::size_t following = findNolint(comment.text, at + Nolint.size());
    StringRef line = comment.text.slice(at, following).take_until([](char c) { return c == '\n'; });
    StringRef rest = line.drop_front(Nolint.size());
    Suppression result;
    result.ownLine = comment.ownLine;
    result.range = comment.range;
    if (severalLines) {
      result.range.begin = positionAt(at);
      result.range.end = positionAt(at + line.size());
    }
    if (readNolintKind(rest, result.kind)) {
      bool listed = rest.starts_with("(") && rest.contains(')');
      auto [list, reason] = listed ? rest.drop_front().split(')') : std::pair(StringRef(), rest);
      result.checks = facts::splitChecks(list);
      result.reason = facts::reasonOf(reason);
      if (!listed || !result.checks.empty()) found.push_back(std::move(result));
    }
    at = following;
  }
}

} // namespace

std::vector<Suppression> scanSuppressions(StringRef text) {
  std::vector<Suppression> found;
  if (!text.contains(facts::AllowMarker) && !text.contains(Nolint)) return found;
  CommentScanner scanner(text);
  Comment comment;
  while (scanner.next(comment)) {
    std::size_t marker = findMarker(comment.text);
    if (marker == StringRef::npos) {
      readNolints(comment, 0, found);
      continue;
    }
    std::size_t nolint = findNolint(comment.text, marker);
    Suppression allow =
        facts::readAllow(comment.text.slice(marker + facts::AllowMarker.size(), nolint).rtrim(" \t/"));
    allow.range = comment.range;
    allow.ownLine = comment.ownLine;
    found.push_back(std::move(allow));
    if (nolint != StringRef::npos) readNolints(comment, nolint, found);
  }
  return found;
}

} // namespace nostall::cxx
