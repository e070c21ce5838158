// nostall_annotated FILE|FOLDER...: tests annotated sources (see Annotations.h). Exit code 1 when one of them
// fails.

#include "Annotated/Analyse.h"
#include "Support/Files.h"

#include <llvm/Support/raw_ostream.h>

int main(int argc, char** argv) {
  // All at once: analysing a unit changes the current folder.
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i)
    files.push_back(nostall::support::absolutePath(argv[i]));
  bool failed = false;
  for (const std::string& file : files) {
    if (nostall::annotated::isPartOfAnother(file)) {
      llvm::outs() << file << ": tested with the file that names it\n";
      continue;
    }
    for (const std::string& message : nostall::annotated::check(file)) {
      llvm::outs() << message << "\n";
      failed = true;
    }
  }
  return failed ? 1 : 0;
}
