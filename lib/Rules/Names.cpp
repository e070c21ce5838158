#include "Rules/Names.h"

#include "Rules/Match.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

namespace nostall::rules {
namespace {

bool isIdentifier(char c) { return llvm::isAlnum(c) || c == '_'; }

/// Whether `name` is `prefix` or something inside it.
bool isUnder(std::string_view name, std::string_view prefix) {
  return name.starts_with(prefix) && (name.size() == prefix.size() || !isIdentifier(name[prefix.size()]));
}

/// Every occurrence of `from` as a whole, not behind another qualifier, replaced.
std::string replaceNames(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    bool start = i == 0 || (!isIdentifier(text[i - 1]) && text[i - 1] != ':');
    if (start && isUnder(text.substr(i), from)) {
      result += to;
      i += from.size();
    } else {
      result += text[i++];
    }
  }
  return result;
}

} // namespace

bool globMatches(std::string_view pattern, std::string_view text) {
  // Where the last star stands and what it has swallowed so far: the only place to come back to.
  std::size_t star = pattern.npos, resume = 0, p = 0, t = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != pattern.npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == pattern.npos;
}

Names::Names(const Catalogue& catalogue) {
  for (const Framework& framework : catalogue.frameworks)
    for (const auto& [from, to] : framework.aliases) {
      aliases.emplace_back(from, to);
      aliases.emplace_back(to, from);
    }
}

NameList Names::of(std::string_view name) const {
  NameList names{std::string(name)};
  for (const auto& [from, to] : aliases)
    if (isUnder(name, from)) names.push_back(to + std::string(name.substr(from.size())));
  return names;
}

NameList Names::ofSpelling(std::string_view spelling) const {
  NameList spellings{std::string(spelling)};
  for (const auto& [from, to] : aliases)
    if (spelling.find(from) != spelling.npos)
      if (std::string other = replaceNames(spelling, from, to); other != spelling) spellings.push_back(other);
  return spellings;
}

bool anyGlobMatches(llvm::ArrayRef<Glob> globs, llvm::ArrayRef<std::string> names) {
  return llvm::any_of(globs, [&](const Glob& glob) {
    return llvm::any_of(names, [&](const std::string& name) { return globMatches(glob.pattern, name); });
  });
}

bool Names::isAliased(std::string_view name) const {
  return llvm::any_of(aliases, [&](const auto& alias) { return isUnder(name, alias.first); });
}

bool Names::matches(const Glob& glob, std::string_view name) const {
  if (globMatches(glob.pattern, name)) return true;
  return llvm::any_of(aliases, [&](const auto& alias) {
    return isUnder(name, alias.first) &&
           globMatches(glob.pattern, alias.second + std::string(name.substr(alias.first.size())));
  });
}

bool Names::matchesAny(llvm::ArrayRef<Glob> globs, std::string_view name) const {
  return llvm::any_of(globs, [&](const Glob& glob) { return matches(glob, name); });
}

bool Names::matchesSpelling(const Glob& glob, std::string_view spelling) const {
  return anyGlobMatches(glob, ofSpelling(spelling));
}

namespace {

/// Where the last component begins. An operator's own characters may look like a separator.
std::size_t lastComponent(std::string_view name) {
  constexpr std::string_view keyword = "operator";
  for (std::size_t at = name.find(keyword); at != name.npos; at = name.find(keyword, at + 1)) {
    bool start = at == 0 || name[at - 1] == ':';
    std::size_t end = at + keyword.size();
    // `operator.` is Python's module of that name.
    if (start && end < name.size() && !isIdentifier(name[end]) && name[end] != '.') return at;
  }
  std::size_t separator = name.find_last_of(":.");
  return separator == name.npos ? 0 : separator + 1;
}

} // namespace

std::string_view unqualified(std::string_view name) { return name.substr(lastComponent(name)); }

std::string_view scopeOf(std::string_view name) {
  std::string_view scope = name.substr(0, lastComponent(name));
  while (!scope.empty() && (scope.back() == ':' || scope.back() == '.'))
    scope.remove_suffix(1);
  return scope;
}

bool pathEndMatches(std::string_view glob, std::string_view path) {
  if (globMatches(glob, path)) return true;
  for (std::size_t slash = path.find('/'); slash != path.npos; slash = path.find('/', slash + 1))
    if (globMatches(glob, path.substr(slash + 1))) return true;
  return false;
}

} // namespace nostall::rules
