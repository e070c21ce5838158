// Something wrong in a file that a person wrote: a catalogue file or a configuration.
#pragma once

#include <iosfwd>
#include <string>

namespace nostall {

/// One thing wrong, at a place.
struct Problem {
  std::string file;
  unsigned line = 0;   ///< from 1; 0: the file as a whole
  unsigned column = 0; ///< from 1, in bytes
  std::string text;    ///< names the key and the nearest known one, or what to write instead
  bool error = true;   ///< false: a warning
  friend bool operator==(const Problem&, const Problem&) = default;
};

/// Prints `file:line:column: error: text`.
std::ostream& operator<<(std::ostream& out, const Problem& problem);

} // namespace nostall
