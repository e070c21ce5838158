// Memory for tree-sitter. It makes some hundred thousand small objects for a large module, which live as long
// as the tree does, so they come out of slabs and are given back all at once.
#pragma once

namespace nostall::python {

/// While one lives, what tree-sitter allocates on this thread comes out of slabs. With the last one, all of
/// it is given back: nothing needs to be freed before, and nothing may be used after.
class TreeMemory {
public:
  TreeMemory();
  ~TreeMemory();
  TreeMemory(const TreeMemory&) = delete;
  TreeMemory& operator=(const TreeMemory&) = delete;
};

} // namespace nostall::python
