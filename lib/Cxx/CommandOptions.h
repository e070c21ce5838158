// Which options of a compile command an analysis keeps. Clang's own option table reads the command, so every
// option that takes a value takes it here as well; what is kept is named, and everything else goes.
#pragma once

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/ADT/StringRef.h>

#include <string>
#include <vector>

namespace nostall::cxx {

struct SelectedOptions {
  std::vector<std::string> kept; ///< in the order of the command, without the source file
  std::vector<std::string>
      notes;            ///< one for each option that was left out and is not in every build's commands
  std::string output;   ///< the object file, as written
  std::string language; ///< the `-x` in force for the source file, `c` or `c++` for /Tc and /Tp; may be empty
  bool hasTarget = false;
};

/// Goes through a command without its compiler. `isSource` tells the unit's own file from other inputs.
SelectedOptions selectOptions(llvm::ArrayRef<std::string> arguments, bool clMode,
                              llvm::function_ref<bool(llvm::StringRef)> isSource);

} // namespace nostall::cxx
