// nostall_generate_schema DIRECTORY: writes library.schema.json and framework.schema.json.

#include "Rules/Schema.h"

#include <llvm/Support/Error.h>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>

using namespace nostall;

int main(int argc, char** argv) {
  if (argc != 2) {
    llvm::errs() << "usage: nostall_generate_schema DIRECTORY\n";
    return 2;
  }
  for (const auto& [name, text] : {std::pair{"library.schema.json", rules::librarySchema()},
                                   {"framework.schema.json", rules::frameworkSchema()}}) {
    llvm::SmallString<128> path(argv[1]);
    llvm::sys::path::append(path, name);
    llvm::Error error = llvm::writeToOutput(path, [&](llvm::raw_ostream& out) {
      out << text;
      return llvm::Error::success();
    });
    if (error) {
      llvm::errs() << "error: " << llvm::toString(std::move(error)) << "\n";
      return 2;
    }
  }
  return 0;
}
