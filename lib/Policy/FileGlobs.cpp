#include "Policy/FileGlobs.h"

#include <llvm/Support/Error.h>
#include <llvm/Support/GlobPattern.h>
#include <llvm/Support/Path.h>

namespace nostall::policy {
namespace {

constexpr std::size_t MaxAlternatives = 256;

/// LLVM's form: there, `*` matches slashes as well, so only "any folders or none" needs words of its own.
std::string translated(llvm::StringRef glob) {
  std::string pattern;
  while (!glob.empty()) {
    const bool atFolder = pattern.empty() || pattern.back() == '/';
    if (atFolder && glob.consume_front("**/")) {
      pattern += "{,*/}";
      continue;
    }
    pattern += glob.front();
    glob = glob.drop_front();
  }
  return pattern;
}

llvm::Expected<llvm::GlobPattern> compile(const std::string& pattern) {
  return llvm::GlobPattern::create(pattern, MaxAlternatives);
}

bool matches(const std::string& pattern, llvm::StringRef path) {
  llvm::Expected<llvm::GlobPattern> glob = compile(pattern);
  if (glob) return glob->match(path);
  // The configuration's own check has refused it before.
  llvm::consumeError(glob.takeError());
  return false;
}

} // namespace

std::string fileGlobProblem(llvm::StringRef glob) {
  if (glob.empty()) return "an empty glob";
  const std::string pattern = translated(glob);
  llvm::Expected<llvm::GlobPattern> compiled = compile(pattern);
  if (compiled) return {};
  return "`" + glob.str() + "` is no glob: " + llvm::toString(compiled.takeError());
}

std::string absoluteFileGlob(llvm::StringRef glob, llvm::StringRef folder) {
  glob.consume_front("./");
  if (llvm::sys::path::is_absolute(glob)) return glob.str();
  std::string absolute;
  for (char c : folder.rtrim('/')) {
    if (llvm::StringRef("*?[]{},\\").contains(c)) absolute += '\\';
    absolute += c;
  }
  return absolute + "/" + glob.str();
}

bool matchesFile(llvm::ArrayRef<std::string> globs, llvm::StringRef path) {
  for (const std::string& glob : globs) {
    const std::string pattern = translated(llvm::StringRef(glob).rtrim('/'));
    if (matches(pattern, path) || matches(pattern + "/*", path)) return true;
  }
  return false;
}

} // namespace nostall::policy
