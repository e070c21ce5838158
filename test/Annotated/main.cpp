// nostall_annotated FILE|FOLDER...: tests annotated sources (see Annotations.h). Exit code 1 when one of them
// fails.

#include "Annotated/Analyse.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/raw_ostream.h>

int main(int argc, char** argv) {
  bool failed = false;
  for (int i = 1; i < argc; ++i) {
    llvm::SmallString<128> file(argv[i]);
    llvm::sys::fs::make_absolute(file);
    if (nostall::annotated::isPartOfAnother(file.str().str())) {
      llvm::outs() << file << ": tested with the file that names it\n";
      continue;
    }
    for (const std::string& message : nostall::annotated::check(file.str().str())) {
      llvm::outs() << message << "\n";
      failed = true;
    }
  }
  return failed ? 1 : 0;
}
