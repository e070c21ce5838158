// The dotted name of each module: the path from the folder that Python would import it from.
//
// Which folder that is the tree does not say: a package may lack `__init__.py`, and a repository may hold
// several programs, each started from a folder of its own. The imports say it: `from app.services import
// users` in a file below `backend/` speaks for `backend`, where `app/services/users.py` is to be found. Each
// import that finds its module counts for the folder that it was found from, for every folder on the way to
// the module; a folder's modules are named from whichever has the most. Where no import decides, packages are
// named from the folder that holds the outermost
// `__init__.py`, and other folders like the one that they are in. A relative import sets how deep a name has
// to be.
#pragma once

#include "Python/Analyse.h"

#include <llvm/ADT/StringRef.h>

#include <string>
#include <vector>

namespace nostall::driver {

/// What a file says of where modules are. Found by looking at the beginnings of lines, so a docstring may add
/// to it; that matters only when it names a module that there is.
struct Imports {
  std::vector<std::string>
      modules;         ///< absolute ones: `a.b` of `import a.b` and of `from a.b import c`; sorted
  unsigned levels = 0; ///< the most dots that a relative one starts with
};
Imports scanImports(llvm::StringRef text);

/// The modules of `files`, absolute paths in order; `imports` is parallel to them. `bases` are the folders
/// searched. `roots` are what the configuration says: patterns of folders (Support/Ignore.h), absolute; the
/// innermost that a file is in decides.
std::vector<python::ModuleFile> nameModules(const std::vector<std::string>& files,
                                            const std::vector<Imports>& imports,
                                            const std::vector<std::string>& bases,
                                            const std::vector<std::string>& roots);

} // namespace nostall::driver
