// nostall_annotated [--clang-tidy PROGRAM MODULE | --editor PROGRAM SERVER] FILE|FOLDER...: tests annotated
// sources (see Annotations.h), in process or with another program. Exit code 1 when one of them fails.

#include "Annotated/Analyse.h"
#include "Support/Files.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/raw_ostream.h>

#include <optional>

using namespace nostall;

int main(int argc, char** argv) {
  std::optional<annotated::TidyProgram> tidy;
  int first = 1;
  const llvm::StringRef mode = argc > 3 ? argv[1] : "";
  if (mode == "--clang-tidy" || mode == "--editor") {
    tidy = {argv[2], argv[3], mode == "--editor"};
    first = 4;
  }
  // All at once: analysing a unit changes the current folder.
  std::vector<std::string> files;
  for (int i = first; i < argc; ++i)
    files.push_back(support::absolutePath(argv[i]));
  bool failed = false;
  for (const std::string& file : files) {
    if (annotated::isPartOfAnother(file)) {
      llvm::outs() << file << ": tested with the file that names it\n";
      continue;
    }
    for (const std::string& message : tidy ? annotated::checkWithTidy(file, *tidy) : annotated::check(file)) {
      llvm::outs() << message << "\n";
      failed = true;
    }
  }
  return failed ? 1 : 0;
}
