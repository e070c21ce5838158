// What an editor may offer to do about a finding, as edits of one file's text.
//
//     rows = session.query(User).all()
//     rows = (await session.execute(select(User))).scalars().all()   the suggestion, when it is whole
//     rows = session.query(User).all()  # nostall: allow(sqlalchemy-query)   with the reason left to write
//
// A comment without a reason silences nothing and is itself reported, so it cannot be forgotten. Where a
// comment may stand is not guessed: the text with it in place is read again, and it is offered only where
// the front end sees it.
#pragma once

#include "Link/Finding.h"

#include <llvm/ADT/StringRef.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace nostall::editor {

/// Bytes of a text to be replaced.
struct Edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

struct Fix {
  std::string title;
  Edit edit;
  bool exact = false; ///< the program does the same as before
};

/// Best first. `text` is the one that the finding was made from.
std::vector<Fix> fixesFor(const Finding& finding, llvm::StringRef text);

/// Where in the text the line and column begin, which count from 1; nothing behind its end.
std::optional<std::size_t> offsetOf(llvm::StringRef text, std::uint32_t line, std::uint32_t column);

} // namespace nostall::editor
