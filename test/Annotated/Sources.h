// What an annotated source becomes before link: its facts, and what its comments expect. One function for
// each language; everything after them is the same for all.
#pragma once

#include "Annotated/Annotations.h"
#include "Link/Link.h"
#include "Policy/Config.h"
#include "Rules/Catalogue.h"

#include <llvm/ADT/StringRef.h>

#include <string>
#include <vector>

namespace nostall::annotated {

struct Sources {
  std::vector<LinkShard> shards;
  std::vector<Expectation> expectations;
  std::vector<Problem> problems; ///< any: the test fails, whatever is found
};

/// A C or C++ file and the units that its FILES name.
Sources cxxSources(const std::string& file, const rules::Catalogue& catalogue);

/// The compiler arguments that the annotations ask for: packages and FLAGS, without the file itself.
std::vector<std::string> cxxArguments(const std::string& file, const Annotations& annotations,
                                      std::vector<Problem>& problems);

/// A Python file, which is a program of one module, or a folder, whose files are its modules.
Sources pythonSources(const std::string& path, const rules::Catalogue& catalogue);

/// The file's text; empty with a problem when it cannot be read.
std::string readSource(const std::string& file, std::vector<Problem>& problems);

/// The file of that name in the folder of `file`.
std::string sibling(const std::string& file, llvm::StringRef name);

/// The errors as messages; warnings do not count.
std::vector<std::string> errors(const std::vector<Problem>& problems);

} // namespace nostall::annotated
