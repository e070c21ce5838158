#include "Rules/Filter.h"

#include <llvm/ADT/STLExtras.h>

#include <algorithm>

namespace nostall::rules {

bool isGlob(std::string_view text) { return text.find_first_of("*?") != text.npos; }

std::size_t NameFilter::Traces::pairOf(std::string_view text) {
  return (static_cast<unsigned char>(text[0]) * 64u + static_cast<unsigned char>(text[1])) % 4096;
}

void NameFilter::Traces::add(std::string_view glob) {
  std::string_view start = glob.substr(0, glob.find_first_of("*?"));
  if (start.size() >= 2) {
    starts.emplace_back(start);
    pairs.set(pairOf(start));
    return;
  }
  // `*::Stub::async::*`: the longest stretch without a wildcard.
  std::string_view longest;
  for (std::size_t at = 0; at < glob.size();) {
    std::size_t end = std::min(glob.find_first_of("*?", at), glob.size());
    if (end - at > longest.size()) longest = glob.substr(at, end - at);
    at = end + 1;
  }
  parts.emplace_back(longest);
}

bool NameFilter::Traces::in(std::string_view text) const {
  if (text.size() >= 2 && pairs.test(pairOf(text)) &&
      llvm::any_of(starts, [&](const std::string& start) { return text.starts_with(start); }))
    return true;
  return llvm::any_of(parts, [&](const std::string& part) { return text.find(part) != text.npos; });
}

void NameFilter::add(std::string_view glob) {
  if (std::string_view last = unqualified(glob); !isGlob(last))
    lasts.insert(last);
  else
    wholes.add(glob);
}

void NameFilter::addLast(std::string_view glob) {
  if (!isGlob(glob))
    lasts.insert(glob);
  else
    ends.add(glob);
}

bool NameFilter::mayMatch(std::string_view name) const {
  std::string_view last = unqualified(name);
  return lasts.contains(last) || wholes.in(name) || ends.in(last) || names.isAliased(name);
}

} // namespace nostall::rules
