// Text for terminals. Source lines and messages come from files that anyone may have written: whatever a
// terminal would act upon (control characters, bidirectional overrides) or cannot show (invalid UTF-8) is
// written as a visible escape, and a line is laid out in cells so that marks stand under the right characters
// whatever their width.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <cstddef>
#include <string>
#include <vector>

namespace nostall::report {

/// One character of a line, or the escape that stands for it.
struct Cell {
  std::size_t byte = 0; ///< where it begins in the line
  unsigned column = 0;  ///< where it is shown, from 0
  unsigned width = 0;   ///< cells that it takes; 0 for combining characters
  std::string text;     ///< safe to print
};

/// A line, cell by cell. Tabs reach to the next multiple of 4. With `unicode` false, what is outside ASCII is
/// escaped too.
class Layout {
public:
  Layout(llvm::StringRef line, bool unicode);

  /// The column where the byte is shown; the end of the line for anything behind it.
  unsigned columnOf(std::size_t byte) const;
  unsigned width() const { return total; }
  /// What stands in the columns from `first` up to `last`; blanks replace half a wide character.
  std::string slice(unsigned first, unsigned last) const;

private:
  std::vector<Cell> cells;
  unsigned total = 0;
};

/// A message in one line: escaped as above, line breaks and tabs too.
std::string printable(llvm::StringRef text, bool unicode);

/// Valid UTF-8, with replacement characters where the text is not.
std::string validUtf8(llvm::StringRef text);

/// The number of UTF-16 code units of the first `bytes` bytes.
std::size_t utf16Length(llvm::StringRef text, std::size_t bytes);

/// Breaks prose at blanks so that no line is wider than `width` where that is possible; code in backticks
/// stays in one piece.
std::vector<std::string> wrap(llvm::StringRef text, unsigned width);

} // namespace nostall::report
