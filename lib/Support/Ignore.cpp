// A star is tried short first; a later star makes earlier ones final, so a name is matched in the product of
// the two lengths at worst, and so is a path by its parts with `**` for a star.
#include "Support/Ignore.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringSwitch.h>

#include <optional>

namespace nostall::support {
namespace {

bool isInClass(llvm::StringRef name, char c) {
  auto byte = static_cast<unsigned char>(c);
  bool graphic = byte > 0x20 && byte < 0x7f;
  return llvm::StringSwitch<bool>(name)
      .Case("alnum", llvm::isAlnum(c))
      .Case("alpha", llvm::isAlpha(c))
      .Case("blank", c == ' ' || c == '\t')
      .Case("cntrl", byte < 0x20 || byte == 0x7f)
      .Case("digit", llvm::isDigit(c))
      .Case("graph", graphic)
      .Case("lower", llvm::isLower(c))
      .Case("print", graphic || c == ' ')
      .Case("punct", graphic && !llvm::isAlnum(c))
      .Case("space", llvm::isSpace(c))
      .Case("upper", llvm::isUpper(c))
      .Case("xdigit", llvm::isHexDigit(c))
      .Default(false);
}

/// Takes `[…]` off the glob and tells whether it holds `c`; nothing when it does not end.
std::optional<bool> takeSet(llvm::StringRef& glob, char c) {
  llvm::StringRef rest = glob.drop_front();
  bool negated = rest.consume_front("!") || rest.consume_front("^");
  bool holds = false;
  for (bool first = true; !rest.empty() && (first || rest.front() != ']'); first = false) {
    if (rest.starts_with("[:")) {
      if (std::size_t end = rest.find(":]", 2); end != rest.npos) {
        holds |= isInClass(rest.slice(2, end), c);
        rest = rest.drop_front(end + 2);
        continue;
      }
    }
    auto take = [&] {
      if (rest.front() == '\\' && rest.size() > 1) rest = rest.drop_front();
      char taken = rest.front();
      rest = rest.drop_front();
      return static_cast<unsigned char>(taken);
    };
    unsigned char low = take();
    unsigned char high = low;
    if (rest.size() > 1 && rest[0] == '-' && rest[1] != ']') {
      rest = rest.drop_front();
      high = take();
    }
    auto byte = static_cast<unsigned char>(c);
    holds |= low <= byte && byte <= high;
  }
  if (!rest.consume_front("]")) return std::nullopt;
  glob = rest;
  return holds != negated;
}

/// Takes what stands for one character off the glob and tells whether it fits `c`.
bool takeOne(llvm::StringRef& glob, char c) {
  if (glob.front() == '?') {
    glob = glob.drop_front();
    return true;
  }
  if (glob.front() == '[') {
    std::optional<bool> inside = takeSet(glob, c);
    return inside && *inside;
  }
  if (glob.front() == '\\' && glob.size() > 1) glob = glob.drop_front();
  bool same = glob.front() == c;
  glob = glob.drop_front();
  return same;
}

bool matchesParts(llvm::ArrayRef<std::string> parts, llvm::ArrayRef<llvm::StringRef> names) {
  std::optional<std::size_t> star;
  std::size_t starName = 0;
  std::size_t part = 0;
  std::size_t name = 0;
  while (name != names.size()) {
    if (part != parts.size() && parts[part] == "**") {
      // At the end it stands for everything inside, which is something.
      if (part + 1 == parts.size()) return true;
      star = part++;
      starName = name;
    } else if (part != parts.size() && matchesName(parts[part], names[name])) {
      ++part;
      ++name;
    } else if (star) {
      part = *star + 1;
      name = ++starName;
    } else {
      return false;
    }
  }
  return part == parts.size();
}

} // namespace

bool matchesName(llvm::StringRef glob, llvm::StringRef name) {
  std::optional<llvm::StringRef> afterStar;
  llvm::StringRef nameAtStar;
  while (!name.empty()) {
    if (glob.starts_with("*")) {
      glob = glob.ltrim('*');
      if (glob.empty()) return true;
      afterStar = glob;
      nameAtStar = name;
    } else if (!glob.empty() && takeOne(glob, name.front())) {
      name = name.drop_front();
    } else if (afterStar) {
      glob = *afterStar;
      name = nameAtStar = nameAtStar.drop_front();
    } else {
      return false;
    }
  }
  return glob.ltrim('*').empty();
}

PathPattern::PathPattern(llvm::StringRef pattern) : anchored(pattern.contains('/')), text(pattern.str()) {
  constexpr llvm::StringRef Special = "*?[\\";
  if (anchored) {
    pattern.consume_front("/");
    llvm::SmallVector<llvm::StringRef> split;
    pattern.split(split, '/');
    for (llvm::StringRef part : split)
      parts.push_back(part.str());
    shape = Shape::Glob;
  } else if (pattern.find_first_of(Special) == pattern.npos) {
    shape = Shape::Literal;
  } else if (pattern.starts_with("*") && pattern.find_first_of(Special, 1) == pattern.npos) {
    shape = Shape::Suffix;
    text.erase(0, 1);
  } else {
    shape = Shape::Glob;
  }
}

bool PathPattern::matches(llvm::StringRef path, llvm::StringRef name) const {
  if (anchored) {
    llvm::SmallVector<llvm::StringRef, 16> names;
    path.split(names, '/');
    return matchesParts(parts, names);
  }
  if (shape == Shape::Literal) return name == text;
  if (shape == Shape::Suffix) return name.ends_with(text);
  return matchesName(text, name);
}

IgnoreFile::IgnoreFile(std::string folder, llvm::StringRef content) : folder(std::move(folder)) {
  content.consume_front("\xEF\xBB\xBF");
  while (!content.empty()) {
    llvm::StringRef line;
    std::tie(line, content) = content.split('\n');
    line.consume_back("\r");
    if (line.starts_with("#")) continue;
    // Blanks at the end count when they are escaped.
    while (line.ends_with(" ") && !line.ends_with("\\ "))
      line = line.drop_back();
    bool negated = line.consume_front("!");
    bool folders = line.consume_back("/");
    if (!line.empty()) lines.push_back({PathPattern(line), negated, folders});
  }
}

IgnoreFile::Answer IgnoreFile::ask(llvm::StringRef path, bool isFolder) const {
  llvm::StringRef name = path.substr(path.rfind('/') + 1);
  llvm::StringRef relative = path.drop_front(folder.size() + 1);
  for (const Line& line : llvm::reverse(lines))
    if ((isFolder || !line.folders) && line.pattern.matches(relative, name))
      return line.negated ? Answer::TakenBack : Answer::Ignored;
  return Answer::Nothing;
}

} // namespace nostall::support
