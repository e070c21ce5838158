// Contents are hashed from the buffers that the source manager holds already, so no file is read twice and
// the hash is of what was parsed even when the file changes meanwhile. Three kinds of file never reach the
// source manager and are noted on the way: `#embed`ed ones, overlay descriptions, and those that were not
// found.
#include "Cxx/Dependencies.h"

#include "Cxx/Files.h"
#include "Facts/Store.h"

#include <clang/Basic/FileManager.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/HeaderSearch.h>
#include <clang/Lex/HeaderSearchOptions.h>
#include <clang/Lex/PPCallbacks.h>
#include <clang/Lex/Preprocessor.h>

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/Path.h>

#include <map>
#include <set>
#include <string>
#include <utility>

namespace nostall::cxx {

struct DependencyRecorder::State {
  std::map<std::string, std::string> hashes; ///< by path
  std::set<std::string> missing;
};

namespace {

std::string absolute(clang::FileManager& files, llvm::StringRef folder, llvm::StringRef name) {
  llvm::SmallString<256> path(folder);
  llvm::sys::path::append(path, name);
  files.makeAbsolutePath(path);
  llvm::sys::path::remove_dots(path);
  return std::string(path);
}

std::string hashFile(clang::FileManager& files, clang::FileEntryRef file) {
  auto buffer = files.getBufferForFile(file);
  return buffer ? facts::hashBytes((*buffer)->getBuffer()) : std::string();
}

class Callbacks : public clang::PPCallbacks {
public:
  Callbacks(clang::Preprocessor& preprocessor, std::map<std::string, std::string>& hashes,
            std::set<std::string>& missing)
      : preprocessor(preprocessor), hashes(hashes), missing(missing) {}

  void InclusionDirective(clang::SourceLocation location, const clang::Token&, llvm::StringRef name,
                          bool angled, clang::CharSourceRange, clang::OptionalFileEntryRef file,
                          llvm::StringRef, llvm::StringRef, const clang::Module*, bool,
                          clang::SrcMgr::CharacteristicKind) override {
    if (!file) noteMissing(location, name, angled);
  }

  void HasInclude(clang::SourceLocation location, llvm::StringRef name, bool angled,
                  clang::OptionalFileEntryRef file, clang::SrcMgr::CharacteristicKind) override {
    if (!file && !preprocessor.getSourceManager().isInSystemHeader(location))
      noteMissing(location, name, angled);
  }

  void EmbedDirective(clang::SourceLocation location, llvm::StringRef name, bool angled,
                      clang::OptionalFileEntryRef file, const clang::LexEmbedParametersResult&) override {
    if (!file) return noteMissing(location, name, angled);
    clang::SourceManager& sources = preprocessor.getSourceManager();
    std::string path = absolutePath(sources, *file);
    if (!hashes.contains(path)) hashes[path] = hashFile(sources.getFileManager(), *file);
  }

private:
  void noteMissing(clang::SourceLocation location, llvm::StringRef name, bool angled) {
    clang::SourceManager& sources = preprocessor.getSourceManager();
    clang::FileManager& files = sources.getFileManager();
    if (llvm::sys::path::is_absolute(name)) {
      missing.insert(absolute(files, "", name));
      return;
    }
    if (!angled)
      if (auto includer = sources.getFileEntryRefForID(sources.getFileID(sources.getExpansionLoc(location))))
        missing.insert(absolute(files, includer->getDir().getName(), name));
    clang::HeaderSearch& search = preprocessor.getHeaderSearchInfo();
    auto from = angled ? search.angled_dir_begin() : search.search_dir_begin();
    for (auto folder = from; folder != search.search_dir_end(); ++folder)
      if (folder->isNormalDir()) missing.insert(absolute(files, folder->getName(), name));
  }

  clang::Preprocessor& preprocessor;
  std::map<std::string, std::string>& hashes;
  std::set<std::string>& missing;
};

} // namespace

DependencyRecorder::DependencyRecorder() : state(std::make_shared<State>()) {}
DependencyRecorder::~DependencyRecorder() = default;

void DependencyRecorder::attach(clang::CompilerInstance& compiler) {
  clang::Preprocessor& preprocessor = compiler.getPreprocessor();
  preprocessor.addPPCallbacks(std::make_unique<Callbacks>(preprocessor, state->hashes, state->missing));
}

std::vector<facts::Dependency> DependencyRecorder::take(clang::CompilerInstance& compiler) {
  clang::SourceManager& sources = compiler.getSourceManager();
  clang::FileManager& files = compiler.getFileManager();
  for (auto entry = sources.fileinfo_begin(); entry != sources.fileinfo_end(); ++entry) {
    std::string path = absolutePath(sources, entry->first);
    if (state->hashes.contains(path)) continue;
    auto text = entry->second ? entry->second->getBufferDataIfLoaded() : std::nullopt;
    state->hashes[path] = text ? facts::hashBytes(*text) : hashFile(files, entry->first);
  }
  for (const std::string& overlay : compiler.getHeaderSearchOpts().VFSOverlayFiles)
    if (auto file = files.getOptionalFileRef(overlay))
      state->hashes[absolutePath(sources, *file)] = hashFile(files, *file);

  for (const std::string& path : state->missing)
    state->hashes.try_emplace(path, std::string());
  std::vector<facts::Dependency> result;
  for (auto& [path, hash] : state->hashes)
    result.push_back({path, std::move(hash)});
  *state = {};
  return result;
}

} // namespace nostall::cxx
