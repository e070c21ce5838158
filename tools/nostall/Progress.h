// The progress bar: one line on a terminal's standard error, redrawn in place and gone when the work is done.
#pragma once

#include <cstddef>
#include <string>

namespace nostall::cli {

class Progress {
public:
  /// Draws only when `enabled` and standard error is a terminal.
  Progress(bool enabled, bool unicode);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void update(std::size_t done, std::size_t all, const std::string& unit);
  /// Removes the bar.
  void clear();

private:
  bool active;
  bool unicode;
  bool drawn = false;
};

} // namespace nostall::cli
