#include "Driver/PythonFiles.h"

#include "Policy/FileGlobs.h"
#include "Support/Ignore.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/ScopeExit.h>
#include <llvm/ADT/StringSwitch.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <dirent.h>
#include <sys/stat.h>

#include <cerrno>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

namespace nostall::driver {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

constexpr const char* Tests = "tests";
constexpr const char* Migrations = "migrations";
constexpr const char* Environments = "virtual environments";
constexpr const char* BuildOutput = "build output";
constexpr const char* Ignored = "ignored by git";
constexpr const char* Configured = "skipped by the configuration";

/// Why a folder of that name is left out; null: it is not.
const char* folderReason(llvm::StringRef name) {
  return llvm::StringSwitch<const char*>(name)
      .Cases("tests", "test", Tests)
      .Case("migrations", Migrations)
      .Cases("venv", "site-packages", "dist-packages", "node_modules", "__pypackages__", Environments)
      .Cases("build", "dist", "__pycache__", BuildOutput)
      .Default(name.ends_with(".egg-info") ? BuildOutput : nullptr);
}

const char* fileReason(llvm::StringRef name) {
  bool test =
      name.starts_with("test_") || name.ends_with("_test.py") || name == "conftest.py" || name == "tests.py";
  return test ? Tests : nullptr;
}

/// A folder's entries by name.
struct Entry {
  std::string name;
  enum class Kind { File, Folder, Link, Other } kind;
};

Entry::Kind kindOf(const std::string& folder, const dirent& entry) {
  unsigned char type = entry.d_type;
  if (type == DT_UNKNOWN) {
    struct stat status = {};
    if (::lstat((folder + "/" + entry.d_name).c_str(), &status) == 0) type = IFTODT(status.st_mode);
  }
  return type == DT_REG   ? Entry::Kind::File
         : type == DT_DIR ? Entry::Kind::Folder
         : type == DT_LNK ? Entry::Kind::Link
                          : Entry::Kind::Other;
}

std::error_code list(const std::string& folder, std::vector<Entry>& entries) {
  DIR* stream = ::opendir(folder.c_str());
  if (!stream) return {errno, std::generic_category()};
  auto close = llvm::make_scope_exit([&] { ::closedir(stream); });
  while (true) {
    errno = 0;
    const dirent* entry = ::readdir(stream);
    if (!entry) break;
    llvm::StringRef name = entry->d_name;
    if (name != "." && name != "..") entries.push_back({name.str(), kindOf(folder, *entry)});
  }
  llvm::sort(entries, [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return {errno, std::generic_category()};
}

class Finder {
public:
  explicit Finder(const PythonSearch& search) : include(search.include), skip(search.skip) {}

  void search(const std::string& base);
  void take(const std::string& file);
  PythonFiles finish();

private:
  struct Folder {
    std::string path;
    const char* reason = nullptr; ///< why its files are left out, unless they are included
    bool isBase = false;
  };
  void enter(const Folder& folder);
  void visitFolder(const Folder& parent, const std::string& name, bool revisions);
  void visitFile(const Folder& parent, const Entry& entry, bool revisions);
  void add(const std::string& file, bool isLink);
  void addIgnoreFile(const std::string& folder, const std::string& file);
  void addIgnoreFilesAbove(const std::string& base);
  bool ignored(llvm::StringRef path, bool isFolder) const;
  void complain(const std::string& path, const std::string& message) {
    result.problems.push_back({path, "failed", message, ""});
  }

  policy::FileGlobs include;
  policy::FileGlobs skip;
  std::vector<support::IgnoreFile> ignoreFiles; ///< of the folders on the way down
  std::set<std::string> seen;
  std::vector<PythonFile> links;
  PythonFiles result;
};

void Finder::addIgnoreFile(const std::string& folder, const std::string& file) {
  if (!fs::is_regular_file(file)) return;
  llvm::Expected<std::string> text = support::readFile(file);
  if (!text) return complain(file, llvm::toString(text.takeError()));
  ignoreFiles.emplace_back(folder, *text);
}

/// The folder that git keeps its own files of a work tree in; a file names it in linked work trees and
/// submodules.
std::string gitFolder(const std::string& workTree) {
  std::string git = workTree + "/.git";
  if (fs::is_directory(git)) return git;
  llvm::Expected<std::string> text = support::readFile(git);
  if (!text) {
    llvm::consumeError(text.takeError());
    return "";
  }
  llvm::StringRef line = llvm::StringRef(*text).trim();
  if (!line.consume_front("gitdir: ")) return "";
  std::string folder = support::absolutePath(line, workTree);
  llvm::Expected<std::string> common = support::readFile(folder + "/commondir");
  if (common) return support::absolutePath(llvm::StringRef(*common).trim(), folder);
  llvm::consumeError(common.takeError());
  return folder;
}

void Finder::addIgnoreFilesAbove(const std::string& base) {
  std::string top;
  for (llvm::StringRef folder = base; !folder.empty() && top.empty(); folder = path::parent_path(folder))
    if (fs::exists(folder + "/.git")) top = folder.str();
  if (top.empty()) return;
  if (std::string git = gitFolder(top); !git.empty()) addIgnoreFile(top, git + "/info/exclude");
  std::vector<std::string> above;
  for (llvm::StringRef folder = base; folder != top; folder = path::parent_path(folder))
    above.push_back(path::parent_path(folder).str());
  for (const std::string& folder : llvm::reverse(above))
    addIgnoreFile(folder, folder + "/.gitignore");
}

bool Finder::ignored(llvm::StringRef path, bool isFolder) const {
  for (const support::IgnoreFile& file : llvm::reverse(ignoreFiles)) {
    support::IgnoreFile::Answer answer = file.ask(path, isFolder);
    if (answer != support::IgnoreFile::Answer::Nothing) return answer == support::IgnoreFile::Answer::Ignored;
  }
  return false;
}

void Finder::search(const std::string& base) {
  ignoreFiles.clear();
  addIgnoreFilesAbove(base);
  result.bases.push_back(base);
  enter({base, nullptr, true});
}

void Finder::enter(const Folder& given) {
  if (!seen.insert(given.path + "/").second) return;
  Folder folder = given;
  std::vector<Entry> entries;
  if (std::error_code code = list(folder.path, entries)) {
    complain(folder.path, "cannot read the folder: " + code.message());
    return;
  }
  auto holds = [&](llvm::StringRef name) {
    auto at = llvm::partition_point(entries, [&](const Entry& entry) { return entry.name < name; });
    return at != entries.end() && at->name == name;
  };
  if (!folder.isBase && !folder.reason && (holds("pyvenv.cfg") || holds("conda-meta"))) {
    folder.reason = Environments;
    ++result.leftOut[Environments];
    if (!include.mayMatchInside(folder.path)) return;
  }
  std::size_t ignoreFilesAbove = ignoreFiles.size();
  if (holds(".gitignore")) addIgnoreFile(folder.path, folder.path + "/.gitignore");
  // Alembic's folder may have any name, but has the template of its revisions.
  bool revisions = holds("script.py.mako") || path::filename(folder.path) == "alembic";
  for (const Entry& entry : entries) {
    if (llvm::StringRef(entry.name).starts_with(".")) continue;
    if (entry.kind == Entry::Kind::Folder)
      visitFolder(folder, entry.name, revisions);
    else if (isPythonName(entry.name))
      visitFile(folder, entry, revisions);
  }
  ignoreFiles.erase(ignoreFiles.begin() + static_cast<std::ptrdiff_t>(ignoreFilesAbove), ignoreFiles.end());
}

void Finder::visitFolder(const Folder& parent, const std::string& name, bool revisions) {
  Folder folder{parent.path + "/" + name, parent.reason, false};
  if (!folder.reason) {
    folder.reason = folderReason(name);
    if (revisions && name == "versions") folder.reason = Migrations;
    if (!folder.reason && ignored(folder.path, true)) folder.reason = Ignored;
    if (folder.reason) ++result.leftOut[folder.reason];
  }
  if (!folder.reason || include.mayMatchInside(folder.path)) enter(folder);
}

void Finder::visitFile(const Folder& parent, const Entry& entry, bool revisions) {
  const std::string file = parent.path + "/" + entry.name;
  const char* reason = parent.reason ? parent.reason : fileReason(entry.name);
  if (!reason && revisions && entry.name == "env.py") reason = Migrations;
  if (!reason && ignored(file, false)) reason = Ignored;
  if (reason && include.match(file)) reason = nullptr;
  if (!reason && skip.match(file)) reason = Configured;
  if (!reason) return add(file, entry.kind == Entry::Kind::Link);
  if (!parent.reason) ++result.leftOut[reason];
}

void Finder::add(const std::string& file, bool isLink) {
  if (!seen.insert(file).second) return;
  std::optional<support::FileStat> stat = support::statFile(file);
  if (!stat) return complain(file, isLink ? "a link to nothing, or to no file" : "not a regular file");
  (isLink ? links : result.files).push_back({file, *stat});
}

void Finder::take(const std::string& file) {
  result.bases.push_back(path::parent_path(file).str());
  add(file, false);
}

PythonFiles Finder::finish() {
  // A link to a file that was found says nothing new.
  std::set<std::pair<std::uint64_t, std::uint64_t>> known;
  if (!links.empty())
    for (const PythonFile& file : result.files)
      known.insert({file.stat.device, file.stat.inode});
  for (PythonFile& link : links)
    if (known.insert({link.stat.device, link.stat.inode}).second) result.files.push_back(std::move(link));
  llvm::sort(result.files, [](const PythonFile& a, const PythonFile& b) { return a.path < b.path; });
  llvm::sort(result.bases);
  result.bases.erase(llvm::unique(result.bases), result.bases.end());
  return std::move(result);
}

/// A script without the name of one.
bool isPythonScript(const std::string& file) {
  llvm::Expected<fs::file_t> opened = fs::openNativeFileForRead(file);
  if (!opened) {
    llvm::consumeError(opened.takeError());
    return false;
  }
  char start[128];
  llvm::Expected<std::size_t> size = fs::readNativeFile(*opened, start);
  fs::closeFile(*opened);
  if (!size) {
    llvm::consumeError(size.takeError());
    return false;
  }
  llvm::StringRef line = llvm::StringRef(start, *size).split('\n').first;
  return line.starts_with("#!") && line.contains("python");
}

} // namespace

bool isPythonName(llvm::StringRef name) { return name.ends_with(".py") || name.ends_with(".pyw"); }

PythonFiles findPythonFiles(const PythonSearch& search) {
  Finder finder(search);
  for (const std::string& path : search.paths)
    if (fs::is_directory(path))
      finder.search(path);
    else if (isPythonName(path) || (fs::is_regular_file(path) && isPythonScript(path)))
      finder.take(path);
  return finder.finish();
}

} // namespace nostall::driver
