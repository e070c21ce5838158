// One pass over the characters that knows strings, comments, words and brackets. It need not be exact: what
// it spoils has more errors than before and is thrown away.
#include "Python/Mend.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

namespace nostall::python {
namespace {

using llvm::StringRef;

/// One behind the other. tree-sitter counts them in 16 bits and loses 65,536.
constexpr unsigned MostComments = 60'000;

bool isWord(char c) { return llvm::isAlnum(c) || c == '_' || (c & 0x80); }

class Mender {
public:
  explicit Mender(std::string_view text) : text(text), result(text) {}

  std::optional<std::string> run();

private:
  void comment();
  void string(std::size_t prefix);
  void word();
  void character();
  void replace(std::size_t at, char with) {
    result[at] = with;
    changed = true;
  }

  StringRef text;
  std::string result;
  std::size_t at = 0;
  bool changed = false;
  unsigned comments = 0;       ///< since anything else
  unsigned depth = 0;          ///< of brackets
  bool inExcept = false;       ///< between `except` and its colon
  bool named = false;          ///< behind `class`, `def` or `type` and a name
  bool introduced = false;     ///< behind `class`, `def` or `type`
  unsigned parametersAt = ~0u; ///< the depth in a list of type parameters
};

void Mender::comment() {
  const std::size_t begin = at;
  at = std::min(text.find('\n', at), text.size());
  if (++comments <= MostComments) return;
  for (std::size_t i = begin; i != at; ++i)
    replace(i, ' ');
}

void Mender::string(std::size_t prefix) {
  char quote = text[at];
  StringRef mark = text.substr(at, 3);
  if (mark.size() < 3 || mark[1] != quote || mark[2] != quote) mark = mark.take_front(1);
  for (std::size_t i = prefix; i != at; ++i)
    if (text[i] == 't' || text[i] == 'T') replace(i, 'f');
  at += mark.size();
  while (at < text.size() && !text.substr(at).starts_with(mark)) {
    if (mark.size() == 1 && text[at] == '\n') return;
    at += text[at] == '\\' ? 2 : 1;
  }
  at += mark.size();
}

void Mender::word() {
  std::size_t begin = at;
  while (at < text.size() && isWord(text[at]))
    ++at;
  StringRef word = text.slice(begin, at);
  bool quoted = at < text.size() && (text[at] == '"' || text[at] == '\'');
  if (quoted && word.size() <= 2 && word.find_first_not_of("rRbBuUfFtT") == StringRef::npos)
    return string(begin);
  if (word == "except" && depth == 0) inExcept = true;
  named = introduced;
  introduced = word == "class" || word == "def" || word == "type";
}

void Mender::character() {
  char c = text[at++];
  if (c == '(' || c == '[' || c == '{') {
    ++depth;
    if (c == '[' && named) parametersAt = depth;
  } else if (c == ')' || c == ']' || c == '}') {
    if (depth == parametersAt) parametersAt = ~0u;
    if (depth) --depth;
  } else if (c == ',' && inExcept && depth == 0) {
    replace(at - 1, '|');
  } else if (c == '=' && depth == parametersAt) {
    replace(at - 1, ':');
  } else if (depth == 0 && (c == ':' || c == '\n')) {
    inExcept = false;
  }
  if (c != ' ') named = introduced = false;
}

std::optional<std::string> Mender::run() {
  while (at < text.size()) {
    if (text[at] == '#') {
      comment();
      continue;
    }
    if (!llvm::isSpace(text[at])) comments = 0;
    if (text[at] == '"' || text[at] == '\'')
      string(at);
    else if (isWord(text[at]))
      word();
    else
      character();
  }
  if (!changed) return std::nullopt;
  return std::move(result);
}

} // namespace

std::optional<std::string> mendSyntax(std::string_view text) { return Mender(text).run(); }

} // namespace nostall::python
