#include "Places.h"

#include <clang/Basic/FileManager.h>

namespace nostall::tidy {

const Places::File& Places::file(const Location& location) {
  auto [entry, isNew] = files.try_emplace(location.file);
  File& file = entry->second;
  if (!isNew) return file;
  clang::OptionalFileEntryRef known = sources.getFileManager().getOptionalFileRef(location.file);
  if (!known) return file;
  file.id = sources.translateFile(*known);
  file.ofUnit = file.id.isValid();
  if (!file.ofUnit) file.id = sources.createFileID(*known, {}, clang::SrcMgr::C_User);
  return file;
}

clang::SourceLocation Places::begin(const Location& location) {
  const clang::FileID id = file(location).id;
  if (id.isInvalid() || location.line == 0) return {};
  return sources.translateLineCol(id, location.line, std::max(1u, location.column));
}

clang::CharSourceRange Places::range(const Location& location) {
  const clang::SourceLocation first = begin(location);
  if (first.isInvalid() || location.endLine == 0) return {};
  return clang::CharSourceRange::getCharRange(
      first, sources.translateLineCol(file(location).id, location.endLine, location.endColumn));
}

llvm::StringRef Places::textFrom(clang::SourceLocation place) const {
  bool invalid = false;
  const auto [id, offset] = sources.getDecomposedLoc(place);
  const llvm::StringRef text = sources.getBufferData(id, &invalid);
  return invalid ? llvm::StringRef() : text.substr(offset);
}

} // namespace nostall::tidy
