#include "Policy/FileGlobs.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/Error.h>
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
  if (glob == ".") glob = "";
  if (llvm::sys::path::is_absolute(glob)) return glob.str();
  std::string absolute;
  for (char c : folder.rtrim('/')) {
    if (llvm::StringRef("*?[]{},\\").contains(c)) absolute += '\\';
    absolute += c;
  }
  return glob.empty() ? absolute : absolute + "/" + glob.str();
}

FileGlobs::FileGlobs(llvm::ArrayRef<std::string> globs) {
  for (const std::string& glob : globs) {
    llvm::StringRef whole = llvm::StringRef(glob).rtrim('/');
    const std::string pattern = translated(whole);
    for (const char* below : {"", "/*"}) {
      texts.push_back(std::make_unique<const std::string>(pattern + below));
      if (llvm::Expected<llvm::GlobPattern> compiled = compile(*texts.back()))
        patterns.push_back(std::move(*compiled));
      else // The configuration's own check has refused it before.
        llvm::consumeError(compiled.takeError());
    }
    std::string beginning;
    for (; !whole.empty() && !llvm::StringRef("*?[{").contains(whole.front()); whole = whole.drop_front()) {
      if (whole.front() == '\\' && whole.size() > 1) whole = whole.drop_front();
      beginning += whole.front();
    }
    beginnings.push_back(std::move(beginning));
  }
}

bool FileGlobs::match(llvm::StringRef path) const {
  return llvm::any_of(patterns, [&](const llvm::GlobPattern& pattern) { return pattern.match(path); });
}

bool FileGlobs::mayMatchInside(llvm::StringRef folder) const {
  return llvm::any_of(beginnings, [&](llvm::StringRef beginning) {
    return beginning.starts_with(folder) || folder.starts_with(beginning);
  });
}

bool matchesFile(llvm::ArrayRef<std::string> globs, llvm::StringRef path) {
  return FileGlobs(globs).match(path);
}

} // namespace nostall::policy
