// A clangd with nostall's checks inside. clangdMain is upstream's own entry for builds of clangd outside of
// its tree; whatever is different here is in Checks.cpp and Links.cpp.
#include "Support/Locations.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/raw_ostream.h>

#include <string>
#include <vector>

namespace clang::clangd {
int clangdMain(int argc, char* argv[]);
}

int main(int argc, char** argv) {
  std::vector<char*> arguments(argv, argv + argc);
  std::string resources;
  auto namesResources = [](const char* argument) {
    return llvm::StringRef(argument).ltrim('-').starts_with("resource-dir");
  };
  // clangd takes Clang's own headers to lie beside itself.
  if (llvm::none_of(arguments, namesResources)) {
    llvm::Expected<std::string> found = nostall::support::resourceDirectory();
    if (found) {
      resources = "--resource-dir=" + *found;
      arguments.insert(arguments.begin() + 1, resources.data());
    } else {
      llvm::errs() << "nostall-clangd: " << llvm::toString(found.takeError()) << '\n';
    }
  }
  arguments.push_back(nullptr);
  return clang::clangd::clangdMain(static_cast<int>(arguments.size()) - 1, arguments.data());
}
