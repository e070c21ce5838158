// Where things stand: source locations of Clang as stretches of files, the text behind them, and the names
// that files go by.
//
// What a macro's argument wrote stands where it was written; what the macro's definition wrote stands where
// the macro was used.
#pragma once

#include "Facts/Facts.h"

#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceLocation.h>
#include <clang/Basic/SourceManager.h>

#include <llvm/ADT/DenseMap.h>

#include <string>

namespace nostall::cxx {

/// A stretch of one file before the file has a number in a shard.
struct Stretch {
  clang::FileID file; ///< invalid: nowhere
  facts::Position begin;
  facts::Position end;
  unsigned offset = 0; ///< of the beginning
  unsigned length = 0;
  bool macro = false; ///< it begins inside a macro's definition
};

class Places {
public:
  /// `mainFile` is what the main file is called where a name has to be unique.
  Places(const clang::ASTContext& context, std::string mainFile);

  Stretch stretch(clang::SourceRange range) const;
  /// The source text, white space folded; longer text is cut to `limit` bytes and ends in `...`.
  std::string text(clang::SourceRange range, std::size_t limit = 160) const;
  /// The file that a location stands in.
  clang::FileID file(clang::SourceLocation location) const;
  /// Absolute, normalised.
  const std::string& path(clang::FileID file);
  /// What makes the names unique that no other file sees: the path, or the main file's own name.
  const std::string& owner(clang::FileID file);
  /// As the include path spelled it: `pqxx/connection.hxx`. A header that was found beside its includer is
  /// named relative to where the includer was found.
  const std::string& header(clang::FileID file);
  bool inSystemHeader(clang::SourceLocation location) const;
  const clang::SourceManager& manager() const { return sources; }

private:
  std::string includedAs(clang::FileID file);

  const clang::SourceManager& sources;
  const clang::LangOptions& language;
  std::string mainFile;
  const std::string nowhere; ///< where the compiler itself declares `operator new`
  llvm::DenseMap<clang::FileID, std::string> paths;
  llvm::DenseMap<clang::FileID, std::string> headers;
};

/// Folds runs of white space to one blank and cuts to `limit` bytes, at a character's border.
std::string foldText(llvm::StringRef text, std::size_t limit);

} // namespace nostall::cxx
