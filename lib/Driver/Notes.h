// Notes for the user, each said once however many places it is about.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace nostall::driver {

class Notes {
public:
  void add(const std::string& text, const std::string& place);
  /// `place: text`, or `place and 3 more: text`, in the order in which they were added first.
  std::vector<std::string> take();

private:
  struct Entry {
    std::string firstPlace;
    std::size_t count = 0;
  };
  std::map<std::string, Entry> entries;
  std::vector<std::string> order;
};

} // namespace nostall::driver
