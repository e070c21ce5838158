// The frame of the full form: source lines from any number of files behind one gutter, with marks under what
// is spoken of and a label for each.
#pragma once

#include "Link/Finding.h"
#include "Report/Report.h"
#include "Report/Source.h"
#include "Report/Terminal.h"

#include <llvm/Support/raw_ostream.h>

#include <string>
#include <vector>

namespace nostall::report {

struct Mark {
  Location place;
  std::string label;
  bool primary = false;
  Ink ink = Ink::Secondary;
  std::string subject; ///< stands before the label where there is no source to tell what it speaks of
};

/// Draws the marks in their order. Marks that follow each other in one file share a section, and those that
/// follow each other on one line share its excerpt. A place whose line cannot be shown keeps its section and
/// label. Returns the width of the gutter, for what is printed below the frame.
unsigned drawFrame(const std::vector<Mark>& marks, const std::string& root, Sources& sources,
                   const Style& style, llvm::raw_ostream& out);

} // namespace nostall::report
