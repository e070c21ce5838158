// Comments are found by their `//` or `#` alone: annotated sources have none inside string literals that
// start with one of the keywords below.

#include "Annotated/Annotations.h"

#include "Link/Finding.h"
#include "Support/Yaml.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

#include <optional>

namespace nostall::annotated {
namespace {

using llvm::StringRef;

constexpr std::pair<StringRef, Kind> Keywords[] = {{"expect", Kind::Expect},
                                                   {"unsure", Kind::Unsure},
                                                   {"ok", Kind::Ok},
                                                   {"todo-expect", Kind::TodoExpect},
                                                   {"todo-ok", Kind::TodoOk}};
constexpr std::string_view Directives[] = {"FLAGS", "PKG", "FILES", "ERRORS"};

bool isWord(StringRef text, bool (*character)(char)) {
  return !text.empty() && llvm::all_of(text, character);
}
bool isKebab(char c) { return (c >= 'a' && c <= 'z') || llvm::isDigit(c) || c == '-'; }
bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }

/// `check [name] as severity via function`; false when the text is something else.
bool readSpecification(StringRef text, Expectation& into) {
  auto [check, rest] = text.trim().split(' ');
  if (!isWord(check, isKebab)) return false;
  rest = rest.trim();
  if (rest.consume_front("[")) {
    auto [name, after] = rest.split(']');
    if (after.data() == nullptr || name.empty()) return false;
    into.name = name.str();
    rest = after.trim();
  }
  if (rest.consume_front("as ")) {
    auto [severity, after] = rest.split(' ');
    if (!severityNamed(severity)) return false;
    into.severity = severity.str();
    rest = after.trim();
  }
  if (rest.consume_front("via ")) {
    into.via = rest.trim().str();
    rest = "";
  }
  into.check = check.str();
  return rest.empty();
}

class FileReader {
public:
  FileReader(StringRef text, const std::string& file, std::vector<Problem>& problems)
      : text(text), file(file), problems(problems), marker(StringRef(file).ends_with(".py") ? "#" : "//") {}

  Annotations run() {
    llvm::SmallVector<StringRef, 0> lines;
    text.split(lines, '\n');
    bool header = true;
    for (StringRef content : lines) {
      ++line;
      StringRef trimmed = content.trim();
      header = header && trimmed.starts_with(marker);
      if (trimmed.starts_with(marker)) readDirective(trimmed.drop_front(marker.size()).trim(), header);
      readComments(content);
    }
    return std::move(result);
  }

private:
  void problem(unsigned column, std::string message) {
    problems.push_back({file, line, column, std::move(message), true});
  }

  void readDirective(StringRef comment, bool header) {
    auto [key, value] = comment.split(':');
    if (!comment.contains(':') || !isWord(key, isUpper)) return;
    llvm::SmallVector<StringRef, 8> words;
    value.split(words, ' ', -1, /*KeepEmpty=*/false);
    if (!llvm::is_contained(Directives, std::string_view(key))) {
      if (std::string_view meant = yaml::nearest(key, Directives); !meant.empty())
        problem(1, "unknown directive `" + key.str() + "`; did you mean `" + std::string(meant) + "`?");
      return;
    }
    if (!header)
      return problem(1, "`" + key.str() + "` stands below the first lines, where it has no effect");
    auto append = [&](std::vector<std::string>& to) {
      for (StringRef word : words)
        to.push_back(word.str());
    };
    if (key == "FLAGS") append(result.flags);
    if (key == "PKG") append(result.packages);
    if (key == "FILES") append(result.files);
    if (key == "ERRORS" && value.trim() != "allowed") problem(1, "`ERRORS` can only be `allowed`");
    if (key == "ERRORS") result.errorsAllowed = true;
  }

  void readComments(StringRef content) {
    for (std::size_t at = content.find(marker); at != StringRef::npos;
         at = content.find(marker, at + marker.size())) {
      StringRef comment = content.drop_front(at + marker.size()).trim();
      if (readComment(comment, static_cast<unsigned>(at) + 1, content.take_front(at).trim().empty())) return;
    }
  }

  struct Head {
    Kind kind;
    unsigned ahead; ///< N of `expect+N`
    StringRef body;
  };
  /// `keyword:` or `keyword+N:` and what follows.
  static std::optional<Head> readHead(StringRef comment) {
    auto [word, body] = comment.split(':');
    if (!comment.contains(':')) return std::nullopt;
    auto [keyword, number] = word.split('+');
    unsigned ahead = 0;
    if (word.contains('+') && number.getAsInteger(10, ahead)) return std::nullopt;
    auto known = llvm::find_if(Keywords, [&](const auto& pair) { return pair.first == keyword; });
    if (known == std::end(Keywords)) return std::nullopt;
    return Head{known->second, ahead, body};
  }

  bool readComment(StringRef comment, unsigned column, bool alone) {
    std::optional<Head> head = readHead(comment);
    if (!head) {
      checkMisspelling(comment, column);
      return false;
    }
    if (alone && head->ahead == 0 && head->kind != Kind::Ok)
      problem(
          column,
          "nothing but the comment stands on its line; write `+1` after the keyword to speak of the next");
    llvm::SmallVector<StringRef, 4> parts;
    head->body.split(parts, ';', -1, /*KeepEmpty=*/false);
    for (StringRef part : parts) {
      if (std::optional<Head> next = readHead(part.trim()))
        head = next;
      else
        head->body = part;
      readItem(*head, column);
    }
    if (parts.empty()) problem(column, "nothing follows the keyword");
    return true;
  }

  void readItem(const Head& head, unsigned column) {
    Expectation item;
    item.kind = head.kind;
    item.file = file;
    item.written = line;
    item.line = line + head.ahead;
    item.column = column;
    StringRef body = head.body.trim();
    bool free = item.kind == Kind::Ok || item.kind == Kind::TodoOk;
    bool specified = item.kind != Kind::Ok && readSpecification(body, item);
    // A reason may happen to look like the start of a specification.
    if (item.kind == Kind::TodoOk && specified && item.name.empty()) item.check.clear(), item.via.clear();
    if (!specified && !free)
      return problem(column,
                     "`" + body.str() + "` is not `check [rule or library] as severity via function`");
    if (body.empty()) return problem(column, "a reason must follow");
    if (!specified) item.check.clear(), item.name.clear(), item.severity.clear(), item.via.clear();
    item.reason = body.str();
    result.expectations.push_back(std::move(item));
  }

  /// A comment that reads like an expectation under another word would silently expect nothing.
  void checkMisspelling(StringRef comment, unsigned column) {
    auto [word, body] = comment.split(':');
    Expectation read;
    if (!comment.contains(':') || !isWord(word, isKebab) || !readSpecification(body, read) ||
        read.name.empty())
      return;
    std::vector<std::string_view> known;
    for (const auto& [keyword, kind] : Keywords)
      known.push_back(keyword);
    problem(column, "unknown keyword `" + word.str() + "`" + yaml::suggestion(word, known));
  }

  StringRef text;
  const std::string& file;
  std::vector<Problem>& problems;
  StringRef marker; ///< what starts a comment
  unsigned line = 0;
  Annotations result;
};

} // namespace

std::string text(const Expectation& expectation) {
  if (expectation.check.empty()) return expectation.reason;
  std::string result = expectation.check;
  if (!expectation.name.empty()) result += " [" + expectation.name + "]";
  if (!expectation.severity.empty()) result += " as " + expectation.severity;
  if (!expectation.via.empty()) result += " via " + expectation.via;
  return result;
}

Annotations readAnnotations(std::string_view text, const std::string& file, std::vector<Problem>& problems) {
  return FileReader(text, file, problems).run();
}

} // namespace nostall::annotated
