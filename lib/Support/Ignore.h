// The patterns of .gitignore files, by the rules that gitignore(5) documents: `*`, `?` and `[…]` within one
// name, `**` for any folders, a slash in front or in the middle to anchor, one at the end for folders alone,
// `!` to take back. The last pattern of a file that fits decides, and a file further down decides before
// those above it.
//
// What lies in an ignored folder cannot be taken back: whoever walks a tree does not enter it.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <string>
#include <vector>

namespace nostall::support {

/// One pattern; without a slash in it, it fits names at any depth.
class PathPattern {
public:
  /// `text` is a line of a .gitignore file without `!`, and without the slash at its end.
  explicit PathPattern(llvm::StringRef text);
  /// `path` is relative to the pattern's folder, `name` its last part.
  bool matches(llvm::StringRef path, llvm::StringRef name) const;

private:
  enum class Shape { Literal, Suffix, Glob };
  Shape shape = Shape::Literal;
  bool anchored = false;
  std::string text;               ///< of a literal, or of a suffix without its `*`
  std::vector<std::string> parts; ///< of an anchored one
};

/// Whether `name` fits `glob`, which has no meaning for slashes.
bool matchesName(llvm::StringRef glob, llvm::StringRef name);

/// The patterns of one file.
class IgnoreFile {
public:
  /// `folder` is the one that the patterns are relative to: absolute, without a slash at its end.
  IgnoreFile(std::string folder, llvm::StringRef text);

  enum class Answer { Nothing, Ignored, TakenBack };
  /// `path` is absolute and inside the folder.
  Answer ask(llvm::StringRef path, bool isFolder) const;
  bool empty() const { return lines.empty(); }

private:
  struct Line {
    PathPattern pattern;
    bool negated = false;
    bool folders = false;
  };
  std::string folder;
  std::vector<Line> lines;
};

} // namespace nostall::support
