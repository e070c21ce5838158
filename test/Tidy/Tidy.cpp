#include "Tidy/Tidy.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/Regex.h>

#include <algorithm>

namespace nostall::test {

Outcome tidy(const Project& project, const std::vector<std::string>& files,
             const std::vector<std::string>& options) {
  std::vector<std::string> command{
      CLANG_TIDY_PROGRAM, "--load", NOSTALL_TIDY_MODULE, "--checks=-*,nostall-*", "--quiet", "-p", "."};
  llvm::append_range(command, options);
  llvm::append_range(command, files);
  return project.run(command);
}

std::string withOption(const std::string& key, const std::string& value) {
  return "--config={CheckOptions: {" + key + ": '" + value + "'}}";
}

std::vector<std::string> placesIn(const Project& project, const std::string& output) {
  llvm::Regex warning("^(.+:[0-9]+:[0-9]+): (warning|error): .* \\[nostall-[a-z-]+");
  std::vector<std::string> places;
  for (llvm::StringRef line : llvm::split(output, '\n')) {
    llvm::SmallVector<llvm::StringRef> parts;
    if (!warning.match(line, &parts)) continue;
    llvm::StringRef place = parts[1];
    place.consume_front(project.root().string() + "/");
    place.consume_front("./");
    places.push_back(place.str());
  }
  std::ranges::sort(places);
  return places;
}

} // namespace nostall::test
