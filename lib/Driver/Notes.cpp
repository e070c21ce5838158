#include "Driver/Notes.h"

#include <fmt/format.h>

namespace nostall::driver {

void Notes::add(const std::string& text, const std::string& place) {
  auto [entry, isNew] = entries.try_emplace(text);
  if (isNew) {
    entry->second.firstPlace = place;
    order.push_back(text);
  }
  ++entry->second.count;
}

std::vector<std::string> Notes::take() {
  std::vector<std::string> lines;
  for (const std::string& text : order) {
    const Entry& entry = entries.at(text);
    lines.push_back(entry.count == 1
                        ? fmt::format("{}: {}", entry.firstPlace, text)
                        : fmt::format("{} and {} more: {}", entry.firstPlace, entry.count - 1, text));
  }
  entries.clear();
  order.clear();
  return lines;
}

} // namespace nostall::driver
