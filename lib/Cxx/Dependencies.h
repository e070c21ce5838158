// What a parse read: the files whose content decided its outcome, and the names under which it looked for a
// file in vain. The cache asks whether any of them has changed, so a generated header that appears later
// counts as a change.
#pragma once

#include "Facts/Facts.h"

#include <clang/Frontend/CompilerInstance.h>

#include <memory>
#include <vector>

namespace nostall::cxx {

/// Collects during one run of a compiler instance.
class DependencyRecorder {
public:
  DependencyRecorder();
  ~DependencyRecorder();

  /// Call before parsing starts.
  void attach(clang::CompilerInstance& compiler);
  /// Call when parsing has ended and the source manager still stands. Sorted by path. Files that were looked
  /// for in vain have an empty hash.
  std::vector<facts::Dependency> take(clang::CompilerInstance& compiler);

private:
  struct State;
  std::shared_ptr<State> state;
};

} // namespace nostall::cxx
